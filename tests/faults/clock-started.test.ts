import { randomUUID } from 'node:crypto';
import { eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { commitments, cycles, mailOutbox, sessions, users } from '#lib/server/db/schema/index.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { cycle, framework } from '../db/assessment-world.ts';
import { as, published, setTheStage } from '../db/commitment-stage.ts';
import { asSystem } from '../db/world.ts';
import { DAY, get, HOUR, machineClock, MINUTE, session, settings, until } from './clock-stage.ts';
import { measured } from './figures.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { onPostgres, serverOn, type Base } from './stage.ts';

let cluster: Cluster;
let base: Base;
let mails: MailServer;
const clock = machineClock();

const idOf = (name: string) => (as(name) as Person).userId;
const at = (from: number) => new Date(Date.now() + from);
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

beforeAll(async () => {
	cluster = await startCluster();
	base = await onPostgres(cluster.url);
	mails = await startMailServer();
	await base.within(async () => {
		await setTheStage();
		const wishes = [
			['contributor', 'each'],
			['approver', 'weekly']
		] as const;
		for (const [name, reminders] of wishes)
			await asSystem((db) =>
				db
					.update(users)
					.set({ reminders })
					.where(eq(users.id, idOf(name)))
			);
	});
});
afterAll(async () => {
	await mails.stop();
	clock.remove();
	await cluster.stop();
});

/** A commitment whose date went by so many days ago: in a month's time, people are reminded of it again. */
const overdue = (days: number) =>
	base.within(async () => {
		const reference = await published();
		await asSystem((db) =>
			db
				.update(commitments)
				.set({ dueOn: dayOf(at(-days * DAY)) })
				.where(eq(commitments.reference, reference))
		);
		return reference;
	});

const reminders = (key: string) =>
	base.within(() =>
		asSystem((db) => db.select().from(mailOutbox).where(like(mailOutbox.dedupeKey, key)))
	);

/** What has to wait, and what is over: each start finds both. */
const plant = (name: string) =>
	base.within(async () => {
		const tried = await framework(`tried-${name}`);
		const [due, ahead] = [await cycle(tried, 'due'), await cycle(tried, 'ahead')];
		const scheduledBy = idOf('publisher');
		const schedule = (id: string, publishAt: Date) =>
			asSystem((db) => db.update(cycles).set({ publishAt, scheduledBy }).where(eq(cycles.id, id)));
		await schedule(due.id, at(-MINUTE));
		await schedule(ahead.id, at(HOUR / 2));
		const over = await session(idOf('viewer'), { ends: -25 * HOUR });
		const mail = { locale: 'en', subject: 'About', body: 'This.' } as const;
		const sent = (days: number) => ({
			...mail,
			dedupeKey: `${name}:${days}`,
			recipient: `${days}@example.org`,
			sentAt: at(-days * DAY)
		});
		await asSystem((db) => db.insert(mailOutbox).values([sent(29), sent(31)]));
		return { due: due.id, ahead: ahead.id, over };
	});

const isPublished = (id: string) =>
	base.within(() =>
		asSystem(async (db) => {
			const [found] = await db.select().from(cycles).where(eq(cycles.id, id));
			return !!found?.publishedAt;
		})
	);
const recipientOf = async (key: string) => (await reminders(key))[0]?.recipient;

describe('an instance starts while its clock is wrong', () => {
	it('[TRUST 48] it reminds, publishes and forgets by the clock of the database: once, not early, nothing that is to stay', async () => {
		const figures = { starts: 0, 'reminders of one thing': 0, digests: 0 };
		const references: string[] = [];
		const goesOn = await base.within(() => session(idOf('viewer')));
		for (const ahead of [0, 8 * DAY, 0, -HOUR, 40 * DAY, HOUR]) {
			figures.starts += 1;
			const name = randomUUID().slice(0, 8);
			references.push(await overdue(25));
			const planted = await plant(name);
			clock.put(ahead);
			const server = await serverOn(base, 'clock-started', {
				...settings(mails.url, 'http://127.0.0.1:9'),
				...clock.environment
			});
			// What is due is done: then all of its round is.
			await until(async () => (await reminders('reminder:%')).length >= references.length);
			await until(() => isPublished(planted.due));
			await until(async () => (await recipientOf(`${name}:31`)) === '');
			expect(await isPublished(planted.ahead), 'what is to be published in half an hour').toBe(
				false
			);
			expect(await recipientOf(`${name}:29`), 'what is kept for 30 days').not.toBe('');
			expect((await get(server, '/en/workspace', { cookie: goesOn })).status).toBe(200);
			await server.stop();
		}
		const left = await base.within(() =>
			asSystem((db) =>
				db
					.select()
					.from(sessions)
					.where(eq(sessions.userId, idOf('viewer')))
			)
		);
		expect(left, 'of sessions that ended yesterday').toHaveLength(1);
		const [each, weekly] = [await reminders('reminder:%'), await reminders('digest:%')];
		figures['reminders of one thing'] = each.length / references.length;
		figures.digests = weekly.length;
		measured('started while the clock is wrong', figures);
		expect(each.length).toBe(references.length);
		// Two where a week has just begun.
		expect(new Set(weekly.map(({ dedupeKey }) => dedupeKey)).size).toBe(weekly.length);
		expect(weekly.length).toBeLessThanOrEqual(2);
	});
});
