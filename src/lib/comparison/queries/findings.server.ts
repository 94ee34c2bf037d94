import { and, eq, isNotNull, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { findingsBy } from '#lib/frameworks/queries/findings.server.ts';
import { inOneLine, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import { findings, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { findingsByCompany, type FindingCounts } from '../shapes/findings.ts';
import type { ComparedFramework } from './principles.server.ts';

/**
 * Published findings about each company, by principle, counted as they stand: one that a later one puts
 * right is not counted beside it; as they stood on a day where one is named. Public, whoever asks.
 */
export async function countFindings(
	db: Db,
	{ principles }: Pick<ComparedFramework, 'principles'>,
	on?: string
): Promise<Map<string, FindingCounts[]>> {
	const later = alias(findings, 'later');
	const counts = await db
		.select({
			company: organisations.slug,
			requirement: findings.requirementId,
			direction: findings.direction,
			count: sql<number>`count(*)::int`
		})
		.from(findings)
		.innerJoin(organisations, eq(organisations.id, findings.organisationId))
		.where(
			and(
				eq(findings.state, 'published'),
				findingsBy(findings, on),
				notInArray(
					findings.id,
					db
						.select({ id: sql<string>`${later.correctsId}` })
						.from(later)
						.where(
							and(isNotNull(later.correctsId), eq(later.state, 'published'), findingsBy(later, on))
						)
				)
			)
		)
		.groupBy(organisations.slug, findings.requirementId, findings.direction);
	const lineage = await readLineage(db);
	return findingsByCompany(counts, principles, (one, other) => inOneLine(lineage, one, other));
}
