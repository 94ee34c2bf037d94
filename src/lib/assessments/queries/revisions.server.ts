import { asc, eq } from 'drizzle-orm';
import { assessmentRevisions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sameAnswer } from '../content.ts';
import type { Snapshot } from '../snapshot.ts';

/** What was attested each time, oldest first. For who may read the assessment. */
export async function revisionsOf(db: Db, assessmentId: string) {
	const rows = await db
		.select({
			revision: assessmentRevisions.revision,
			snapshot: assessmentRevisions.snapshot,
			contentHash: assessmentRevisions.contentHash,
			attestedName: assessmentRevisions.attestedName,
			attestedTitle: assessmentRevisions.attestedTitle,
			createdAt: assessmentRevisions.createdAt
		})
		.from(assessmentRevisions)
		.where(eq(assessmentRevisions.assessmentId, assessmentId))
		.orderBy(asc(assessmentRevisions.revision));
	// Written by one function only, from this type; the column keeps it as it was.
	return rows.map((row) => ({ ...row, snapshot: row.snapshot as Snapshot }));
}
export type AttestedRevisions = Awaited<ReturnType<typeof revisionsOf>>;

/** What a snapshot holds about one requirement. */
export const answerIn = (snapshot: Snapshot | undefined, number: number) =>
	snapshot?.answers.find((answer) => answer.number === number) ?? null;

/** The revision since which an answer has said what it says now: the first of those that are alike up to the last. */
export function sameSince(
	revisions: readonly { revision: number; snapshot: Snapshot }[],
	number: number
): number {
	let since = 0;
	let known: ReturnType<typeof answerIn> = null;
	for (const { revision, snapshot } of revisions) {
		const answer = answerIn(snapshot, number);
		const same = answer && known ? sameAnswer(answer, known) : answer === known;
		if (!since || !same) since = revision;
		known = answer;
	}
	return since;
}
