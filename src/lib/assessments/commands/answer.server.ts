import { and, eq } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { answers, evidence, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { evidenceOf, type AssessmentRow } from '../queries/contents.server.ts';
import { beforeOf, earlierAnswers } from '../queries/earlier.server.ts';
import { continuityOf, sameAnswer, type AnswerContent, type EvidenceLine } from '../rules.ts';
import type { AnswerInput } from '../schema.ts';
import type { Continuity } from '../vocabulary.ts';
import { allowed, recordOn } from './take.server.ts';

const contentOf = (input: AnswerInput): AnswerContent => ({
	rating: typeof input.rating === 'number' ? input.rating : null,
	notApplicable: input.rating === 'na',
	notApplicableReason: input.notApplicableReason,
	narrative: input.narrative,
	narrativeLocale: input.narrativeLocale,
	visibility: input.visibility,
	evidence: input.evidence
});

/** The requirement of that number in the assessment's framework, and the answer there is. */
async function answerTo(db: Db, row: AssessmentRow, number: number) {
	const [found] = await db
		.select({ requirementId: requirements.id, answer: answers })
		.from(requirements)
		.leftJoin(
			answers,
			and(eq(answers.requirementId, requirements.id), eq(answers.assessmentId, row.id))
		)
		.where(and(eq(requirements.frameworkId, row.framework.id), eq(requirements.number, number)));
	if (!found) throw new Refusal('not_found');
	return found;
}

/**
 * Saves an answer as it stands, complete or not, over version `input.version` (0: there was none), and
 * returns the version it now has. Saving the same again changes nothing, but that whoever is `done` with
 * what was carried over from the cycle before confirms it. Refuses with `stale` when someone else saved in
 * between.
 */
export async function saveAnswer(
	db: Db,
	actor: Actor,
	{ id, number, done = true }: { id: string; number: number; done?: boolean },
	input: AnswerInput
): Promise<number> {
	const { person, row } = await allowed(db, actor, 'assessment.answer', id);
	const { requirementId, answer } = await answerTo(db, row, number);
	const content = contentOf(input);
	const links = answer ? ((await evidenceOf(db, [answer.id])).get(answer.id) ?? []) : [];
	const before = await earlierAnswers(db, beforeOf(row), requirementId);
	const earlier = before.get(requirementId) ?? null;
	const continuity = continuityOf(content, earlier, { done, was: answer?.continuity ?? null });
	const isSame = answer && sameAnswer({ ...answer, evidence: links }, content);
	if (isSame && answer.continuity === continuity) return answer.version;
	if ((answer?.version ?? 0) !== input.version) throw new Refusal('stale');
	const { evidence: lines, ...said } = content;
	const saysTheSame = continuity === 'confirmed' || continuity === 'carried';
	const columns = {
		...said,
		continuity,
		sinceCycleId: saysTheSame ? (earlier?.sinceCycleId ?? null) : null
	};
	const saved = answer
		? await change(db, person, answer, columns)
		: await add(db, person, row, { requirementId, ...columns });
	await replaceEvidence(db, saved.id, links, lines);
	await recordOn(db, actor, 'assessment.answered', row, {
		number,
		version: saved.version,
		continuity
	});
	return saved.version;
}

type Columns = Omit<AnswerContent, 'evidence'> & {
	continuity: Continuity;
	sinceCycleId: string | null;
};
const KEY = { id: answers.id, version: answers.version };

async function change(
	db: Db,
	person: Person,
	{ id, version }: { id: string; version: number },
	columns: Columns
) {
	const [saved] = await db
		.update(answers)
		.set({ ...columns, version: version + 1, updatedBy: person.userId, updatedAt: new Date() })
		.where(and(eq(answers.id, id), eq(answers.version, version)))
		.returning(KEY);
	if (!saved) throw new Refusal('stale');
	return saved;
}

async function add(
	db: Db,
	person: Person,
	{ id, organisationId }: AssessmentRow,
	columns: Columns & { requirementId: string }
) {
	const [saved] = await db
		.insert(answers)
		.values({ ...columns, assessmentId: id, organisationId, updatedBy: person.userId })
		.onConflictDoNothing()
		.returning(KEY);
	if (!saved) throw new Refusal('stale');
	return saved;
}

async function replaceEvidence(
	db: Db,
	answerId: string,
	before: readonly EvidenceLine[],
	lines: readonly EvidenceLine[]
): Promise<void> {
	if (JSON.stringify(before) === JSON.stringify(lines)) return;
	await db.delete(evidence).where(eq(evidence.answerId, answerId));
	if (!lines.length) return;
	// A millisecond apart, so that they are read back in the order they were given.
	const now = Date.now();
	await db
		.insert(evidence)
		.values(lines.map((line, place) => ({ ...line, answerId, createdAt: new Date(now + place) })));
}
