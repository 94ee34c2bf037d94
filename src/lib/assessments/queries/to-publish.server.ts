import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { isFresh, requireCan } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { assessments, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { isReplyOpen } from '../review-rules.ts';

/**
 * What is accepted in a cycle and not published, and until when a company may still reply to a rating in it; with
 * whether the actor has proved lately who they are. For who publishes cycles.
 */
export async function readyToPublish(
	db: Db,
	actor: Actor,
	cycleId: string,
	now: Date = currentTime()
) {
	const person = requireCan(actor, 'cycle.publish');
	const rows = await db
		.select({
			id: assessments.id,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			replyUntil: assessments.replyUntil,
			replyEndedAt: assessments.replyEndedAt
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(and(eq(assessments.cycleId, cycleId), eq(assessments.state, 'accepted')))
		.orderBy(asc(organisations.nameEn));
	const today = now.toISOString().slice(0, 10);
	return {
		accepted: rows.map(({ replyEndedAt, ...row }) => ({
			...row,
			replyUntil: isReplyOpen({ replyUntil: row.replyUntil, replyEndedAt }, today)
				? row.replyUntil
				: null
		})),
		proved: isFresh(person, now.getTime())
	};
}
