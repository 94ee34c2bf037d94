import { and, asc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import {
	answers,
	assessmentProgress,
	assessments,
	cycles,
	publishedReviews,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { publishedReviewerRatings } from '../review-rules.ts';
import { progressOf, publishedRatings } from '../rules.ts';
import { CELL_CODES } from '../vocabulary.ts';

/** How many assessments are looked at together. */
const TOGETHER = 500;
/** Before any id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** How many rows did not say what their records say. */
export interface MendedRatings {
	ratings: number;
	progress: number;
	shown: number;
}

/**
 * Works out anew what publishing wrote of each self-assessment for the comparisons, from its answers and the reviewer's
 * published ratings, and how far each answer has got; writes what differs. Whether a published one is shown as its
 * organisation's own was decided then, and is taken as it stands: its answers are shown where it is. For the portal itself.
 */
export async function mendRatings(db: Db): Promise<MendedRatings> {
	const mended = { ratings: 0, progress: 0, shown: await mendShown(db) };
	const asked = await requirementsByFramework(db);
	for (let after = FIRST; ;) {
		const rows = await storedAfter(db, after);
		const last = rows.at(-1);
		if (!last) return mended;
		const given = await givenIn(
			db,
			rows.map(({ id }) => id)
		);
		for (const row of rows) {
			const each = (asked.get(row.frameworkId) ?? []).map((requirementId) =>
				given(row.id, requirementId)
			);
			mended.ratings += await mendPublished(db, row, each);
			mended.progress += await mendProgress(db, row, each);
		}
		after = last.id;
	}
}

/** Answers follow whether their assessment is shown: repeated in them for row-level security. */
async function mendShown(db: Db): Promise<number> {
	const mended = await db
		.update(answers)
		.set({ published: sql`${assessments.disclosed}` })
		.from(assessments)
		.where(
			and(eq(assessments.id, answers.assessmentId), ne(answers.published, assessments.disclosed))
		)
		.returning({ id: answers.id });
	return mended.length;
}

/** The ids of each framework's requirements, in its order. */
async function requirementsByFramework(db: Db): Promise<Map<string, string[]>> {
	const rows = await db
		.select({ id: requirements.id, frameworkId: requirements.frameworkId })
		.from(requirements)
		.orderBy(asc(requirements.number));
	const asked = new Map<string, string[]>();
	for (const { id, frameworkId } of rows)
		asked.set(frameworkId, [...(asked.get(frameworkId) ?? []), id]);
	return asked;
}

const storedAfter = (db: Db, after: string) =>
	db
		.select({
			id: assessments.id,
			frameworkId: cycles.frameworkId,
			state: assessments.state,
			ratings: assessments.publicRatings,
			reviewerRatings: assessments.publicReviewerRatings,
			progress: assessmentProgress.answers
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.leftJoin(assessmentProgress, eq(assessmentProgress.assessmentId, assessments.id))
		.where(gt(assessments.id, after))
		.orderBy(asc(assessments.id))
		.limit(TOGETHER);
type Stored = Awaited<ReturnType<typeof storedAfter>>[number];

/** Each answer of these with the reviewer's published rating, by assessment and requirement. */
async function givenIn(db: Db, ids: string[]) {
	const key = (assessmentId: string, requirementId: string) => `${assessmentId} ${requirementId}`;
	const said = await db.select().from(answers).where(inArray(answers.assessmentId, ids));
	const rated = await db
		.select({
			assessmentId: publishedReviews.assessmentId,
			requirementId: publishedReviews.requirementId,
			rating: publishedReviews.rating
		})
		.from(publishedReviews)
		.where(inArray(publishedReviews.assessmentId, ids));
	const answered = new Map(said.map((one) => [key(one.assessmentId, one.requirementId), one]));
	const reviewed = new Map(
		rated.map(({ assessmentId, requirementId, rating }) => [
			key(assessmentId, requirementId),
			rating
		])
	);
	return (assessmentId: string, requirementId: string) => ({
		answer: answered.get(key(assessmentId, requirementId)) ?? null,
		reviewerRating: reviewed.get(key(assessmentId, requirementId)) ?? null
	});
}
type Given = ReturnType<Awaited<ReturnType<typeof givenIn>>>;

const same = (one: readonly unknown[] | null, other: readonly unknown[] | null): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

async function mendPublished(db: Db, row: Stored, each: readonly Given[]): Promise<number> {
	if (row.state !== 'published') return 0;
	const ratings = publishedRatings(each.map(({ answer }) => answer));
	const reviewed = publishedReviewerRatings(each);
	// What was published before anybody rated holds no row of ratings, which says the same as one of none.
	const reviewerRatings =
		row.reviewerRatings === null && reviewed.every((code) => code < CELL_CODES.notApplicable)
			? null
			: reviewed;
	if (same(row.ratings, ratings) && same(row.reviewerRatings, reviewerRatings)) return 0;
	await db
		.update(assessments)
		.set({ publicRatings: ratings, publicReviewerRatings: reviewerRatings })
		.where(eq(assessments.id, row.id));
	return 1;
}

async function mendProgress(db: Db, row: Stored, each: readonly Given[]): Promise<number> {
	const progress = each.map(({ answer }) => progressOf(answer));
	// Where there is none, nobody has begun to answer since it is kept, and it begins with the next answer.
	if (row.progress === null || same(row.progress, progress)) return 0;
	await db
		.update(assessmentProgress)
		.set({ answers: progress })
		.where(eq(assessmentProgress.assessmentId, row.id));
	return 1;
}
