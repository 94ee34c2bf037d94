import { and, asc, desc, eq, type SQL } from 'drizzle-orm';
import { findings, frameworks, organisations, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { VOLUNTARY_PRINCIPLES } from '../vocabulary.ts';

/**
 * What is said about companies' practice under the Voluntary Principles, by company and, within one,
 * newest first: all of one company, or all under one principle.
 * Public.
 */
export async function listFindings(
	db: Db,
	about: { organisation: string } | { principle: number }
) {
	const condition: SQL =
		'organisation' in about
			? eq(organisations.slug, about.organisation)
			: eq(requirements.number, about.principle);
	return db
		.select({
			id: findings.id,
			principle: requirements.number,
			company: {
				slug: organisations.slug,
				en: organisations.nameEn,
				fr: organisations.nameFr
			},
			voice: findings.voice,
			direction: findings.direction,
			text: { en: findings.textEn, fr: findings.textFr },
			frenchIsOurs: findings.frenchIsOurs,
			foundOn: findings.foundOn,
			sourceUrl: findings.sourceUrl,
			sourceNote: findings.sourceNote,
			certainty: findings.certainty
		})
		.from(findings)
		.innerJoin(organisations, eq(organisations.id, findings.organisationId))
		.innerJoin(requirements, eq(requirements.id, findings.requirementId))
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.where(and(eq(frameworks.key, VOLUNTARY_PRINCIPLES), condition))
		.orderBy(asc(organisations.nameEn), desc(findings.foundOn));
}

export type Finding = Awaited<ReturnType<typeof listFindings>>[number];
