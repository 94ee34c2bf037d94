import { eq } from 'drizzle-orm';
import ICAL from 'ical.js';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import {
	beginReview,
	returnAssessment,
	startAssessment
} from '#lib/assessments/commands.server.ts';
import { extendCycle } from '#lib/frameworks/commands/extend.server.ts';
import { inviteOrganisations } from '#lib/frameworks/commands/invite.server.ts';
import { calendarOf } from '#lib/notifications/calendar.server.ts';
import { remind } from '#lib/notifications/reminders.server.ts';
import { chooseReminders, renewCalendar } from '#lib/notifications/settings.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { answered, as, attest, review, setStage, type Stage } from './assessment-world.ts';
import { asSystem, organisation, person } from './world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const at = (offset: number) => new Date(Date.now() + offset * 24 * 60 * 60 * 1000);
const day = (offset: number) => at(offset).toISOString().slice(0, 10);
const administrator = () => stage.who('administrator');
/** A company with somebody who writes for it, reminded of each thing as it comes. */
let company: Awaited<ReturnType<typeof organisation>>;
let writer: Person;
let companies = 0;
beforeEach(async () => {
	company = await organisation('company', `awaited-${++companies}`);
	writer = await person(company, 'contributor');
	await as(writer, chooseReminders, { reminders: 'each' });
});
const cycleFor = async (dates: { opens?: number; closes?: number }) => {
	const { cycleId } = await stage.inNewCycle(dates);
	return { cycleId, organisationId: company.id };
};
const invited = async (dates: { opens?: number; closes?: number }) => {
	const made = await cycleFor(dates);
	await as(administrator(), inviteOrganisations, made.cycleId, { organisations: [company.id] });
	return made;
};
/** The reminders that the writer has got by this day, each once. */
async function remindersBy(offset: number) {
	await remind(at(offset));
	await remind(at(offset));
	const mails = await asSystem((db) =>
		db.select().from(t.mailOutbox).where(eq(t.mailOutbox.recipient, writer.email))
	);
	return mails.filter(({ dedupeKey }) => dedupeKey.startsWith('reminder:'));
}
const dated = (date: string) =>
	new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

describe('who was invited and has not handed in', () => {
	it('is reminded in the last thirty days, again once it is past, and not after it closes', async () => {
		const { cycleId } = await invited({ opens: -10, closes: 40 });
		await asSystem((db) =>
			db
				.update(t.cycles)
				.set({ dueOn: day(35) })
				.where(eq(t.cycles.id, cycleId))
		);
		expect(await remindersBy(0)).toEqual([]);
		const [soon, ...more] = await remindersBy(6);
		expect(more).toEqual([]);
		expect(soon?.subject).toMatch(/^Reminder: AWAITED\d+-C\d+$/);
		expect(soon?.body).toContain(`Due: ${dated(day(35))}.`);
		expect(soon?.body).toContain('/en/workspace/assessments\n');
		expect(soon?.body).toContain('carry on with the answers');
		expect(await remindersBy(36)).toHaveLength(2);
		expect(await remindersBy(70)).toHaveLength(2);
	});

	it('is reminded of its own day, where it has more time', async () => {
		const { cycleId } = await invited({ opens: -30, closes: 1 });
		await as(administrator(), extendCycle, cycleId, {
			organisationId: company.id,
			until: day(9),
			reason: 'A new person took over.',
			token: randomUUID()
		});
		const [soon, ...more] = await remindersBy(3);
		expect(more).toEqual([]);
		expect(soon?.body).toContain(`Due: ${dated(day(9))}.`);
	});
});

it('nobody is reminded of a cycle into which they were not invited and which they have not begun', async () => {
	const cycle = await cycleFor({ closes: 5 });
	expect(await remindersBy(0)).toEqual([]);
	const id = await as(writer, startAssessment, cycle);
	expect((await remindersBy(1)).map(({ body }) => body)).toEqual([
		expect.stringContaining(`/en/workspace/assessments/${id}\n`)
	]);
});

it('a reminder ends with handing in, and comes a week after the answers were returned', async () => {
	const approver = await person(company, 'approver');
	await as(approver, chooseReminders, { reminders: 'never' });
	const id = await answered(writer, await invited({ closes: 50 }));
	await attest(approver, id);
	expect(await remindersBy(45)).toEqual([]);
	await as(stage.who('editor'), beginReview, id);
	await as(stage.who('editor'), returnAssessment, id, review(1, 'Please say more.'));
	expect(await remindersBy(5)).toEqual([]);
	const [returned, ...more] = await remindersBy(8);
	expect(more).toEqual([]);
	expect(returned?.body).toContain('not answered yet');
	expect(returned?.body).not.toContain('say more');
});

it('the day stands in the private calendar until it is handed in', async () => {
	const { organisationId, cycleId } = await invited({ closes: 12 });
	const path = await as(writer, renewCalendar);
	const key = path.replace('/feeds/calendar/', '').replace('.ics', '');
	const entries = async () => {
		const read = ICAL.parse(await asSystem((db) => calendarOf(db, key)));
		return new ICAL.Component(read)
			.getAllSubcomponents('vevent')
			.map((each) => new ICAL.Event(each))
			.map(({ startDate, summary }) => ({ day: startDate.toString(), summary }));
	};
	const [entry, ...others] = await entries();
	expect(others).toEqual([]);
	expect(entry?.day).toBe(day(12));
	expect(entry?.summary).toMatch(/self-assessment is due: Cycle c\d+$/);
	const id = await answered(writer, { organisationId, cycleId });
	await attest(await person(company, 'approver'), id);
	expect(await entries()).toEqual([]);
});
