import { asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { commitmentParticipants, commitments, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommitmentStatus, StatusBasis } from '../vocabulary.ts';

/**
 * Where these organisations, or those of a country, stand in the shared commitments in which they take part: one row for each
 * commitment, by the first of them in its list.
 */
export const partOf = (db: Db, of: readonly string[] | { country: string }) =>
	db
		.selectDistinctOn([commitmentParticipants.commitmentId], {
			commitmentId: commitmentParticipants.commitmentId,
			status: sql<CommitmentStatus>`${commitmentParticipants.status}`.as('part_status'),
			statusBasis: sql<StatusBasis>`${commitmentParticipants.statusBasis}`.as('part_basis'),
			statusAsOf: sql<string | null>`${commitmentParticipants.statusAsOf}`.as('part_as_of')
		})
		.from(commitmentParticipants)
		.innerJoin(organisations, eq(organisations.id, commitmentParticipants.organisationId))
		.where(
			'country' in of
				? eq(organisations.countryCode, of.country)
				: inArray(organisations.id, [...of])
		)
		.orderBy(asc(commitmentParticipants.commitmentId), asc(commitmentParticipants.position))
		.as('part');
type Part = ReturnType<typeof partOf>;

/**
 * That a commitment is of one of these organisations, or that one takes part in it: as two lookups whose results are put
 * together, which indexes answer; as one condition or the other, the whole table would be read.
 */
export const concerns = (db: Db, organisationIds: readonly string[]): SQL =>
	inArray(
		commitments.id,
		unionAll(
			db
				.select({ id: commitments.id })
				.from(commitments)
				.where(inArray(commitments.ownerId, [...organisationIds])),
			db
				.select({ id: commitmentParticipants.commitmentId })
				.from(commitmentParticipants)
				.where(inArray(commitmentParticipants.organisationId, [...organisationIds]))
		)
	);

/** What a list shows of a commitment as its owner or one that takes part in it sees it. `leads`: it is theirs. */
export const standingIn = (part: Part, leads: SQL) => ({
	takesPart: sql<boolean>`not (${leads})`,
	status: sql<CommitmentStatus>`case when ${leads} then ${commitments.status} else ${part.status} end`,
	statusBasis: sql<StatusBasis>`case when ${leads} then ${commitments.statusBasis} else ${part.statusBasis} end`,
	statusAsOf: sql<
		string | null
	>`case when ${leads} then ${commitments.statusAsOf} else ${part.statusAsOf} end`
});
