/** The ways in which signing in by an identity provider ends without a session. Each has a sentence in both languages. */
export const OIDC_FAILURES = [
	'unavailable',
	'failed',
	'too_weak',
	'not_recent',
	'not_verified',
	'unknown',
	'taken'
] as const;
export type OidcFailureReason = (typeof OIDC_FAILURES)[number];

export class OidcFailure extends Error {
	override readonly name = 'OidcFailure';
	readonly reason: OidcFailureReason;

	constructor(reason: OidcFailureReason, options?: ErrorOptions) {
		super(reason, options);
		this.reason = reason;
	}
}

/** The reason that an address of the sign-in page names, if it does. */
export const failureIn = (url: URL): OidcFailureReason | null => {
	const given = url.searchParams.get('problem');
	return OIDC_FAILURES.find((reason) => reason === given) ?? null;
};
