import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import { beginReview, takeAttested } from '#lib/assessments/commands.server.ts';
import { ownLog, secretariatLog } from '#lib/audit/queries.server.ts';
import { auditFilters, type AuditFilters } from '#lib/audit/schema.ts';
import { INTERNAL_EVENTS } from '#lib/audit/vocabulary.ts';
import { giveOpinion } from '#lib/assessments/commands/opinions.server.ts';
import { takeSheet } from '#lib/exchange/sheet/commands.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { answered, as, attest, refusal, setStage, type Stage } from './assessment-world.ts';

let stage: Stage;
let id: string;
const who = (name: string) => stage.who(name);

beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	id = await answered(who('contributor'), await stage.inNewCycle());
	await as(who('contributor'), takeSheet, id, 'xlsx');
	await attest(who('approver'), id);
	await as(who('viewer'), takeAttested, id, 1);
	await as(who('editor'), beginReview, id);
	await as(who('editor'), giveOpinion, id, { revision: 1, number: 1, rating: 2, note: null });
}, 60_000);
afterAll(closeDatabase);

const office = (filters: AuditFilters = {}) => as(who('editor'), secretariatLog, filters);
const own = (name: string, filters: AuditFilters = {}) => as(who(name), ownLog, filters);

describe('the log', () => {
	it('tells the secretariat who did what, to what and when, the newest first', async () => {
		const { entries } = await office({ subject: id });
		const numbers = entries.map(({ seq }) => seq);
		expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
		const attested = entries.find(({ event }) => event === 'assessment.submitted');
		expect(attested).toMatchObject({
			by: { kind: 'person', name: (who('approver') as Person).name, byToken: false },
			organisation: { en: 'Name of owner' },
			detail: expect.arrayContaining([['revision', '1']])
		});
		expect(entries.map(({ event }) => event)).toContain('assessment.opinion_given');
	});

	it('[TRUST 61] tells who took which restricted file', async () => {
		const { entries } = await office({ group: 'exports' });
		expect(entries.map(({ by, detail }) => [by.kind === 'person' && by.id, detail])).toEqual([
			[(who('viewer') as Person).userId, [['file', expect.stringMatching(/\.json$/)]]],
			[(who('contributor') as Person).userId, [['file', 'answers.xlsx']]]
		]);
	});

	it('tells an organisation what is done to what it keeps, and not what reviewers do among themselves', async () => {
		const { entries } = await own('viewer');
		const events = entries.map(({ event }) => event);
		expect(events).toContain('assessment.submitted');
		expect(events).toContain('export.taken');
		for (const event of INTERNAL_EVENTS) expect(events).not.toContain(event);
	});

	it('hides that in the database too, which shows each their own and nobody anything', async () => {
		const seen = (name: string) =>
			withActor(who(name), (db) =>
				db.select({ event: auditEvents.event, of: auditEvents.organisationId }).from(auditEvents)
			);
		const rows = await seen('viewer');
		expect(rows.length).toBeGreaterThan(3);
		expect(new Set(rows.map(({ of }) => of))).toEqual(new Set([stage.world.owner.id]));
		for (const event of INTERNAL_EVENTS) expect(rows.map((row) => row.event)).not.toContain(event);
		expect((await seen('stranger')).filter(({ of }) => of === stage.world.owner.id)).toEqual([]);
		expect(await refusal(withActor(PUBLIC, (db) => ownLog(db, PUBLIC, {})))).toBe('not_signed_in');
		expect(await refusal(withActor(PUBLIC, (db) => db.select().from(auditEvents)))).not.toBe('');
	});

	it('is read by day, person, subject and what it is about', async () => {
		const today = new Date().toISOString().slice(0, 10);
		const all = await office();
		expect((await office({ from: today, to: today })).entries).toEqual(all.entries);
		expect((await office({ to: '2020-01-01' })).entries).toEqual([]);
		const mine = await office({ person: (who('contributor') as Person).userId });
		expect(mine.entries.length).toBeGreaterThan(1);
		for (const { by } of mine.entries)
			expect(by).toMatchObject({ id: (who('contributor') as Person).userId });
		const assessed = await office({ group: 'assessments' });
		for (const { event } of assessed.entries) expect(event).toMatch(/^assessment\./);
		expect((await office({ organisation: 'owner' })).entries.length).toBeGreaterThan(3);
		expect((await office({ organisation: 'nowhere' })).entries).toEqual([]);
	});

	it('is leafed through, every entry once', async () => {
		await withActor({ kind: 'system', task: 'test' }, (db) =>
			db.execute(
				sql`select audit_append(null, ${stage.world.owner.id}, 'service.changed', 'organisation', ${stage.world.owner.id}, '{}') from generate_series(1, 120)`
			)
		);
		const seen: number[] = [];
		for (let before: number | undefined; ;) {
			const { entries, next } = await office({ before });
			seen.push(...entries.map(({ seq }) => seq));
			if (next === null) break;
			before = next;
		}
		expect(seen.length).toBeGreaterThan(120);
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.at(-1)).toBe(1);
	});

	it('takes only what its filters can be', () => {
		expect(auditFilters.safeParse({ group: 'x' }).success).toBe(false);
		expect(auditFilters.safeParse({ before: '-1' }).success).toBe(false);
		expect(auditFilters.safeParse({ person: 'x' }).success).toBe(false);
	});
});
