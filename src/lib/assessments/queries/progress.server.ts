import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { requireCan } from '#lib/access/require.server.ts';
import {
	assessments,
	endorsements,
	memberships,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { kindsAnswering } from '../rules.ts';

/**
 * How far the organisations have got in a cycle: those that have someone here who can answer, and those
 * that have started. What they answer is not shown. `unreachable` counts those that endorsed the
 * framework and have nobody here. For the secretariat.
 */
export async function cycleProgress(
	db: Db,
	actor: Actor,
	{ id, frameworkId, audience }: { id: string; frameworkId: string; audience: string }
) {
	requireCan(actor, 'review.queue');
	const answering = sql<boolean>`exists (${db
		.select({ one: sql`1` })
		.from(memberships)
		.where(
			and(
				eq(memberships.organisationId, organisations.id),
				isNull(memberships.endedAt),
				inArray(memberships.role, ['contributor', 'approver'])
			)
		)})`;
	const endorsing = sql<boolean>`exists (${db
		.select({ one: sql`1` })
		.from(endorsements)
		.where(
			and(
				eq(endorsements.organisationId, organisations.id),
				eq(endorsements.frameworkId, frameworkId)
			)
		)})`;
	const rows = await db
		.select({
			id: organisations.id,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			answering,
			endorsing,
			assessmentId: assessments.id,
			state: assessments.state,
			revision: assessments.revision,
			startedAt: assessments.createdAt,
			submittedAt: assessments.submittedAt,
			acceptedAt: assessments.acceptedAt,
			publishedAt: assessments.publishedAt
		})
		.from(organisations)
		.leftJoin(
			assessments,
			and(eq(assessments.organisationId, organisations.id), eq(assessments.cycleId, id))
		)
		.where(inArray(organisations.kind, [...kindsAnswering(audience)]))
		.orderBy(asc(organisations.nameEn));
	return {
		organisations: rows
			.filter((row) => row.answering || row.state !== null)
			.map(({ answering: _a, endorsing: _e, ...row }) => ({
				...row,
				since: row.publishedAt ?? row.acceptedAt ?? row.submittedAt ?? row.startedAt
			})),
		unreachable: rows.filter((row) => row.endorsing && !row.answering && row.state === null).length
	};
}
export type CycleProgress = Awaited<ReturnType<typeof cycleProgress>>;
