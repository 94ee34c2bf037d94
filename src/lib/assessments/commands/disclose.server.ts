import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireFresh } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { answers, assessments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Disclosing } from '../schema.ts';
import { allowed, recordOn } from './take.server.ts';

/**
 * An organisation publishes its own answers to a framework that is shown in aggregate only: from now on where
 * its assessment is published, else once it is. Until then it may think better of it; what is public stays so.
 * Refuses with `not_allowed` where the framework shows each anyway, `wrong_state` once it is public, and
 * `prove_again` without a recent proof of identity.
 */
export async function discloseOwn(
	db: Db,
	actor: Actor,
	id: string,
	{ disclose }: Disclosing,
	now: Date = currentTime()
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'assessment.disclose', id);
	if (row.framework.disclosure !== 'aggregate_only') throw new Refusal('not_allowed');
	if (row.disclosesOwn === disclose) return;
	if (row.state === 'published' && !disclose) throw new Refusal('wrong_state');
	requireFresh(person, now.getTime());
	await db.update(assessments).set({ disclosesOwn: disclose }).where(eq(assessments.id, row.id));
	if (row.state === 'published') {
		await db.update(answers).set({ published: true }).where(eq(answers.assessmentId, row.id));
		await db.update(assessments).set({ disclosed: true }).where(eq(assessments.id, row.id));
	}
	await recordOn(db, actor, 'assessment.disclosure_chosen', row, { disclose });
}
