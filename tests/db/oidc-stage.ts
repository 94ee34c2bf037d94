import { randomUUID } from 'node:crypto';
import { OidcFailure } from '#lib/access/oidc-failure.ts';
import {
	beginOidc,
	finishOidc,
	openFlow,
	type IdentityProvider,
	type OidcFlow
} from '#lib/access/oidc.server.ts';
import {
	CLIENT,
	startIdentityProvider,
	Visitor,
	type RunningProvider
} from '../identity-provider.ts';

export const REDIRECT = 'http://localhost:3000/auth/callback/oidc';
export const seconds = () => Math.floor(Date.now() / 1000);

/** A real provider, the settings that name it, and the way through it. */
export async function oidcStage() {
	const running: RunningProvider = await startIdentityProvider(REDIRECT);
	const settings: IdentityProvider = {
		issuer: running.issuer,
		clientId: CLIENT.id,
		clientSecret: CLIENT.secret,
		name: 'The ministry',
		acr: []
	};

	/** Begins as a browser does: where it is sent, and what it carries. */
	async function begin(over: Partial<OidcFlow> = {}, provider = settings) {
		const { address, sealed } = await beginOidc(provider, {
			next: '/en/workspace',
			locale: 'en',
			redirectUri: REDIRECT,
			again: false,
			attempt: randomUUID(),
			...over
		});
		const flow = await openFlow(sealed);
		if (!flow) throw new Error('what was sealed cannot be opened');
		return { address, flow, sealed };
	}

	/** The whole way, by somebody with this account. */
	async function prove(name: string, over: Partial<OidcFlow> = {}, visitor = new Visitor()) {
		const { address, flow } = await begin(over);
		const back = await visitor.signIn(address, name);
		return finishOidc(settings, flow, back.searchParams);
	}

	/** As it was at first: one account, nothing bent, any strength. */
	function reset(): void {
		running.bend(null);
		running.accounts.clear();
		running.accounts.set('s-1', { email: 'new@example.org', verified: true });
		settings.acr = [];
	}

	return { running, settings, begin, prove, reset };
}

/** Why an attempt failed; whatever else it threw, or that it did not. */
export async function failure(attempt: Promise<unknown>) {
	const thrown: unknown = await attempt.then(
		() => 'was let in',
		(error: unknown) => error
	);
	return thrown instanceof OidcFailure ? thrown.reason : thrown;
}
