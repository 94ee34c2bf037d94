import { and, asc, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { inOneLine, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import {
	assessments,
	cycles,
	endorsements,
	findings,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { startOf, type Change } from '../shapes/change.ts';
import { movedBetween } from '../shapes/movement.ts';
import {
	dayWithin,
	momentText,
	momentWithin,
	ofMembers,
	ofWhom,
	organisation,
	whoOf,
	type Scope
} from './scope.server.ts';

async function assessmentRows(db: Db, scope: Scope) {
	const earlier = alias(assessments, 'earlier');
	const earlierCycle = alias(cycles, 'earlier_cycle');
	const earlierVersion = alias(frameworks, 'earlier_version');
	const before = db
		.select({
			ratings: earlier.publicRatings,
			frameworkId: earlierCycle.frameworkId,
			en: earlierCycle.nameEn,
			fr: earlierCycle.nameFr
		})
		.from(earlier)
		.innerJoin(earlierCycle, eq(earlierCycle.id, earlier.cycleId))
		.innerJoin(earlierVersion, eq(earlierVersion.id, earlierCycle.frameworkId))
		.where(
			and(
				eq(earlier.organisationId, assessments.organisationId),
				eq(earlier.disclosed, true),
				eq(earlierVersion.key, frameworks.key),
				lt(earlierCycle.opensOn, cycles.opensOn)
			)
		)
		.orderBy(desc(earlierCycle.opensOn), desc(earlierVersion.version))
		.limit(1)
		.as('before');
	return db
		.select({
			id: assessments.id,
			at: momentText(assessments.publishedAt),
			ratings: assessments.publicRatings,
			frameworkId: cycles.frameworkId,
			name: { en: frameworks.nameEn, fr: frameworks.nameFr },
			cycle: { key: cycles.key, en: cycles.nameEn, fr: cycles.nameFr },
			who: organisation,
			before: {
				ratings: before.ratings,
				frameworkId: before.frameworkId,
				en: before.en,
				fr: before.fr
			}
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.leftJoinLateral(before, sql`true`)
		.where(
			and(
				eq(assessments.disclosed, true),
				ofWhom(scope),
				ofMembers(db, scope),
				scope.requirements === null
					? undefined
					: inArray(
							cycles.frameworkId,
							db
								.select({ id: requirements.frameworkId })
								.from(requirements)
								.where(inArray(requirements.id, [...scope.requirements]))
						),
				momentWithin(assessments.publishedAt, assessments.id, 'assessment_published', scope)
			)
		)
		.orderBy(desc(assessments.publishedAt), desc(assessments.id))
		.limit(scope.limit);
}

/** Self-assessments that were published, each with how its public ratings moved since the published cycle before. */
export async function readAssessments(db: Db, scope: Scope): Promise<Change[]> {
	const rows = await assessmentRows(db, scope);
	const versions = [
		...new Set(rows.flatMap(({ frameworkId, before }) => [frameworkId, before?.frameworkId ?? []]))
	].flat();
	const asked = versions.length
		? await db
				.select({ id: requirements.id, frameworkId: requirements.frameworkId })
				.from(requirements)
				.where(inArray(requirements.frameworkId, versions))
				.orderBy(asc(requirements.number))
		: [];
	const lineage = await readLineage(db);
	const rowOf = (frameworkId: string, ratings: readonly number[] | null) => ({
		requirements: asked.filter((one) => one.frameworkId === frameworkId).map(({ id }) => id),
		ratings: ratings ?? []
	});
	return rows.map(({ id, at, ratings, frameworkId, name, cycle, who, before }) => {
		const of = whoOf(who);
		return {
			id,
			at,
			kind: 'assessment_published',
			what: { en: `${name.en}, ${cycle.en}`, fr: `${name.fr}, ${cycle.fr}` },
			who: of,
			path: who.kind === 'company' ? `${of.path}?cycle=${cycle.key}` : (of.path ?? '/countries'),
			movement: before && {
				since: { en: before.en, fr: before.fr },
				...movedBetween(
					rowOf(before.frameworkId, before.ratings),
					rowOf(frameworkId, ratings),
					(one, other) => inOneLine(lineage, one, other),
					scope.requirements
				)
			}
		};
	});
}

/** Findings that were published here; those that came with the public record have no such day. */
export async function readFindings(db: Db, scope: Scope): Promise<Change[]> {
	const kind = 'finding_published';
	const rows = await db
		.select({
			id: findings.id,
			at: momentText(findings.publishedAt),
			what: { en: requirements.titleEn, fr: requirements.titleFr },
			who: organisation,
			voice: findings.voice,
			direction: findings.direction,
			corrects: isNotNull(findings.correctsId).mapWith(Boolean)
		})
		.from(findings)
		.innerJoin(organisations, eq(organisations.id, findings.organisationId))
		.innerJoin(requirements, eq(requirements.id, findings.requirementId))
		.where(
			and(
				eq(findings.state, 'published'),
				ofWhom(scope),
				ofMembers(db, scope),
				scope.requirements === null
					? undefined
					: inArray(findings.requirementId, [...scope.requirements]),
				momentWithin(findings.publishedAt, findings.id, kind, scope)
			)
		)
		.orderBy(desc(findings.publishedAt), desc(findings.id))
		.limit(scope.limit);
	return rows.map(({ who, ...row }) => ({
		...row,
		kind,
		who: whoOf(who),
		path: `/companies/${who.slug}#finding-${row.id}`
	}));
}

/** Endorsements of a framework, by the day on which they were made. */
export async function readEndorsements(db: Db, scope: Scope): Promise<Change[]> {
	if (scope.requirements) return [];
	const kind = 'endorsement_recorded';
	const rows = await db
		.select({
			id: endorsements.id,
			on: sql<string>`${endorsements.endorsedOn}`,
			what: { en: frameworks.nameEn, fr: frameworks.nameFr },
			who: organisation
		})
		.from(endorsements)
		.innerJoin(organisations, eq(organisations.id, endorsements.organisationId))
		.innerJoin(frameworks, eq(frameworks.id, endorsements.frameworkId))
		.where(
			and(
				ofWhom(scope),
				ofMembers(db, scope),
				dayWithin(endorsements.endorsedOn, endorsements.id, kind, scope)
			)
		)
		.orderBy(desc(endorsements.endorsedOn), desc(endorsements.id))
		.limit(scope.limit);
	return rows.map(({ who, on, ...row }) => ({
		...row,
		kind,
		at: startOf(on),
		who: whoOf(who),
		path: who.kind === 'company' ? `/companies/${who.slug}#endorsement` : '/principles/endorsements'
	}));
}
