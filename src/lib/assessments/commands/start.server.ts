import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	answers,
	assessmentProgress,
	assessments,
	cycles,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import { isInvited, moreTimeOf } from '#lib/frameworks/queries/more-time.server.ts';
import { ownDays } from '#lib/frameworks/rules.ts';
import type { Db } from '#lib/server/db/types.ts';
import { earlierAnswers } from '../queries/earlier.server.ts';
import { isAnsweredBy, isCycleOpen, progressOf } from '../rules.ts';
import type { Start } from '../schema.ts';
import type { AnswerProgress } from '../vocabulary.ts';
import { addParts } from './answer-parts.server.ts';
import { keepStep, recordOn } from './take.server.ts';

/**
 * Starts an organisation's assessment in an open cycle and returns its id, with `carry` beginning from what
 * it last published: each answer is then to be confirmed or changed. Starting twice, or two people at once,
 * leads to the same one. Refuses with `not_open` outside the cycle's dates, which for an organisation with more
 * time end later, and with `not_allowed` where the framework is not for this kind of organisation or where only
 * those invited answer and it is not.
 */
export async function startAssessment(
	db: Db,
	actor: Actor,
	{ organisationId, cycleId, carry = false }: Start,
	now: Date = currentTime()
): Promise<string> {
	const person = requireCan(actor, 'assessment.start', { organisationId });
	const [cycle] = await db
		.select({
			frameworkId: cycles.frameworkId,
			opensOn: cycles.opensOn,
			dueOn: cycles.dueOn,
			closesOn: cycles.closesOn,
			invitationOnly: cycles.invitationOnly,
			audience: frameworks.audience,
			kind: organisations.kind
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.innerJoin(organisations, eq(organisations.id, organisationId))
		.where(eq(cycles.id, cycleId));
	if (!cycle) throw new Refusal('not_found');
	if (!isAnsweredBy(cycle.audience, cycle.kind)) throw new Refusal('not_allowed');
	if (cycle.invitationOnly && !(await isInvited(db, cycleId, organisationId)))
		throw new Refusal('not_allowed');
	const days = ownDays(cycle, await moreTimeOf(db, cycleId, organisationId));
	if (!isCycleOpen(days, now.toISOString().slice(0, 10))) throw new Refusal('not_open');
	const [made] = await db
		.insert(assessments)
		.values({ cycleId, organisationId, createdBy: person.userId })
		.onConflictDoNothing()
		.returning({ id: assessments.id });
	if (!made) {
		const [there] = await db
			.select({ id: assessments.id })
			.from(assessments)
			.where(and(eq(assessments.cycleId, cycleId), eq(assessments.organisationId, organisationId)));
		if (!there) throw new Refusal('stale');
		return there.id;
	}
	const carried = carry ? await carryOver(db, made.id, { organisationId, ...cycle }) : new Map();
	await beginProgress(db, made.id, { organisationId, ...cycle }, carried);
	await keepStep(db, { id: made.id, organisationId }, 'draft', now);
	await recordOn(
		db,
		actor,
		'assessment.started',
		{ id: made.id, organisationId },
		{ carried: carried.size }
	);
	return made.id;
}

/**
 * Copies what the organisation last published into a new assessment, as nobody's yet; returns how far each
 * answer has got by that, by requirement.
 */
async function carryOver(
	db: Db,
	assessmentId: string,
	before: Parameters<typeof earlierAnswers>[1]
): Promise<Map<string, AnswerProgress>> {
	const earlier = [...(await earlierAnswers(db, before))];
	if (!earlier.length) return new Map();
	const made = await db
		.insert(answers)
		.values(
			earlier.map(
				([
					requirementId,
					{ cycleName: _, evidence: __, services: ___, metrics: ____, ...said }
				]) => ({
					...said,
					// What had changed then has not changed since.
					changeNote: null,
					assessmentId,
					organisationId: before.organisationId,
					requirementId,
					continuity: 'carried' as const
				})
			)
		)
		.returning({ id: answers.id, requirementId: answers.requirementId });
	const known = new Map(earlier);
	await addParts(
		db,
		made.flatMap(({ id, requirementId }) => {
			const parts = known.get(requirementId);
			return parts ? [{ answerId: id, ...parts }] : [];
		})
	);
	return new Map(
		earlier.map(([requirementId, said]) => [
			requirementId,
			progressOf({ ...said, continuity: 'carried' })
		])
	);
}

async function beginProgress(
	db: Db,
	assessmentId: string,
	{ organisationId, frameworkId }: { organisationId: string; frameworkId: string },
	carried: ReadonlyMap<string, AnswerProgress>
): Promise<void> {
	const asked = await db
		.select({ id: requirements.id })
		.from(requirements)
		.where(eq(requirements.frameworkId, frameworkId))
		.orderBy(asc(requirements.number));
	await db.insert(assessmentProgress).values({
		assessmentId,
		organisationId,
		answers: asked.map(({ id }) => carried.get(id) ?? 'not_started')
	});
}
