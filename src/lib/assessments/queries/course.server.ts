import { and, asc, eq, inArray } from 'drizzle-orm';
import {
	assessments,
	assessmentSteps,
	cycles,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/**
 * What an organisation has published under a framework, oldest cycle first: its public ratings, and on which
 * days its revisions were submitted. Public.
 */
export async function courseOf(db: Db, organisationSlug: string, frameworkId: string) {
	const rows = await db
		.select({
			id: assessments.id,
			key: cycles.key,
			name: { en: cycles.nameEn, fr: cycles.nameFr },
			ratings: assessments.publicRatings,
			publishedAt: assessments.publishedAt
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.where(
			and(
				eq(organisations.slug, organisationSlug),
				eq(cycles.frameworkId, frameworkId),
				eq(assessments.disclosed, true)
			)
		)
		.orderBy(asc(cycles.opensOn));
	const submitted = rows.length
		? await db
				.select({ assessmentId: assessmentSteps.assessmentId, takenAt: assessmentSteps.takenAt })
				.from(assessmentSteps)
				.where(
					and(
						inArray(
							assessmentSteps.assessmentId,
							rows.map(({ id }) => id)
						),
						eq(assessmentSteps.state, 'submitted')
					)
				)
				.orderBy(asc(assessmentSteps.takenAt))
		: [];
	return rows.map(({ id, ratings, ...cycle }) => ({
		...cycle,
		ratings: ratings ?? [],
		submittedAt: submitted
			.filter(({ assessmentId }) => assessmentId === id)
			.map(({ takenAt }) => takenAt)
	}));
}

export type CourseCycle = Awaited<ReturnType<typeof courseOf>>[number];
