import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireFresh } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { notifySecretariat } from '#lib/notifications/notices.server.ts';
import { assessmentRevisions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requirementsWithAnswers } from '../queries/contents.server.ts';
import { isClosedFor, missingForSubmission, wroteEverything } from '../rules.ts';
import type { Attestation } from '../schema.ts';
import { snapshotOf } from '../snapshot.ts';
import { contentHash } from '../snapshot.server.ts';
import { allowed, recordOn, take } from './take.server.ts';

/**
 * Attests an assessment and hands it to the secretariat; what was attested is kept as it was. Refuses
 * with `incomplete` and the numbers of the requirements that lack an answer, `same_person` when the
 * attester wrote every answer, `not_open` when a draft comes after the last day that it had, `stale` when an answer has changed since they read it (`seen`), and
 * `prove_again` without a recent proof of identity.
 */
export async function submitAssessment(
	db: Db,
	actor: Actor,
	id: string,
	{ name, title, seen }: Attestation,
	now: Date = currentTime()
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'assessment.submit', id);
	requireFresh(person, now.getTime());
	if (isClosedFor(row, now.toISOString().slice(0, 10))) throw new Refusal('not_open');
	const requirements = await requirementsWithAnswers(db, row);
	const missing = missingForSubmission(requirements);
	if (missing.length) throw new Refusal('incomplete', missing.map(String));
	const given = requirements.flatMap(({ answer }) => (answer ? [answer] : []));
	if (wroteEverything(person.userId, given)) throw new Refusal('same_person');
	const snapshot = snapshotOf({ ...row, requirements });
	const hash = contentHash(snapshot);
	if (hash !== seen) throw new Refusal('stale');
	const revision = row.revision + 1;
	await db.insert(assessmentRevisions).values({
		assessmentId: row.id,
		organisationId: row.organisationId,
		revision,
		snapshot,
		contentHash: hash,
		attestedBy: person.userId,
		attestedName: name,
		attestedTitle: title,
		createdAt: now
	});
	await take(db, 'submit', row, { revision, submittedAt: now });
	await notifySecretariat(db, {
		event: 'assessment_submitted',
		key: `${row.id}:${revision}`,
		about: { reference: row.cycle.key, titleEn: row.cycle.en, titleFr: row.cycle.fr },
		by: { en: row.organisation.en, fr: row.organisation.fr },
		path: `/secretariat/assessments/${row.id}`
	});
	await recordOn(db, actor, 'assessment.submitted', row, { revision, contentHash: hash });
}
