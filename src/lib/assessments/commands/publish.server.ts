import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireFresh } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { isEmbargoed } from '#lib/frameworks/rules.ts';
import { answers } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requirementsWithAnswers, type AssessmentRow } from '../queries/contents.server.ts';
import { isReplyOpen, publishedReviewerRatings } from '../review-rules.ts';
import { isDisclosed, publishedRatings } from '../rules.ts';
import type { Publication } from '../schema.ts';
import { keepAggregates } from './aggregate.server.ts';
import { withoutConflict } from './interests.server.ts';
import { keepPublishedReviews, ratingsToPublish } from './published-reviews.server.ts';
import { allowed, recordOn, take } from './take.server.ts';
import { tellCompany } from './tell.server.ts';

/**
 * Publishes an accepted assessment: each answer to those it is open to, and its ratings to the comparisons;
 * where the framework is shown in aggregate only, neither, unless the organisation publishes its own. Refuses
 * with `conflict` whoever has declared one, with `prove_again` without a recent proof of identity, with `stale` when it is another revision than the one
 * on the page, and with `embargoed` while the cycle waits for the time at which it is published together, and as `makePublic` does.
 */
export async function publishAssessment(
	db: Db,
	actor: Actor,
	id: string,
	{ revision }: Publication,
	now: Date = currentTime()
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'assessment.publish', id);
	await withoutConflict(db, person, row);
	requireFresh(person, now.getTime());
	if (row.revision !== revision) throw new Refusal('stale');
	if (isEmbargoed(row.cycle, now)) throw new Refusal('embargoed');
	await makePublic(db, row, now);
	await keepAggregates(db, row, now);
	await recordOn(db, actor, 'assessment.published', row, { revision });
}

/**
 * Writes what publishing an accepted assessment writes, the reviewer's ratings with the replies to them included,
 * and tells the company. For who has asked whether it may be, holds its lock (`allowed`, `lock`), and afterwards
 * sums up the cycle (`keepAggregates`) and records it. Refuses with `reply_open` and the day while the company may still reply to a rating.
 */
export async function makePublic(db: Db, row: AssessmentRow, now: Date): Promise<void> {
	if (isReplyOpen(row, now.toISOString().slice(0, 10)))
		throw new Refusal('reply_open', row.replyUntil ? [row.replyUntil] : []);
	const asked = await requirementsWithAnswers(db, row);
	const given = asked.map(({ answer }) => answer);
	const rated = await ratingsToPublish(db, row, asked);
	const disclosed = isDisclosed(row.framework.disclosure, row.disclosesOwn);
	if (disclosed)
		await db.update(answers).set({ published: true }).where(eq(answers.assessmentId, row.id));
	await take(db, 'publish', row, {
		publishedAt: now,
		disclosed,
		publicRatings: publishedRatings(given),
		publicReviewerRatings: publishedReviewerRatings(rated),
		returnComment: null
	});
	await keepPublishedReviews(db, row, rated, now);
	await tellCompany(db, row, 'published');
}
