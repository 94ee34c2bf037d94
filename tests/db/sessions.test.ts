import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import {
	IDLE_LASTS,
	mySessions,
	personOf,
	revokeSessions,
	SESSION_LASTS,
	startSession
} from '#lib/access/sessions.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { auditEvents, sessions } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation, person } from './world.ts';

const MINUTE = 60_000;

let one: Person;
let other: Person;

beforeAll(async () => {
	useDatabase(await freshDatabase());
	const ministry = await organisation('government', 'ministry');
	one = await person(ministry, 'contributor');
	other = await person(ministry, 'approver');
}, 60_000);
beforeEach(() => asSystem(async (db) => void (await db.delete(sessions))));
afterAll(closeDatabase);

const start = async (who: Person) => (await asSystem((db) => startSession(db, who.userId))).token;
const inSession = (token: string, minutes = 0) =>
	asSystem((db) => personOf(db, token, new Date(Date.now() + minutes * MINUTE)));
const asked = (token: string) => async () => (await inSession(token)) !== null;

describe('[TRUST 48] a session', () => {
	it('ends after half an hour in which nothing is asked', async () => {
		const token = await start(one);
		expect(await inSession(token, IDLE_LASTS / 60 - 1)).toMatchObject({ userId: one.userId });
		const idle = await start(one);
		expect(await inSession(idle, IDLE_LASTS / 60 + 1)).toBeNull();
	});

	it('goes on while something is, and ends twelve hours after it began all the same', async () => {
		const token = await start(one);
		const last = SESSION_LASTS / 60 - 1;
		for (let minutes = 20; minutes < last; minutes += 20)
			expect(await inSession(token, minutes), `${minutes}`).not.toBeNull();
		expect(await inSession(token, last)).not.toBeNull();
		expect(await inSession(token, last + 2)).toBeNull();
	});
});

describe('[TRUST 49, 50] one’s own sessions', () => {
	const signedIn = async (token: string) => (await inSession(token)) as Person;

	it('are listed, the one in which they are asked for marked', async () => {
		const [here, there] = [await start(one), await start(one)];
		await start(other);
		const me = await signedIn(here);
		const listed = await withActor(me, (db) => mySessions(db, me));
		expect(listed).toHaveLength(2);
		expect(listed.filter(({ current }) => current)).toEqual([
			expect.objectContaining({ id: me.sessionId })
		]);
		expect(listed.map(({ id }) => id)).toContain((await signedIn(there)).sessionId);
		expect(JSON.stringify(listed)).not.toContain('Token');
	});

	it('are ended one by one, from the next request on', async () => {
		const [here, there] = [await start(one), await start(one)];
		const me = await signedIn(here);
		const { sessionId = '' } = await signedIn(there);
		await withActor(me, (db) => revokeSessions(db, me, { id: sessionId }));
		expect(await asked(there)()).toBe(false);
		expect(await asked(here)()).toBe(true);
		const events = await asSystem((db) => db.select().from(auditEvents));
		expect(events.at(-1)).toMatchObject({ event: 'session.revoked', actorId: one.userId });
	});

	it('are ended all but this one', async () => {
		const [here, ...others] = [await start(one), await start(one), await start(one)];
		const strange = await start(other);
		const me = await signedIn(here);
		await withActor(me, (db) => revokeSessions(db, me, 'others'));
		for (const token of others) expect(await asked(token)()).toBe(false);
		expect(await asked(here)()).toBe(true);
		expect(await asked(strange)()).toBe(true);
	});

	it('are nobody else’s to end or to see, whatever a form says', async () => {
		const token = await start(one);
		const { sessionId = '' } = await signedIn(token);
		await withActor(other, (db) => revokeSessions(db, other, { id: sessionId }));
		expect(await asked(token)()).toBe(true);
		const seen = (actor: Person | typeof PUBLIC) =>
			withActor(actor, (db) => db.select({ id: sessions.id }).from(sessions));
		expect(await seen(other)).toEqual([]);
		expect(await seen(PUBLIC)).toEqual([]);
		await expect(
			withActor(one, (db) => db.select({ hash: sessions.sessionToken }).from(sessions))
		).rejects.toThrow();
	});
});
