import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	beginCeremony,
	CHALLENGE_LASTS,
	finishProof
} from '#lib/access/passkey-ceremony.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { refusal } from './assessment-world.ts';
import {
	begin,
	ELSEWHERE,
	events,
	prove,
	register,
	type SignedIn,
	signIn,
	SITE
} from './passkey-stage.ts';
import { SoftwarePasskey } from './software-passkey.ts';
import { asSystem, cast, person, type Cast } from './world.ts';

let world: Cast;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('company');
}, 60_000);
afterAll(closeDatabase);

const member = async () => signIn(await person(world.owner, 'contributor'));

describe('[TRUST 38] a proof by a passkey opens nothing', () => {
	let one: SignedIn;
	let passkey: SoftwarePasskey;
	beforeEach(async () => {
		const registered = await member();
		({ passkey } = await register(registered));
		one = await registered.again();
	});
	const nothing = async (reason: string) => {
		expect((await one.me()).provedBy).toBe('link');
		expect((await events(one)).at(-1)).toBe(`passkey.refused {"reason":"${reason}"}`);
	};

	it('when its challenge was used', async () => {
		const challenge = await begin(one, 'prove');
		expect(await prove(one, passkey, { challenge })).toBe('done');
		one = await one.again();
		expect(await prove(one, passkey, { challenge })).toBe('no_challenge');
		await nothing('no_challenge');
	});

	it('when it failed once, by the same challenge', async () => {
		const challenge = await begin(one, 'prove');
		expect(await prove(one, passkey, { challenge, verified: false })).toBe('not_verified');
		expect(await prove(one, passkey, { challenge })).toBe('no_challenge');
	});

	it('to more than one of two who bring it at once', async () => {
		const challenge = await begin(one, 'prove');
		const me = await one.me();
		const both = await Promise.all(
			[1, 2].map(() =>
				asSystem((db) => finishProof(db, me, passkey.proof({ challenge, site: SITE }), SITE))
			)
		);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it('after five minutes', async () => {
		const challenge = await begin(one, 'prove');
		const late = new Date(Date.now() + CHALLENGE_LASTS * 1000 + 1);
		expect(await prove(one, passkey, { challenge }, late)).toBe('no_challenge');
		await nothing('no_challenge');
	});

	it('when another was asked for since', async () => {
		const challenge = await begin(one, 'prove');
		await begin(one, 'prove');
		expect(await prove(one, passkey, { challenge })).toBe('not_verified');
		await nothing('not_verified');
	});

	it('by the challenge of another session, of the same person or of another', async () => {
		const challenge = await begin(await one.again(), 'prove');
		expect(await prove(one, passkey, { challenge })).toBe('no_challenge');
		await begin(one, 'prove');
		expect(await prove(one, passkey, { challenge })).toBe('not_verified');
		await nothing('not_verified');
	});

	it('by a challenge that was for registering', async () => {
		const challenge = await begin(await member(), 'register');
		expect(await prove(one, passkey, { challenge })).toBe('no_challenge');
	});

	it('when it is for another site, or comes from a page of one', async () => {
		expect(await prove(one, passkey, { site: ELSEWHERE })).toBe('not_verified');
		expect(await prove(one, passkey, { site: { ...SITE, origin: ELSEWHERE.origin } })).toBe(
			'not_verified'
		);
		expect(await prove(one, passkey, { site: { ...SITE, id: ELSEWHERE.id } })).toBe('not_verified');
		await nothing('not_verified');
	});

	it('when its person was not verified', async () => {
		expect(await prove(one, passkey, { verified: false })).toBe('not_verified');
		await nothing('not_verified');
	});

	it('when its count went back or stood still: then it was copied', async () => {
		expect(await prove(one, passkey, { counter: 5 })).toBe('done');
		one = await one.again();
		expect(await prove(one, passkey, { counter: 5 })).toBe('not_verified');
		expect(await prove(one, passkey, { counter: 4 })).toBe('not_verified');
		await nothing('not_verified');
		expect(await prove(one, passkey, { counter: 6 })).toBe('done');
	});

	it('when it is another person’s, unknown, or signed by another key', async () => {
		const other = await member();
		const theirs = await register(other);
		expect(await prove(one, theirs.passkey)).toBe('unknown');
		expect(await prove(one, new SoftwarePasskey())).toBe('unknown');
		const forged = Object.assign(new SoftwarePasskey(), { id: passkey.id });
		expect(await prove(one, forged)).toBe('not_verified');
		await nothing('not_verified');
	});

	it('to a program', async () => {
		const { sessionId: _, ...program } = await one.me();
		expect(await refusal(asSystem((db) => beginCeremony(db, program, 'prove', SITE)))).toBe(
			'not_signed_in'
		);
	});
});
