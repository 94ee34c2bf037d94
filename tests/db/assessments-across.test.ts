import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import {
	acceptAssessment,
	beginReview,
	saveAcross,
	saveAnswer,
	saveReview,
	startAssessment
} from '#lib/assessments/commands.server.ts';
import { getReview, reviewAcross } from '#lib/assessments/queries.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { answerReviews, cycles } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accepting,
	answer,
	answered,
	as,
	attest,
	refusal,
	remark,
	review,
	setStage,
	type Stage
} from './assessment-world.ts';
import { asSystem, organisation, person } from './world.ts';

let stage: Stage;
const companies: { id: string; contributor: Person; approver: Person }[] = [];

beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	for (const slug of ['beta', 'alpha', 'gamma']) {
		const company = await organisation('company', slug);
		companies.push({
			id: company.id,
			contributor: await person(company, 'contributor'),
			approver: await person(company, 'approver')
		});
	}
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const cycleRow = (id: string) =>
	asSystem(async (db) => only(await db.select().from(cycles).where(eq(cycles.id, id))));

/** Every company answers in a new cycle, with these ratings for the first requirement; all are in review. */
async function inReview(opens: number, ratings: readonly number[]) {
	const { cycleId } = await stage.inNewCycle({ opens });
	const ids: string[] = [];
	for (const [place, { id: organisationId, contributor, approver }] of companies.entries()) {
		const id = await answered(contributor, { organisationId, cycleId });
		await as(
			contributor,
			saveAnswer,
			{ id, number: 1 },
			answer({ rating: ratings[place] ?? 0, version: 1 })
		);
		await attest(approver, id);
		await as(who('editor'), beginReview, id);
		ids.push(id);
	}
	return { cycle: await cycleRow(cycleId), ids };
}
const across = (cycle: Awaited<ReturnType<typeof cycleRow>>, page = 1) =>
	as(who('editor'), reviewAcross, { cycle, number: 1, page });
const save = (cycleId: string, reviews: Parameters<typeof saveAcross>[3]['reviews']) =>
	as(who('editor'), saveAcross, { cycleId, number: 1 }, { reviews });
const { number: _, ...said } = remark(1);
const written = (assessmentId: string, over: { comment?: string; seen?: string } = {}) => ({
	assessmentId,
	revision: 1,
	...said,
	comment: 'One service only.',
	reviewerRating: 2,
	reason: 'Not every service.',
	...over
});
const reviewsIn = (assessmentId: string) =>
	asSystem((db) =>
		db.select().from(answerReviews).where(eq(answerReviews.assessmentId, assessmentId))
	);

describe('one requirement over all organisations', () => {
	it('has those that rate themselves alike together, the highest first, none still being written', async () => {
		const { cycle, ids } = await inReview(-30, [3, 3, 4]);
		const draft = { organisationId: stage.world.owner.id, cycleId: cycle.id };
		await as(who('contributor'), startAssessment, draft);
		const seen = await across(cycle);
		expect(seen.total).toBe(3);
		expect(seen.rows.map(({ name, answer: given }) => [name.en, given?.rating])).toEqual([
			['Name of gamma', 4],
			['Name of alpha', 3],
			['Name of beta', 3]
		]);
		expect(seen.rows.every(({ mayReview }) => mayReview)).toBe(true);
		expect((await across(cycle, 2)).rows).toEqual([]);

		await save(
			cycle.id,
			ids.slice(0, 2).map((id) => written(id))
		);
		expect(await reviewsIn(ids[2] ?? '')).toEqual([]);
		const after = await as(who('editor'), getReview, ids[0] ?? '');
		expect(after.requirements[0]?.review).toMatchObject({
			comment: 'One service only.',
			reviewerRating: 2
		});
		for (const id of ids) await as(who('editor'), acceptAssessment, id, accepting());
	});

	it('shows beside an answer what was decided on those rated alike in earlier cycles', async () => {
		const { cycle } = await inReview(-20, [3, 1, 4]);
		const { rows } = await across(cycle);
		const earlier = rows.map(({ answer: given, earlier }) => [given?.rating, earlier.length]);
		expect(earlier).toEqual([
			[4, 0],
			[3, 2],
			[1, 0]
		]);
		expect(rows[1]?.earlier[0]).toMatchObject({
			name: { en: 'Name of alpha' },
			cycle: { en: 'Cycle c1' },
			reviewerRating: 2,
			comment: 'One service only.'
		});
	});

	it('is saved whole or not at all, and never over what someone else has written or decided', async () => {
		const { cycle, ids } = await inReview(-10, [3, 3, 3]);
		const [first = '', second = '', third = ''] = ids;
		const faster = remark(1, { comment: 'Faster.', reviewerRating: 1, reason: 'One only.' });
		await as(who('publisher'), saveReview, second, { ...review(), answers: [faster] });
		expect(await refusal(save(cycle.id, [written(first), written(second)]))).toBe('stale');
		expect(await reviewsIn(first)).toEqual([]);
		await as(who('publisher'), acceptAssessment, third, accepting());
		expect(await refusal(save(cycle.id, [written(third)]))).toBe('stale');
		// What was not touched is nobody's to overwrite, decided or not.
		const untouched = { ...written(third), comment: null, reviewerRating: null, reason: null };
		await save(cycle.id, [written(first), untouched]);
		expect(await reviewsIn(first)).toHaveLength(1);
		const elsewhere = await stage.inNewCycle();
		expect(await refusal(save(elsewhere.cycleId, [written(first)]))).toBe('not_found');
	});
});
