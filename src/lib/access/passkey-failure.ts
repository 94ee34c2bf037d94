/** Why a passkey proved nothing, or none was registered. Each has a sentence in `labels.ts`. */
export const PASSKEY_FAILURES = [
	'no_scripts',
	'no_challenge',
	'unknown',
	'not_verified',
	'taken',
	'too_many'
] as const;
export type PasskeyFailure = (typeof PASSKEY_FAILURES)[number];

/** Why a browser made or found no passkey, before anything came to the server. */
export type PasskeyProblem = 'unsupported' | 'cancelled' | 'registered' | 'refused' | 'offline';
