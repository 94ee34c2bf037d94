import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { requestLink } from '#lib/access/auth.server.ts';
import {
	countAttempt,
	forgetAttempts,
	forgetOldAttempts
} from '#lib/access/sign-in-limits.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation, person } from './world.ts';

const ORIGIN = 'http://localhost:3000';
const WINDOW = 15 * 60_000;
const TRIES = 200;

let member: Person;

beforeAll(async () => {
	useDatabase(await freshDatabase());
	member = await person(await organisation('government', 'ministry'), 'contributor');
}, 60_000);
afterEach(() =>
	asSystem(async (db) => {
		await db.delete(t.mailOutbox);
		await db.delete(t.signInAttempts);
		await db.delete(t.verificationTokens);
	})
);
afterAll(closeDatabase);

const ask = (email: string, from: string | null = null) =>
	requestLink(email, '/en/workspace', ORIGIN, from);
const mails = () => asSystem((db) => db.select().from(t.mailOutbox));
const attempts = () => asSystem((db) => db.select().from(t.signInAttempts));
/** The events that these attempts wrote, each as what it was and why. */
async function eventsOf(work: () => Promise<unknown>) {
	const before = (await asSystem((db) => db.select().from(t.auditEvents))).length;
	await work();
	const after = await asSystem((db) => db.select().from(t.auditEvents).orderBy(t.auditEvents.seq));
	return after.slice(before);
}
const count = (from: string | null, now = new Date(), email?: string) =>
	asSystem((db) => countAttempt(db, { email, from }, now));

describe('[TRUST 19] links to sign in', () => {
	it('go five times in a quarter of an hour to an address, and the answer stays the same', async () => {
		for (let n = 0; n < 8; n += 1) expect(await ask(member.email)).toBeNull();
		expect(await mails()).toHaveLength(5);
		const links = await asSystem((db) => db.select().from(t.verificationTokens));
		expect(links).toHaveLength(5);
	});

	it('go on once one of them was used, or the time is over', async () => {
		for (let n = 0; n < 6; n += 1) await count(null, new Date(), member.email);
		expect(await count(null, new Date(), member.email)).toMatchObject({ limit: 'address' });
		const later = new Date(Date.now() + WINDOW + 1);
		expect(await count(null, later, member.email)).toMatchObject({ taken: true });
		await asSystem((db) => forgetAttempts(db, member));
		expect(await count(null, new Date(), member.email)).toMatchObject({ taken: true });
	});

	it('are asked for twenty times from a network, whatever the addresses, by however many at once', async () => {
		const answers = await Promise.all(
			Array.from({ length: 26 }, (_, n) => ask(`n-${n}@example.org`, `2001:db8:0:1::${n + 1}`))
		);
		const waits = answers.filter((wait) => wait !== null);
		expect(waits).toHaveLength(6);
		for (const wait of waits) {
			expect(wait).toBeGreaterThan(WINDOW / 1000 - 60);
			expect(wait).toBeLessThanOrEqual(WINDOW / 1000);
		}
		expect(await ask('else@example.org', '2001:db8:0:2::1')).toBeNull();
	});

	it.each(['127.0.0.1', '::1', '10.1.2.3', '::ffff:192.168.0.7', 'fd00::1', 'unknown', null])(
		'are not counted together from %s, which tells nobody apart',
		async (from) => {
			for (let n = 0; n < 22; n += 1) expect(await count(from)).toMatchObject({ taken: true });
		}
	);

	it('hold neither an address nor where it was asked from', async () => {
		await ask('somebody@example.org', '203.0.113.9');
		const kept = JSON.stringify(await attempts());
		expect(kept).not.toContain('somebody');
		expect(kept).not.toContain('203.0.113');
		await forgetOldAttempts();
		expect(await attempts()).toHaveLength(1);
		await forgetOldAttempts(new Date(Date.now() + WINDOW + 1000));
		expect(await attempts()).toEqual([]);
	});
});

describe('[TRUST 61] what was refused', () => {
	it.each([
		['an address that nobody invited', () => ask('nobody@example.org'), 'not_invited'],
		[
			'an address with too many links',
			async () => {
				for (let n = 0; n < 5; n += 1) await count(null, new Date(), member.email);
				await ask(member.email);
			},
			'address_limit'
		]
	])('is one entry for %s, which names nobody unknown', async (_, work, reason) => {
		const events = await eventsOf(work);
		expect(events).toMatchObject([
			{
				event: 'sign_in.refused',
				subjectId: reason === 'not_invited' ? 'unknown' : member.userId,
				detail: JSON.stringify({ by: 'link', reason })
			}
		]);
		expect(JSON.stringify(events)).not.toContain('@');
	});

	it('is one entry for a network over its limit, however long it goes on', async () => {
		for (let n = 0; n < 20; n += 1) await count('203.0.113.9');
		const events = await eventsOf(async () => {
			for (let n = 0; n < 5; n += 1)
				expect(await ask('a@example.org', '203.0.113.9')).not.toBeNull();
		});
		expect(events.map(({ detail }) => detail)).toEqual([
			JSON.stringify({ by: 'link', reason: 'network_limit' })
		]);
	});

	it('is not what was asked for rightly: that is one entry of its own', async () => {
		expect(await eventsOf(() => ask(member.email))).toMatchObject([
			{ event: 'sign_in.requested', subjectId: member.userId }
		]);
	});
});

describe('[TRUST 39] who is known', () => {
	it('is not told by the time that the answer takes', async () => {
		const took = { known: [] as number[], unknown: [] as number[] };
		const time = async (kind: keyof typeof took, email: string) => {
			const began = performance.now();
			await ask(email);
			took[kind].push(performance.now() - began);
			await asSystem((db) => db.delete(t.signInAttempts));
		};
		for (let n = 0; n < TRIES; n += 1) {
			const [first, second] =
				n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
			for (const kind of [first, second])
				await time(kind, kind === 'known' ? member.email : `${randomUUID()}@example.org`);
		}
		const median = (all: number[]) => all.sort((a, b) => a - b)[all.length / 2] ?? Infinity;
		expect(Math.abs(median(took.known) - median(took.unknown))).toBeLessThan(10);
		expect(await mails()).toHaveLength(TRIES);
	});
});
