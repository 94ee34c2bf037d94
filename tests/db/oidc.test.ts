import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { finishOidc, openFlow } from '#lib/access/oidc.server.ts';
import { setClock } from '#lib/clock.ts';
import { CLIENT, Visitor, type Bend } from '../identity-provider.ts';
import { failure, oidcStage, seconds } from './oidc-stage.ts';

const HOUR = 3600;

let stage: Awaited<ReturnType<typeof oidcStage>>;

beforeAll(async () => {
	stage = await oidcStage();
});
beforeEach(() => stage.reset());
afterAll(() => stage.running.stop());

describe('[TRUST 51] the way through the provider', () => {
	it('asks with PKCE, state and nonce, and gets a proof of who it is', async () => {
		const proof = await stage.prove('s-1');
		expect(proof).toMatchObject({
			issuer: stage.settings.issuer,
			subject: 's-1',
			email: 'new@example.org'
		});
		expect(Math.abs(proof.provedAt.valueOf() - Date.now())).toBeLessThan(30_000);
		const asked = stage.running.asked();
		expect(asked.get('code_challenge_method')).toBe('S256');
		for (const name of ['code_challenge', 'state', 'nonce'])
			expect(asked.get(name)?.length, name).toBeGreaterThan(20);
	});

	it('is sealed: nobody but us reads or makes what the browser carries', async () => {
		const { flow, sealed } = await stage.begin();
		expect(sealed).not.toContain(flow.verifier);
		expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString()).not.toContain(
			flow.state
		);
		expect(await openFlow(`${sealed.slice(0, -4)}AAAA`)).toBeNull();
		expect(await openFlow(undefined)).toBeNull();
	});

	it('is too late after ten minutes by the clock of the database, whatever this machine says', async () => {
		const { sealed } = await stage.begin();
		onTestFinished(() => setClock(() => Promise.resolve(Date.now())));
		for (const [passed, holds] of [
			[9 * 60, true],
			[11 * 60, false],
			[-60, false]
		] as const) {
			await setClock(() => Promise.resolve((seconds() + passed) * 1000));
			expect((await openFlow(sealed)) !== null, `${passed} s later`).toBe(holds);
		}
	});

	it('refuses another state', async () => {
		const { address, flow } = await stage.begin();
		const back = await new Visitor().signIn(address, 's-1');
		back.searchParams.set('state', 'x'.repeat(43));
		expect(await failure(finishOidc(stage.settings, flow, back.searchParams))).toBe('failed');
	});

	it('refuses another nonce, as when a token of another sign-in is put in', async () => {
		const { address, flow } = await stage.begin();
		address.searchParams.set('nonce', 'x'.repeat(43));
		const back = await new Visitor().signIn(address, 's-1');
		expect(await failure(finishOidc(stage.settings, flow, back.searchParams))).toBe('failed');
	});

	it('refuses a code that another browser began for', async () => {
		const [mine, theirs] = [await stage.begin(), await stage.begin()];
		const back = await new Visitor().signIn(theirs.address, 's-1');
		back.searchParams.set('state', mine.flow.state);
		expect(await failure(finishOidc(stage.settings, mine.flow, back.searchParams))).toBe('failed');
	});

	it('refuses a code the second time', async () => {
		const { address, flow } = await stage.begin();
		const back = await new Visitor().signIn(address, 's-1');
		await finishOidc(stage.settings, flow, back.searchParams);
		expect(await failure(finishOidc(stage.settings, flow, back.searchParams))).toBe('failed');
	});

	it('refuses an answer that names another issuer', async () => {
		const { address, flow } = await stage.begin();
		const back = await new Visitor().signIn(address, 's-1');
		back.searchParams.set('iss', 'https://other.example');
		expect(await failure(finishOidc(stage.settings, flow, back.searchParams))).toBe('failed');
	});

	it('takes what the provider says went wrong for what it is', async () => {
		const { flow } = await stage.begin();
		const said = new URLSearchParams({
			error: 'access_denied',
			state: flow.state,
			iss: stage.settings.issuer
		});
		expect(await failure(finishOidc(stage.settings, flow, said))).toBe('failed');
	});

	const bent: [string, Bend][] = [
		['for another audience', (claims) => ({ ...claims, aud: 'another client' })],
		['of another issuer', (claims) => ({ ...claims, iss: 'https://other.example' })],
		['that nobody signed', (claims) => ({ ...claims, signedBy: 'nobody' })],
		['that a stranger signed', (claims) => ({ ...claims, signedBy: 'stranger' })],
		['that has expired', (claims) => ({ ...claims, exp: seconds() - 60 })],
		['from later than now', (claims) => ({ ...claims, iat: seconds() + 300 })],
		['without a nonce', ({ nonce: _, ...claims }) => claims],
		['that does not say when the proof was given', ({ auth_time: _, ...claims }) => claims],
		['of a proof from yesterday', (claims) => ({ ...claims, auth_time: seconds() - 24 * HOUR })],
		['for somebody else’s part', (claims) => ({ ...claims, aud: [CLIENT.id, 'b'], azp: 'b' })]
	];
	it.each(bent)('refuses an identity token %s', async (_, how) => {
		stage.running.bend(how);
		expect(await failure(stage.prove('s-1'))).toBe('failed');
	});

	it.each([
		['ahead', 20],
		['behind', -20]
	])('bears with a clock that is %s by twenty seconds', async (_, by) => {
		stage.running.bend((claims) => ({
			...claims,
			iat: seconds() + by,
			exp: by < 0 ? seconds() + by : claims.exp,
			auth_time: seconds() + by
		}));
		expect((await stage.prove('s-1')).provedAt.valueOf()).toBeLessThanOrEqual(Date.now());
	});

	it('goes on when the provider signs with another key', async () => {
		await stage.prove('s-1');
		await stage.running.rotate();
		expect((await stage.prove('s-1')).subject).toBe('s-1');
	});

	it('says so when the provider is down, before or after one has been there', async () => {
		const { address, flow } = await stage.begin();
		const back = await new Visitor().signIn(address, 's-1');
		const dead = { ...stage.settings, issuer: 'http://127.0.0.1:1' };
		expect(await failure(finishOidc(dead, flow, back.searchParams))).toBe('unavailable');
		expect(await failure(stage.begin({}, dead))).toBe('unavailable');
	});
});

describe('[TRUST 44] how and when it was proved', () => {
	it('asks for the strength that is set, and takes no less', async () => {
		stage.settings.acr = ['two-factors'];
		stage.running.accounts.set('strong', {
			email: 'a@example.org',
			verified: true,
			acr: 'two-factors'
		});
		stage.running.accounts.set('weak', { email: 'b@example.org', verified: true, acr: 'password' });
		expect((await stage.prove('strong')).subject).toBe('strong');
		expect(stage.running.asked().get('acr_values')).toBe('two-factors');
		expect(await failure(stage.prove('weak'))).toBe('too_weak');
		expect(await failure(stage.prove('s-1'))).toBe('too_weak');
	});

	it('asks anew where a fresh proof is needed, and takes none from before', async () => {
		const visitor = new Visitor();
		await stage.prove('s-1', {}, visitor);
		expect(stage.running.asked().get('prompt')).toBeNull();
		await stage.prove('s-1', { again: true }, visitor);
		expect(stage.running.asked().get('prompt')).toBe('login');
		stage.running.bend((claims) => ({ ...claims, auth_time: seconds() - 300 }));
		expect(await failure(stage.prove('s-1', { again: true }, visitor))).toBe('not_recent');
		expect((await stage.prove('s-1', {}, visitor)).subject).toBe('s-1');
	});
});
