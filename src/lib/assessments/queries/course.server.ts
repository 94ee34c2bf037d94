import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import { inOneLine, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import {
	assessments,
	assessmentSteps,
	cycles,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Place } from '../course.ts';
import { levelsOf } from './contents.server.ts';

/**
 * What an organisation has published under a framework, or had before some moment, oldest cycle first: its public ratings, and on which
 * days its revisions were submitted. Every cycle is laid under the requirements of the version that the last
 * one answers, and what a cycle of another version asked stands where it may be compared. Null where nothing
 * is published. Public.
 */
export async function courseOf(
	db: Db,
	organisationSlug: string,
	frameworkKey: string,
	{ before }: { before?: Date } = {}
) {
	const rows = await db
		.select({
			id: assessments.id,
			key: cycles.key,
			name: { en: cycles.nameEn, fr: cycles.nameFr },
			frameworkId: frameworks.id,
			version: frameworks.version,
			ratings: assessments.publicRatings,
			publishedAt: assessments.publishedAt
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(
			and(
				eq(organisations.slug, organisationSlug),
				eq(frameworks.key, frameworkKey),
				eq(assessments.disclosed, true),
				before && lt(assessments.publishedAt, before)
			)
		)
		.orderBy(asc(cycles.opensOn), asc(frameworks.version));
	const last = rows.at(-1);
	if (!last) return null;
	const submitted = await db
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
		.orderBy(asc(assessmentSteps.takenAt));
	const asked = await askedIn(
		db,
		rows.map(({ frameworkId }) => frameworkId)
	);
	const lineage = await readLineage(db);
	const shown = asked(last.frameworkId);
	return {
		version: last.version,
		requirements: shown,
		levels: await levelsOf(db, last.frameworkId),
		cycles: rows.map(({ ratings, frameworkId, ...cycle }) => {
			const own = asked(frameworkId);
			return {
				...cycle,
				/** One place for each requirement; null where this version has none that may be compared. */
				ratings: shown.map(({ id }): Place => {
					const place = own.findIndex((one) => inOneLine(lineage, one.id, id));
					return place === -1 ? null : ratings?.[place];
				}),
				submittedAt: submitted
					.filter(({ assessmentId }) => assessmentId === cycle.id)
					.map(({ takenAt }) => takenAt)
			};
		})
	};
}

export type Course = NonNullable<Awaited<ReturnType<typeof courseOf>>>;
export type CourseCycle = Course['cycles'][number];

/** The requirements of several versions, by version, in the order in which ratings are stored. */
async function askedIn(db: Db, frameworkIds: readonly string[]) {
	const rows = await db
		.select({
			frameworkId: requirements.frameworkId,
			id: requirements.id,
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr }
		})
		.from(requirements)
		.where(inArray(requirements.frameworkId, [...frameworkIds]))
		.orderBy(asc(requirements.number));
	return (frameworkId: string) =>
		rows
			.filter((row) => row.frameworkId === frameworkId)
			.map(({ frameworkId: _, ...requirement }) => requirement);
}
