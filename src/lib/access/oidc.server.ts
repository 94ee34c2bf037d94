import { decode, encode } from '@auth/core/jwt';
import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { currentTime, machineAhead } from '#lib/clock.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { env } from '#lib/server/env.ts';
import { OidcFailure } from './oidc-failure.ts';
import { SESSION_LASTS } from './sessions.server.ts';

/** The identity provider of who runs this portal, and how this portal is known there. */
export interface IdentityProvider {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** What people call it: it stands on the button. */
	name: string;
	/** Which strengths of proof are enough; none given, any is. */
	acr: readonly string[];
}

/** The identity provider that the settings name, if they do. */
export function identityProvider(): IdentityProvider | null {
	const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME, OIDC_ACR } = env();
	if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
	return {
		issuer: OIDC_ISSUER,
		clientId: OIDC_CLIENT_ID,
		clientSecret: OIDC_CLIENT_SECRET,
		name: OIDC_NAME ?? new URL(OIDC_ISSUER).hostname,
		acr: OIDC_ACR?.split(/\s+/) ?? []
	};
}

/** How long somebody may take at the provider, in seconds. */
const FLOW_LASTS = 10 * 60;
/** The seal itself does not end, since that would go by the clock of whichever machine opens it: that it is not too late is looked at apart. */
const SEAL_LASTS = 100 * 365 * 24 * 60 * 60;
/** How far the provider's clock may be from ours, in seconds. */
const CLOCKS_DIFFER = 30;
/** How long the provider may take to answer, in milliseconds. */
const PATIENCE = 8000;
const SALT = 'concord-oidc';

const flow = z.object({
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	/** Where to go afterwards: a path of this site. */
	next: z.string(),
	locale: z.enum(LOCALES),
	redirectUri: z.url(),
	/** When it began, in seconds since 1970. */
	begun: z.number(),
	/** Whether a proof from before it began is not enough. */
	again: z.boolean(),
	/** Whom the account is to be connected to, where that is what it is for. */
	connect: z.uuid().optional(),
	/** The attempt as limits count it. */
	attempt: z.uuid()
});
export type OidcFlow = z.output<typeof flow>;

/** What the provider vouches for. Nothing else of what it says is looked at. */
export interface Proof {
	issuer: string;
	subject: string;
	/** An address that the provider says it has verified; null where it does not say so. */
	email: string | null;
	/** When the person proved who they are, there. */
	provedAt: Date;
	/** Whether the provider vouches for a strength that was asked for. */
	strong: boolean;
}

/**
 * Where to send the browser, and what it must bring back with it: sealed, so that only we can read or make it. The
 * path in `next` must be one of this site. Throws `OidcFailure` when the provider does not answer.
 */
export async function beginOidc(
	provider: IdentityProvider,
	given: Pick<OidcFlow, 'next' | 'locale' | 'redirectUri' | 'again' | 'connect' | 'attempt'>
): Promise<{ address: URL; sealed: string }> {
	const server = await discover(provider);
	if (!server.authorization_endpoint) throw new OidcFailure('failed');
	const begun: OidcFlow = {
		...given,
		state: oauth.generateRandomState(),
		nonce: oauth.generateRandomNonce(),
		verifier: oauth.generateRandomCodeVerifier(),
		begun: Math.floor(currentTime().valueOf() / 1000)
	};
	const address = new URL(server.authorization_endpoint);
	const asked = {
		client_id: provider.clientId,
		response_type: 'code',
		scope: 'openid email',
		redirect_uri: given.redirectUri,
		state: begun.state,
		nonce: begun.nonce,
		code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
		code_challenge_method: 'S256',
		ui_locales: given.locale,
		// Asking for an age makes the provider say when the proof was given.
		max_age: String(SESSION_LASTS),
		...(given.again ? { prompt: 'login' } : {}),
		...(provider.acr.length ? { acr_values: provider.acr.join(' ') } : {})
	};
	for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
	return { address, sealed: await seal(begun) };
}

/** What was sealed into the browser when it was sent away, or null: not ours, or too long ago. */
export async function openFlow(sealed: string | undefined): Promise<OidcFlow | null> {
	if (!sealed) return null;
	const opened = await decode({ token: sealed, secret: secret(), salt: SALT }).catch(() => null);
	const parsed = flow.safeParse(opened);
	if (!parsed.success) return null;
	const taken = currentTime().valueOf() / 1000 - parsed.data.begun;
	return taken <= FLOW_LASTS && taken >= -CLOCKS_DIFFER ? parsed.data : null;
}

