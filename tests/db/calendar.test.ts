import { eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { calendarOf } from '#lib/notifications/calendar.server.ts';
import { renewCalendar, revokeCalendar } from '#lib/notifications/settings.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { as, create, published, run, setTheStage, shared, world } from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
});
afterAll(closeDatabase);

const keyOf = (path: string) => path.replace('/feeds/calendar/', '').replace('.ics', '');
const read = (key: string) => asSystem((db) => calendarOf(db, key));
/** The entries as another library reads them: UID, day, title. */
async function entries(name: string) {
	const text = await read(keyOf(await run(name, renewCalendar)));
	expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
	const component = new ICAL.Component(ICAL.parse(text));
	return component.getAllSubcomponents('vevent').map((each) => {
		const event = new ICAL.Event(each);
		expect(event.startDate.isDate).toBe(true);
		expect(each.getFirstPropertyValue('dtstamp')).not.toBeNull();
		return { uid: event.uid, day: event.startDate.toString(), title: event.summary };
	});
}

describe('the calendar', () => {
	it('holds what was promised in public and the open milestones, in the person’s language', async () => {
		const reference = await published();
		await create();
		await asSystem(async (db) => {
			await db
				.update(t.users)
				.set({ locale: 'fr' })
				.where(eq(t.users.id, (as('viewer') as Actor & { kind: 'person' }).userId));
			const [row] = await db
				.update(t.commitments)
				.set({
					titleFr: 'Former ; protéger, \\ alerter tous les services de police du pays entier'
				})
				.where(eq(t.commitments.reference, reference))
				.returning();
			const milestone = { commitmentId: row?.id ?? '', titleEn: 'First course' };
			await db.insert(t.milestones).values([
				{ ...milestone, position: 1, dueOn: '2026-12-05' },
				{ ...milestone, position: 2, dueOn: '2026-12-06', status: 'done' }
			]);
		});
		const held = await entries('viewer');
		expect(held.map(({ day, title }) => [day, title])).toEqual([
			[
				'2027-03-31',
				`Échéance de ${reference}\u00a0: Former ; protéger, \\ alerter tous les services de police du pays entier [date connue\u00a0: mars 2027]`
			],
			[
				'2026-12-05',
				`${reference}, jalon\u00a0: First course (Former ; protéger, \\ alerter tous les services de police du pays entier)`
			]
		]);
		expect((await entries('viewer')).map(({ uid }) => uid)).toEqual(held.map(({ uid }) => uid));
		expect(await entries('stranger')).toEqual([]);
	});

	it('holds a shared commitment for who takes part in it', async () => {
		const reference = await shared(world.other);
		expect((await entries('stranger')).map(({ title }) => title)).toEqual([
			expect.stringContaining(reference)
		]);
	});

	it('ends with its address: renewed, revoked, or with the membership', async () => {
		const first = keyOf(await run('contributor', renewCalendar));
		const second = keyOf(await run('contributor', renewCalendar));
		await expect(read(first)).rejects.toThrow('not_found');
		expect(await read(second)).toContain('BEGIN:VCALENDAR');
		await run('contributor', revokeCalendar);
		await expect(read(second)).rejects.toThrow('not_found');

		const third = keyOf(await run('approver', renewCalendar));
		const stored = await asSystem((db) => db.select({ key: t.users.calendarKey }).from(t.users));
		expect(stored.map(({ key }) => key)).not.toContain(third);
		await asSystem((db) =>
			db
				.update(t.memberships)
				.set({ endedAt: new Date() })
				.where(eq(t.memberships.userId, (as('approver') as Actor & { kind: 'person' }).userId))
		);
		await expect(read(third)).rejects.toThrow('not_found');
	});
});
