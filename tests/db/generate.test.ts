import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedReviewerRatings } from '#lib/assessments/review-rules.ts';
import { publishedRatings } from '#lib/assessments/rules.ts';
import type { Snapshot } from '#lib/assessments/snapshot.ts';
import { contentHash } from '#lib/assessments/snapshot.server.ts';
import { recordedOf } from '#lib/commitments/queries/recorded.server.ts';
import { replay } from '#lib/commitments/replay.ts';
import { changedFields, wordingOf } from '#lib/commitments/wording.ts';
import { rebuildReading } from '#lib/comparison/rebuild.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { generate } from '../../scripts/generating/generate.ts';
import { SIZES, UPDATES } from '../../scripts/generating/sizes.ts';
import { freshDatabase } from '../database.ts';
import { asSystem } from './world.ts';

const SIZE = SIZES.small;

async function generated(seed: number) {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await generate(SIZE, seed);
}

/** What two databases have to agree on, as one text. Ids of the reference data are new in each. */
const digest = () =>
	asSystem(async (db) => {
		const made = await db
			.select({
				digest: sql<string>`md5(string_agg((to_jsonb(${t.commitments}) - 'pillar_id')::text, '' order by ${t.commitments.reference}))`
			})
			.from(t.commitments)
			.where(isNull(t.commitments.sourceKey));
		const rated = await db
			.select({
				digest: sql<string>`md5(string_agg(${t.answers}.rating::text || ${t.answers}.id, '' order by ${t.answers}.id))`
			})
			.from(t.answers);
		return JSON.stringify([made, rated]);
	});

describe('generated data', () => {
	let first: string;
	beforeAll(async () => {
		await generated(7);
		first = await digest();
	});
	afterAll(closeDatabase);

	it('is of the size asked for, and says of everything that it is generated', () =>
		asSystem(async (db) => {
			const own = isNull(t.commitments.sourceKey);
			expect(await db.$count(t.commitments, own)).toBe(SIZE.commitments);
			const published = await db.$count(
				t.commitments,
				and(own, isNotNull(t.commitments.publishedAt))
			);
			expect(published).toBeGreaterThan(SIZE.commitments * 0.8);
			expect(await db.$count(t.commitmentUpdates, isNull(t.commitmentUpdates.sourceKey))).toBe(
				published * UPDATES
			);
			expect(await db.$count(t.organisations, eq(t.organisations.kind, 'company'))).toBeGreaterThan(
				SIZE.companies
			);
			const answered = await db
				.select({ count: sql<number>`count(*)::int` })
				.from(t.answers)
				.innerJoin(t.assessments, eq(t.assessments.id, t.answers.assessmentId))
				.innerJoin(t.organisations, eq(t.organisations.id, t.assessments.organisationId))
				.where(eq(t.organisations.kind, 'company'));
			expect(answered).toEqual([{ count: SIZE.companies * SIZE.cycles * 11 }]);
			const names = await db
				.select({ en: t.organisations.nameEn, fr: t.organisations.nameFr })
				.from(t.organisations)
				.where(eq(t.organisations.sample, true));
			expect(names.length).toBeGreaterThanOrEqual(SIZE.companies + SIZE.countries);
			for (const { en, fr } of names) {
				expect(en).toMatch(/^Generated .*\(sample\)$/);
				expect(fr).toMatch(/^.* générée? .*\(exemple\)$/);
			}
		}));

	it('stands as the accepted updates leave each published commitment', () =>
		asSystem(async (db) => {
			const rows = await db
				.select()
				.from(t.commitments)
				.where(and(isNull(t.commitments.sourceKey), eq(t.commitments.state, 'published')));
			for (const row of rows) {
				const recorded = await recordedOf(db, row.id);
				const { standings, dueOn, milestones, wording } = replay(recorded);
				expect({ dueOn, ...standings.get(row.ownerId) }).toEqual({
					dueOn: row.dueOn,
					status: row.status,
					statusBasis: row.statusBasis,
					statusAsOf: row.statusAsOf
				});
				expect(changedFields(wording, wordingOf(row))).toEqual([]);
				const stored = await db
					.select()
					.from(t.milestones)
					.where(eq(t.milestones.commitmentId, row.id))
					.orderBy(asc(t.milestones.position));
				expect(milestones).toEqual(
					stored.map(({ id, status, completedOn, dueOn }) => ({ id, status, completedOn, dueOn }))
				);
			}
		}));

	it('is rebuilt to the same', async () => {
		expect(Object.values(await rebuildReading()).filter((differed) => differed > 0)).toEqual([]);
	});

	it('shows of each self-assessment what publishing it shows, and keeps what was attested', () =>
		asSystem(async (db) => {
			const rows = await db
				.select({ assessment: t.assessments, revision: t.assessmentRevisions })
				.from(t.assessments)
				.innerJoin(t.assessmentRevisions, eq(t.assessmentRevisions.assessmentId, t.assessments.id));
			expect(rows).toHaveLength(SIZE.companies * SIZE.cycles);
			const answered = await db
				.select({ answer: t.answers, review: t.answerReviews.reviewerRating })
				.from(t.answers)
				.innerJoin(t.requirements, eq(t.requirements.id, t.answers.requirementId))
				.leftJoin(
					t.answerReviews,
					and(
						eq(t.answerReviews.assessmentId, t.answers.assessmentId),
						eq(t.answerReviews.requirementId, t.answers.requirementId)
					)
				)
				.orderBy(asc(t.requirements.number));
			for (const { assessment, revision } of rows) {
				const own = answered.filter(({ answer }) => answer.assessmentId === assessment.id);
				expect(contentHash(revision.snapshot as Snapshot)).toBe(revision.contentHash);
				expect((revision.snapshot as Snapshot).answers.map(({ narrative }) => narrative)).toEqual(
					own.map(({ answer }) => answer.narrative)
				);
				if (assessment.state !== 'published') continue;
				expect(assessment.publicRatings).toEqual(publishedRatings(own.map(({ answer }) => answer)));
				expect(assessment.publicReviewerRatings).toEqual(
					publishedReviewerRatings(
						own.map(({ answer, review }) => ({ answer, reviewerRating: review }))
					)
				);
			}
		}));

	it('is not added to a database that is in use', async () => {
		await expect(generate(SIZE, 8)).rejects.toThrow(
			/in use, or was filled before. It holds 3 people/
		);
		expect(await digest()).toBe(first);
	});

	it('is the same again by the same seed', async () => {
		await closeDatabase();
		await generated(7);
		expect(await digest()).toBe(first);
	});
});
