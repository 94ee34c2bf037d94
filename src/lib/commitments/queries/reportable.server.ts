import { organisationsOf, type Actor } from '#lib/access/actor.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import type { Db } from '#lib/server/db/types.ts';
import { isStale } from '../freshness.ts';
import { isOverdue, mayConfirm } from '../rules.ts';
import { myCommitments } from './mine.server.ts';

/**
 * The published commitments that the person may report on, for a page that takes updates on several:
 * those first on which a word is overdue, then those past their date, then the rest by date.
 */
export async function reportableCommitments(
	db: Db,
	actor: Actor,
	today = currentTime().toISOString().slice(0, 10)
) {
	const ours = organisationsOf(requirePerson(actor), 'contributor');
	const rank = (one: Parameters<typeof isStale>[0] & { dueOn: string | null }) =>
		isStale(one, today) ? 0 : isOverdue(one, today) ? 1 : 2;
	return (await myCommitments(db, actor))
		.filter(
			({ state, ownerId, takesPart }) =>
				state === 'published' && ours.length > 0 && (takesPart || ours.includes(ownerId))
		)
		.map((one) => ({ ...one, mayConfirm: mayConfirm(one.status) }))
		.sort(
			(a, b) =>
				rank(a) - rank(b) ||
				(a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') ||
				a.reference.localeCompare(b.reference)
		);
}
