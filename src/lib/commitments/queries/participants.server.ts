import { asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { commitmentParticipants, countries, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommitmentState, CommitmentStatus, StatusBasis } from '../vocabulary.ts';

/** Who takes part in a shared commitment beside its lead, in order, and where each stands. */
export async function participantsOf(db: Db, commitmentId: string) {
	return db
		.select({
			organisationId: commitmentParticipants.organisationId,
			slug: organisations.slug,
			kind: organisations.kind,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			countryCode: organisations.countryCode,
			countryName: { en: countries.nameEn, fr: countries.nameFr },
			status: commitmentParticipants.status,
			statusBasis: commitmentParticipants.statusBasis,
			statusAsOf: commitmentParticipants.statusAsOf
		})
		.from(commitmentParticipants)
		.innerJoin(organisations, eq(organisations.id, commitmentParticipants.organisationId))
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.where(eq(commitmentParticipants.commitmentId, commitmentId))
		.orderBy(asc(commitmentParticipants.position), asc(organisations.nameEn));
}
export type Participant = Awaited<ReturnType<typeof participantsOf>>[number];

/** Who takes part in each of these commitments, in order, and where each stands, in short. */
export async function participantsIn(db: Db, commitmentIds: readonly string[]) {
	if (!commitmentIds.length) return [];
	return db
		.select({
			commitmentId: commitmentParticipants.commitmentId,
			slug: organisations.slug,
			status: commitmentParticipants.status
		})
		.from(commitmentParticipants)
		.innerJoin(organisations, eq(organisations.id, commitmentParticipants.organisationId))
		.where(inArray(commitmentParticipants.commitmentId, [...commitmentIds]))
		.orderBy(asc(commitmentParticipants.position), asc(organisations.nameEn));
}

/** One that reports on a commitment, and where it stands by its newest accepted report. */
export interface Reporter {
	organisationId: string;
	slug: string;
	name: { en: string; fr: string };
	status: CommitmentStatus;
	statusBasis: StatusBasis;
	statusAsOf: string | null;
}

/** For whom the actor may report on a commitment now: its owner first, then those who take part. */
export function reportersFor(
	actor: Actor,
	commitment: {
		ownerId: string;
		ownerSlug: string;
		ownerName: { en: string; fr: string };
		state: CommitmentState;
		status: CommitmentStatus;
		statusBasis: StatusBasis;
		statusAsOf: string | null;
		participants: readonly Reporter[];
	}
): Reporter[] {
	const { ownerId, ownerSlug, ownerName, state, status, statusBasis, statusAsOf } = commitment;
	const owner = { organisationId: ownerId, slug: ownerSlug, name: ownerName };
	return [{ ...owner, status, statusBasis, statusAsOf }, ...commitment.participants].filter(
		({ organisationId }) => can(actor, 'update.post', { organisationId, state })
	);
}
