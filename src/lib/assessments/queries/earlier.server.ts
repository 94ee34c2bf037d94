import { and, desc, eq, inArray, lt, ne } from 'drizzle-orm';
import { heirsOf } from '#lib/frameworks/queries/lineage.server.ts';
import { answers, assessments, cycles } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AnswerContent } from '../content.ts';
import { partsOf, saidBy, type AssessmentRow } from './contents.server.ts';

/** What an organisation last published about a requirement, and since which cycle it has said so. */
export interface EarlierAnswer extends AnswerContent {
	cycleName: { en: string; fr: string };
	sinceCycleId: string;
}

/** An assessment, or one that is about to be started. */
interface Before {
	id?: string;
	organisationId: string;
	frameworkId: string;
	opensOn: string;
}

/** What comes before an assessment. */
export const beforeOf = ({ id, organisationId, framework, cycle }: AssessmentRow): Before => ({
	id,
	organisationId,
	frameworkId: framework.id,
	opensOn: cycle.opensOn
});

/**
 * An organisation's answer to each requirement in its last published cycle before this one, by requirement:
 * in a cycle of an earlier version too, where the requirement goes on from one that may be compared.
 */
export async function earlierAnswers(
	db: Db,
	{ id, organisationId, frameworkId, opensOn }: Before,
	requirementId?: string
): Promise<Map<string, EarlierAnswer>> {
	const heirs = await heirsOf(db, frameworkId, requirementId);
	const rows = await db
		.selectDistinctOn([answers.requirementId], {
			answer: answers,
			cycleId: cycles.id,
			opensOn: cycles.opensOn,
			cycleName: { en: cycles.nameEn, fr: cycles.nameFr }
		})
		.from(answers)
		.innerJoin(assessments, eq(assessments.id, answers.assessmentId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.where(
			and(
				eq(assessments.organisationId, organisationId),
				inArray(answers.requirementId, [...heirs.keys()]),
				id ? ne(assessments.id, id) : undefined,
				eq(assessments.state, 'published'),
				lt(cycles.opensOn, opensOn)
			)
		)
		.orderBy(answers.requirementId, desc(cycles.opensOn));
	const parts = await partsOf(
		db,
		rows.map(({ answer }) => answer.id)
	);
	// Oldest first, so that of several versions' answers to one requirement the newest stays.
	rows.sort((a, b) => a.opensOn.localeCompare(b.opensOn));
	return new Map(
		rows.map(({ answer, cycleId, cycleName }) => [
			heirs.get(answer.requirementId) ?? answer.requirementId,
			{
				cycleName,
				sinceCycleId: answer.sinceCycleId ?? cycleId,
				...saidBy(answer),
				...parts(answer.id)
			}
		])
	);
}