const seal = (begun: OidcFlow) =>
	encode({ token: begun, secret: secret(), salt: SALT, maxAge: SEAL_LASTS });

function secret(): string {
	const { AUTH_SECRET } = env();
	if (!AUTH_SECRET) throw new Error('AUTH_SECRET is needed to sign in');
	return AUTH_SECRET;
}

/**
 * Takes what the provider sent the browser back with, gets the proof for it and checks all of it: state, code verifier,
 * issuer, audience, times, nonce, signature, when and how strongly the person proved who they are. Throws `OidcFailure`.
 */
export async function finishOidc(
	provider: IdentityProvider,
	begun: OidcFlow,
	returned: URLSearchParams
): Promise<Proof> {
	try {
		return await prove(provider, begun, returned);
	} catch (error) {
		if (error instanceof OidcFailure) throw error;
		throw new OidcFailure('failed', { cause: error });
	}
}

async function prove(provider: IdentityProvider, begun: OidcFlow, returned: URLSearchParams) {
	const server = await discover(provider);
	const client = {
		client_id: provider.clientId,
		[oauth.clockTolerance]: CLOCKS_DIFFER,
		[oauth.clockSkew]: -Math.round(machineAhead() / 1000)
	};
	const granted = oauth.validateAuthResponse(server, client, returned, begun.state);
	const answer = await oauth.authorizationCodeGrantRequest(
		server,
		client,
		authentication(server, provider),
		granted,
		begun.redirectUri,
		begun.verifier,
		asking(provider)
	);
	const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
		expectedNonce: begun.nonce,
		maxAge: SESSION_LASTS,
		requireIdToken: true
	});
	await oauth.validateApplicationLevelSignature(server, answer, asking(provider));
	const claims = oauth.getValidatedIdTokenClaims(tokens);
	if (!claims?.auth_time) throw new OidcFailure('failed');
	if (claims.iat > currentTime().valueOf() / 1000 + CLOCKS_DIFFER) throw new OidcFailure('failed');
	if (begun.again && claims.auth_time < begun.begun - CLOCKS_DIFFER)
		throw new OidcFailure('not_recent');
	if (provider.acr.length && !provider.acr.some((strength) => strength === claims.acr))
		throw new OidcFailure('too_weak');
	const said =
		claims.email === undefined && server.userinfo_endpoint
			? await oauth.processUserInfoResponse(
					server,
					client,
					claims.sub,
					await oauth.userInfoRequest(server, client, tokens.access_token, asking(provider))
				)
			: claims;
	return {
		issuer: claims.iss,
		subject: claims.sub,
		email: said.email_verified === true && typeof said.email === 'string' ? said.email : null,
		provedAt: new Date(Math.min(claims.auth_time * 1000, currentTime().valueOf())),
		strong: provider.acr.length > 0
	};
}

/** Asked anew each time: sign-ins are rare, and a key or an address that changed is then known at once. */
async function discover(provider: IdentityProvider): Promise<oauth.AuthorizationServer> {
	const issuer = new URL(provider.issuer);
	const answer = await oauth.discoveryRequest(issuer, asking(provider));
	return oauth.processDiscoveryResponse(issuer, answer).catch((error: unknown) => {
		throw new OidcFailure('failed', { cause: error });
	});
}

/** The secret goes in the header, unless the provider takes it in the body alone. */
const authentication = (
	{ token_endpoint_auth_methods_supported: methods }: oauth.AuthorizationServer,
	{ clientSecret }: IdentityProvider
): oauth.ClientAuth =>
	methods?.includes('client_secret_post') && !methods.includes('client_secret_basic')
		? oauth.ClientSecretPost(clientSecret)
		: oauth.ClientSecretBasic(clientSecret);

/** How the provider is asked: over TLS, but for one on this machine; not for ever; and not by way of redirects. */
const asking = ({ issuer }: IdentityProvider) => ({
	[oauth.allowInsecureRequests]: new URL(issuer).protocol === 'http:',
	[oauth.customFetch]: async (...[address, options]: Parameters<typeof fetch>) => {
		const answer = await fetch(address, {
			...options,
			signal: AbortSignal.timeout(PATIENCE)
		}).catch((error: unknown) => {
			throw new OidcFailure('unavailable', { cause: error });
		});
		if (answer.status >= 500) throw new OidcFailure('unavailable');
		return answer;
	}
});
