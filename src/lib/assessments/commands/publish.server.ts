import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireFresh } from '#lib/access/require.server.ts';
import { answers } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requirementsWithAnswers } from '../queries/contents.server.ts';
import { isDisclosed, publishedRatings } from '../rules.ts';
import type { Publication } from '../schema.ts';
import { allowed, recordOn, take } from './take.server.ts';
import { tellCompany } from './tell.server.ts';

/**
 * Publishes an accepted assessment: each answer to those it is open to, and its ratings to the comparisons;
 * where the framework is shown in aggregate only, neither, unless the organisation publishes its own. Refuses with `prove_again` without a recent proof of identity, and with `stale` when it
 * is another revision than the one on the page.
 */
export async function publishAssessment(
	db: Db,
	actor: Actor,
	id: string,
	{ revision }: Publication,
	now: Date = new Date()
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'assessment.publish', id);
	requireFresh(person, now.getTime());
	if (row.revision !== revision) throw new Refusal('stale');
	const given = (await requirementsWithAnswers(db, row)).map(({ answer }) => answer);
	const disclosed = isDisclosed(row.framework.disclosure, row.disclosesOwn);
	if (disclosed)
		await db.update(answers).set({ published: true }).where(eq(answers.assessmentId, row.id));
	await take(db, 'publish', row, {
		publishedAt: now,
		disclosed,
		publicRatings: publishedRatings(given),
		returnComment: null
	});
	await tellCompany(db, row, 'published');
	await recordOn(db, actor, 'assessment.published', row, { revision });
}
