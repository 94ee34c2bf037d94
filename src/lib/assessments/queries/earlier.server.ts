import { and, desc, eq, lt, ne } from 'drizzle-orm';
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

/** An organisation's answer to each requirement in its last published cycle before this one, by requirement. */
export async function earlierAnswers(
	db: Db,
	{ id, organisationId, frameworkId, opensOn }: Before,
	requirementId?: string
): Promise<Map<string, EarlierAnswer>> {
	const rows = await db
		.selectDistinctOn([answers.requirementId], {
			answer: answers,
			cycleId: cycles.id,
			cycleName: { en: cycles.nameEn, fr: cycles.nameFr }
		})
		.from(answers)
		.innerJoin(assessments, eq(assessments.id, answers.assessmentId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.where(
			and(
				eq(assessments.organisationId, organisationId),
				requirementId ? eq(answers.requirementId, requirementId) : undefined,
				id ? ne(assessments.id, id) : undefined,
				eq(assessments.state, 'published'),
				eq(cycles.frameworkId, frameworkId),
				lt(cycles.opensOn, opensOn)
			)
		)
		.orderBy(answers.requirementId, desc(cycles.opensOn));
	const parts = await partsOf(
		db,
		rows.map(({ answer }) => answer.id)
	);
	return new Map(
		rows.map(({ answer, cycleId, cycleName }) => [
			answer.requirementId,
			{
				cycleName,
				sinceCycleId: answer.sinceCycleId ?? cycleId,
				...saidBy(answer),
				...parts(answer.id)
			}
		])
	);
}
