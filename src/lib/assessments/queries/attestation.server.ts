import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { isFresh, requireCan, requirePerson } from '#lib/access/require.server.ts';
import { assessmentRevisions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { referenceOf, wroteEverything } from '../rules.ts';
import { canonicalJson, snapshotOf } from '../snapshot.ts';
import { contentHash } from '../snapshot.server.ts';
import { getOwnAssessment, ownRow } from './own.server.ts';

/** An own assessment as it would be attested now, and what still stands in the way. For approvers. */
export async function getAttestation(db: Db, actor: Actor, id: string) {
	const person = requirePerson(actor);
	const assessment = await getOwnAssessment(db, actor, id);
	requireCan(actor, 'assessment.submit', assessment);
	const given = assessment.requirements.flatMap(({ answer }) => (answer ? [answer] : []));
	return {
		...assessment,
		seen: contentHash(snapshotOf(assessment)),
		wroteEverything: wroteEverything(person.userId, given),
		proved: isFresh(person)
	};
}

/** The submissions of an own assessment, newest first: who attested each, when, and its hash. Refuses with `not_found`. */
export async function getSubmission(db: Db, actor: Actor, id: string) {
	const row = await ownRow(db, actor, id);
	const submissions = await db
		.select({
			revision: assessmentRevisions.revision,
			contentHash: assessmentRevisions.contentHash,
			attestedName: assessmentRevisions.attestedName,
			attestedTitle: assessmentRevisions.attestedTitle,
			createdAt: assessmentRevisions.createdAt
		})
		.from(assessmentRevisions)
		.where(eq(assessmentRevisions.assessmentId, row.id))
		.orderBy(desc(assessmentRevisions.revision));
	const [submission, ...earlier] = submissions;
	if (!submission) throw new Refusal('not_found');
	return { ...row, submission, earlier };
}

/**
 * What was attested in one revision of an own assessment, as the very text whose SHA-256 is its hash, and
 * what to call the file, with whose it is. Refuses with `not_found`.
 */
export async function attestedText(db: Db, actor: Actor, id: string, revision: number) {
	const row = await ownRow(db, actor, id);
	const [attested] = await db
		.select({ snapshot: assessmentRevisions.snapshot })
		.from(assessmentRevisions)
		.where(
			and(eq(assessmentRevisions.assessmentId, row.id), eq(assessmentRevisions.revision, revision))
		);
	if (!attested) throw new Refusal('not_found');
	return {
		text: canonicalJson(attested.snapshot),
		name: `${referenceOf(row, revision)}.json`,
		organisationId: row.organisationId
	};
}
