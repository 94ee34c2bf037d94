import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { changeSummary, publishSummary } from '#lib/summaries/commands.server.ts';
import {
	callBackSummary,
	publishDueSummaries,
	scheduleSummary
} from '#lib/summaries/schedule.server.ts';
import { as, refusal } from './assessment-world.ts';
import { inReview, read, setTheStage, TEXT, version, who } from './summary-stage.ts';
import { asSystem } from './world.ts';

beforeAll(setTheStage, 60_000);
afterAll(closeDatabase);

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60 * 1000);
const schedule = async (id: string, by = who('publisher'), at = inMinutes(5)) =>
	refusal(as(by, scheduleSummary, id, { at, version: await version(id) }));
const eventsOf = (id: string) =>
	asSystem(async (db) =>
		(await db.select().from(t.auditEvents).where(eq(t.auditEvents.subjectId, id))).map(
			({ event }) => event
		)
	);

it('is published at its time, once, whoever asks, in the name of who set it', async () => {
	const id = await inReview();
	expect(await schedule(id)).toBe('done');
	expect(await publishDueSummaries(inMinutes(4))).toBe(0);
	expect((await read(id)).state).toBe('scheduled');
	const counts = await Promise.all([1, 2, 3].map(() => publishDueSummaries(inMinutes(6))));
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
	expect(await read(id)).toMatchObject({
		state: 'published',
		publishedBy: who('publisher').userId,
		publishAt: null,
		scheduledBy: null
	});
	expect((await eventsOf(id)).filter((event) => event === 'summary.published')).toHaveLength(1);
	const figures = await asSystem((db) =>
		db.select().from(t.figures).where(eq(t.figures.summaryId, id))
	);
	for (const { frozen } of figures) expect(frozen).not.toBeNull();
	expect(await publishDueSummaries(inMinutes(7))).toBe(0);
});

it('is set by a publisher who did not write in it, lately proved, for a time ahead', async () => {
	const id = await inReview();
	expect(await schedule(id, who('editor'))).toBe('not_allowed');
	expect(await schedule(id, { ...who('publisher'), provedAt: 0 })).toBe('prove_again');
	expect(await schedule(id, who('publisher'), inMinutes(-1))).toBe('not_ahead');
	await asSystem((db) =>
		db
			.update(t.summaries)
			.set({ authors: [who('publisher').userId] })
			.where(eq(t.summaries.id, id))
	);
	expect(await schedule(id)).toBe('same_person');
});

it('is not edited or published otherwise meanwhile, and can be called back by everyone of the secretariat', async () => {
	const id = await inReview();
	await schedule(id);
	const at = await version(id);
	expect(await refusal(as(who('editor'), changeSummary, id, { ...TEXT, version: at }))).toBe(
		'wrong_state'
	);
	expect(await refusal(as(who('publisher'), publishSummary, id, at))).toBe('wrong_state');
	expect(await refusal(as(who('approver'), callBackSummary, id, at))).not.toBe('done');
	expect(await refusal(as(who('editor'), callBackSummary, id, at))).toBe('done');
	expect(await read(id)).toMatchObject({ state: 'in_review', publishAt: null, scheduledBy: null });
	expect(await publishDueSummaries(inMinutes(60))).toBe(0);
});

it('goes back to review when something is missing then, and those concerned are told', async () => {
	const id = await inReview();
	await schedule(id);
	await asSystem((db) => db.delete(t.figures).where(eq(t.figures.summaryId, id)));
	expect(await publishDueSummaries(inMinutes(6))).toBe(1);
	expect((await read(id)).state).toBe('in_review');
	expect(await eventsOf(id)).toContain('summary.held_back');
	const told = await asSystem((db) =>
		db.select().from(t.notices).where(eq(t.notices.event, 'summary_held_back'))
	);
	expect(told.map(({ userId }) => userId).sort()).toEqual(
		[who('editor').userId, who('publisher').userId].sort()
	);
});
