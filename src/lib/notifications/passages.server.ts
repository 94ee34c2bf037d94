import { and, eq, gte, isNull } from 'drizzle-orm';
import { organisations, summaryReplies } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Due } from './due.server.ts';
import { daysBetween } from './days.ts';

/** From how many days before its last one a right of reply is brought up again. */
const LAST_DAYS = 7;

/**
 * Passages of summaries to which an organisation may still reply and has not. Neither the summary nor what it says is
 * named: nobody else knows of it. Needs the system actor. `today` is a day.
 */
export async function duePassages(db: Db, today: string): Promise<Due[]> {
	const waiting = await db
		.select({
			id: summaryReplies.id,
			organisationId: summaryReplies.organisationId,
			since: summaryReplies.dueOn,
			title: { en: organisations.nameEn, fr: organisations.nameFr }
		})
		.from(summaryReplies)
		.innerJoin(organisations, eq(organisations.id, summaryReplies.organisationId))
		.where(
			and(
				eq(summaryReplies.state, 'awaiting_reply'),
				isNull(summaryReplies.repliedAt),
				gte(summaryReplies.dueOn, today)
			)
		);
	return waiting
		.filter(({ since }) => daysBetween(today, since) <= LAST_DAYS)
		.map((one) => ({
			...one,
			kind: 'passage_soon',
			asks: 'reply',
			reference: '',
			milestone: null,
			path: `/workspace/passages/${one.id}`
		}));
}
