import { and, asc, eq, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { servicesOf } from '#lib/organisations/queries/services.server.ts';
import { answers, assessmentProgress, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { partsOf, saidBy, type AssessmentRow } from '../queries/contents.server.ts';
import { beforeOf, earlierAnswers } from '../queries/earlier.server.ts';
import { continuityOf, sameAnswer, type AnswerContent, type ServiceLine } from '../content.ts';
import { progressOf } from '../rules.ts';
import type { AnswerInput } from '../schema.ts';
import type { AnswerProgress, Continuity } from '../vocabulary.ts';
import { addParts, replaceParts } from './answer-parts.server.ts';
import { allowed, recordOn } from './take.server.ts';

/** What a form says. Refuses with `not_found` where it speaks of a service that is not the organisation's. */
function contentOf(
	{ rating, version: _, ...said }: AnswerInput,
	services: readonly { id: string; name: string }[]
): AnswerContent {
	return {
		...said,
		rating: typeof rating === 'number' ? rating : null,
		notApplicable: rating === 'na',
		services: said.services.map((line): ServiceLine => {
			const own = services.find(({ id }) => id === line.serviceId);
			if (!own) throw new Refusal('not_found');
			return { ...line, name: own.name };
		})
	};
}

/** The requirement of that number in the assessment's framework, with its place among all, and the answer there is. */
async function answerTo(db: Db, row: AssessmentRow, number: number) {
	const all = await db
		.select({ requirementId: requirements.id, number: requirements.number, answer: answers })
		.from(requirements)
		.leftJoin(
			answers,
			and(
				eq(answers.requirementId, requirements.id),
				eq(answers.assessmentId, row.id),
				eq(requirements.number, number)
			)
		)
		.where(eq(requirements.frameworkId, row.framework.id))
		.orderBy(asc(requirements.number));
	const place = all.findIndex((one) => one.number === number);
	const found = all[place];
	if (!found) throw new Refusal('not_found');
	return { ...found, place, total: all.length };
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
	const { requirementId, answer, ...at } = await answerTo(db, row, number);
	const own = input.services.length ? await servicesOf(db, row.organisationId) : [];
	const content = contentOf(input, own);
	const stored = answer && { ...saidBy(answer), ...(await partsOf(db, [answer.id]))(answer.id) };
	const before = await earlierAnswers(db, beforeOf(row), requirementId);
	const earlier = before.get(requirementId) ?? null;
	const continuity = continuityOf(content, earlier, { done, was: answer?.continuity ?? null });
	const isSame = stored && sameAnswer(stored, content);
	if (isSame && answer?.continuity === continuity) return answer.version;
	if ((answer?.version ?? 0) !== input.version) throw new Refusal('stale');
	const { evidence: _, services: __, metrics: ___, ...said } = content;
	const saysTheSame = continuity === 'confirmed' || continuity === 'carried';
	const columns = {
		...said,
		continuity,
		sinceCycleId: saysTheSame ? (earlier?.sinceCycleId ?? null) : null
	};
	const saved = answer
		? await change(db, person, answer, columns)
		: await add(db, person, row, { requirementId, ...columns });
	if (stored) await replaceParts(db, saved.id, stored, content);
	else await addParts(db, [{ answerId: saved.id, ...content }]);
	await keepProgress(db, row, at, progressOf({ ...content, continuity }));
	await recordOn(db, actor, 'assessment.answered', row, {
		number,
		version: saved.version,
		continuity
	});
	return saved.version;
}

/** Writes down how far the answer at one place has got: of a draft, others than the organisation know this alone. */
async function keepProgress(
	db: Db,
	{ id, organisationId }: AssessmentRow,
	{ place, total }: { place: number; total: number },
	progress: AnswerProgress
): Promise<void> {
	const savedAt = currentTime();
	const [known] = await db
		.update(assessmentProgress)
		.set({
			answers: sql`${assessmentProgress.answers}[1:${place}::int] || ${progress}::text || ${assessmentProgress.answers}[${place + 2}::int:]`,
			savedAt
		})
		.where(eq(assessmentProgress.assessmentId, id))
		.returning({ id: assessmentProgress.assessmentId });
	if (known) return;
	const answered = Array.from({ length: total }, (_, at): AnswerProgress =>
		at === place ? progress : 'not_started'
	);
	await db
		.insert(assessmentProgress)
		.values({ assessmentId: id, organisationId, answers: answered, savedAt });
}

type Columns = Omit<AnswerContent, 'evidence' | 'services' | 'metrics'> & {
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
		.set({ ...columns, version: version + 1, updatedBy: person.userId, updatedAt: currentTime() })
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
