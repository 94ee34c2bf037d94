import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import {
	answers,
	assessments,
	cycles,
	evidence,
	frameworks,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { earlierAnswers } from '../queries/earlier.server.ts';
import { isAnsweredBy, isCycleOpen } from '../rules.ts';
import type { Start } from '../schema.ts';
import { recordOn } from './take.server.ts';

/**
 * Starts an organisation's assessment in an open cycle and returns its id, with `carry` beginning from what
 * it last published: each answer is then to be confirmed or changed. Starting twice, or two people at once,
 * leads to the same one. Refuses with `not_open` outside the cycle's dates, and with
 * `not_allowed` where the framework is not for this kind of organisation.
 */
export async function startAssessment(
	db: Db,
	actor: Actor,
	{ organisationId, cycleId, carry = false }: Start,
	now: Date = new Date()
): Promise<string> {
	const person = requireCan(actor, 'assessment.start', { organisationId });
	const [cycle] = await db
		.select({
			frameworkId: cycles.frameworkId,
			opensOn: cycles.opensOn,
			closesOn: cycles.closesOn,
			audience: frameworks.audience,
			kind: organisations.kind
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.innerJoin(organisations, eq(organisations.id, organisationId))
		.where(eq(cycles.id, cycleId));
	if (!cycle) throw new Refusal('not_found');
	if (!isAnsweredBy(cycle.audience, cycle.kind)) throw new Refusal('not_allowed');
	if (!isCycleOpen(cycle, now.toISOString().slice(0, 10))) throw new Refusal('not_open');
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
	const carried = carry ? await carryOver(db, made.id, { organisationId, ...cycle }) : 0;
	await recordOn(db, actor, 'assessment.started', { id: made.id, organisationId }, { carried });
	return made.id;
}

/** Copies what the organisation last published into a new assessment, as nobody's yet; returns how many answers. */
async function carryOver(
	db: Db,
	assessmentId: string,
	before: Parameters<typeof earlierAnswers>[1]
): Promise<number> {
	const earlier = [...(await earlierAnswers(db, before))];
	if (!earlier.length) return 0;
	const made = await db
		.insert(answers)
		.values(
			earlier.map(([requirementId, { cycleName: _, evidence: __, ...said }]) => ({
				...said,
				assessmentId,
				organisationId: before.organisationId,
				requirementId,
				continuity: 'carried' as const
			}))
		)
		.returning({ id: answers.id, requirementId: answers.requirementId });
	const now = Date.now();
	const links = made.flatMap(({ id, requirementId }) =>
		(new Map(earlier).get(requirementId)?.evidence ?? []).map((line, place) => ({
			...line,
			answerId: id,
			createdAt: new Date(now + place)
		}))
	);
	if (links.length) await db.insert(evidence).values(links);
	return made.length;
}
