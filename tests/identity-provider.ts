import {
	exportJWK,
	generateKeyPair,
	SignJWT,
	UnsecuredJWT,
	decodeJwt,
	type JWTPayload
} from 'jose';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Adapter, type AdapterPayload, type Configuration } from 'oidc-provider';

/** Somebody with an account at the provider. */
export interface Account {
	email?: string;
	verified?: boolean;
	/** How strongly they prove who they are there. */
	acr?: string;
}

/** Changes an identity token after the real provider has made it; the result is signed by the provider's key, unless it says how else. */
export type Bend = (claims: JWTPayload) => JWTPayload & { signedBy?: 'nobody' | 'stranger' };

export interface RunningProvider {
	issuer: string;
	accounts: Map<string, Account>;
	/** What the portal asked for, the last time it sent somebody. */
	asked: () => URLSearchParams;
	bend(how: Bend | null): void;
	register(redirectUri: string): void;
	/** From now on it signs with another key, and publishes that one alone. */
	rotate(): Promise<void>;
	stop(): Promise<void>;
}

export const CLIENT = { id: 'concord', secret: 'a secret that the portal shares with it' };

/**
 * Starts a real OpenID Connect provider on a free port, with which people sign in by pressing their name. It knows the
 * portal by the address to which it sends people back, which `register` may change.
 */
export async function startIdentityProvider(
	redirectUri = 'http://localhost/unknown'
): Promise<RunningProvider> {
	const accounts = new Map<string, Account>();
	let returnTo = redirectUri;
	let key = await firstKey;
	let asked = new URLSearchParams();
	let how: Bend | null = null;
	let provider: Provider;
	let answer: ReturnType<Provider['callback']>;
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		if (url.pathname === '/auth') asked = url.searchParams;
		if (url.pathname.startsWith('/enter/')) void enter(request, response);
		else void answer(request, response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	function configure(): void {
		provider = new Provider(issuer, configuration(returnTo, accounts, key.published));
		provider.use(async (context, next) => {
			await next();
			const body = context.body as { id_token?: string } | undefined;
			if (context.oidc?.route === 'token' && body?.id_token && how)
				body.id_token = await sign(key, how(decodeJwt(body.id_token)));
		});
		answer = provider.callback();
	}

	async function enter(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (request.method === 'GET') {
			response.setHeader('content-type', 'text/html; charset=utf-8');
			const names = [...accounts.keys()].map(
				(name) => `<button name="sub" value="${name}">${name}</button>`
			);
			response.end(
				`<!doctype html><html lang="en"><title>Who are you?</title><form method="post">${names.join('')}</form></html>`
			);
			return;
		}
		const sub = new URLSearchParams(await textOf(request)).get('sub') ?? '';
		const { acr } = accounts.get(sub) ?? {};
		await provider.interactionFinished(request, response, { login: { accountId: sub, acr } });
	}

	configure();
	return {
		issuer,
		accounts,
		asked: () => asked,
		bend: (given) => void (how = given),
		register: (uri) => {
			returnTo = uri;
			configure();
		},
		rotate: async () => {
			key = await newKey();
			configure();
		},
		stop: async () => {
			if (!server.listening) return;
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		}
	};
}

async function newKey() {
	const { privateKey } = await generateKeyPair('RS256', { extractable: true });
	const kid = randomUUID();
	return {
		privateKey,
		kid,
		published: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' }
	};
}
type Key = Awaited<ReturnType<typeof newKey>>;

/** Finding one takes a while. */
const firstKey = newKey();
const strangersKey = newKey();

async function sign(
	{ privateKey, kid }: Key,
	{ signedBy, ...claims }: ReturnType<Bend>
): Promise<string> {
	if (signedBy === 'nobody') return new UnsecuredJWT(claims).encode();
	return new SignJWT(claims)
		.setProtectedHeader({ alg: 'RS256', kid })
		.sign(signedBy === 'stranger' ? (await strangersKey).privateKey : privateKey);
}

/** As an operator registers the portal: one client, one address to return to, PKCE or nothing. */
function configuration(
	redirectUri: string,
	accounts: Map<string, Account>,
	key: object
): Configuration {
	return {
		clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
		jwks: { keys: [key as never] },
		adapter: Kept,
		pkce: { required: () => true },
		cookies: { keys: ['for the tests'] },
		acrValues: ['password', 'two-factors'],
		claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null },
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_, { uid }) => `/enter/${uid}` },
		findAccount: (_, sub) => {
			const { email, verified } = accounts.get(sub) ?? {};
			return {
				accountId: sub,
				claims: () => ({ sub, ...(email && { email, email_verified: verified ?? false }) })
			};
		},
		// Nobody is asked whether the portal may know their address: it is their employer's.
		loadExistingGrant: async ({ oidc }) => {
			const grant = new oidc.provider.Grant({
				clientId: CLIENT.id,
				accountId: oidc.session?.accountId
			});
			grant.addOIDCScope('openid email');
			await grant.save();
			return grant;
		},
		ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600 }
	};
}

const kept = new Map<string, AdapterPayload>();

/** What the provider keeps, for as long as the test runs: its own store for trials warns of itself. */
class Kept implements Adapter {
	constructor(private readonly kind: string) {}

	async upsert(id: string, payload: AdapterPayload): Promise<void> {
		kept.set(`${this.kind}:${id}`, payload);
	}
	async find(id: string) {
		return kept.get(`${this.kind}:${id}`);
	}
	async findByUid(uid: string) {
		return [...kept].find(([key, one]) => key.startsWith(`${this.kind}:`) && one.uid === uid)?.[1];
	}
	async findByUserCode() {
		return undefined;
	}
	async destroy(id: string): Promise<void> {
		kept.delete(`${this.kind}:${id}`);
	}
	async consume(id: string): Promise<void> {
		const one = kept.get(`${this.kind}:${id}`);
		if (one) one.consumed = Math.floor(Date.now() / 1000);
	}
	async revokeByGrantId(grantId: string): Promise<void> {
		for (const [key, one] of kept) if (one.grantId === grantId) kept.delete(key);
	}
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text;
}

/** What a browser does: it goes where it is sent, keeps cookies, presses a name when asked, and stops where it leaves the provider. */
export class Visitor {
	#cookies = new Map<string, string>();

	/** Returns with what the provider sends the browser back to the portal. */
	async signIn(address: URL, name: string): Promise<URL> {
		let at = address;
		let form: string | undefined;
		for (let steps = 0; steps < 12; steps++) {
			const response = await fetch(at, {
				method: form === undefined ? 'GET' : 'POST',
				body: form,
				redirect: 'manual',
				headers: {
					cookie: [...this.#cookies].map(([key, value]) => `${key}=${value}`).join('; '),
					'content-type': 'application/x-www-form-urlencoded'
				}
			});
			for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
			const to = response.headers.get('location');
			form = to ? undefined : String(new URLSearchParams({ sub: name }));
			if (to) at = new URL(to, at);
			if (at.origin !== address.origin) return at;
			if (!to && response.status >= 400)
				throw new Error(`${response.status} of the provider: ${await response.text()}`);
		}
		throw new Error('the provider never sent the browser back');
	}

	#keep(cookie: string): void {
		const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
		if (value) this.#cookies.set(key, value);
		else this.#cookies.delete(key);
	}
}
