import { asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { commitmentRequirements, commitments, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommitmentContent } from '../schema.ts';
import type { CommitmentState } from '../vocabulary.ts';

export interface CommitmentContents {
	reference: string;
	state: CommitmentState;
	version: number;
	content: CommitmentContent;
}

/** What an organisation's commitments say, drafts too, for someone who may write them; by reference. */
export async function commitmentContents(
	db: Db,
	actor: Actor,
	organisationId: string
): Promise<CommitmentContents[]> {
	requireCan(actor, 'commitment.create', { organisationId });
	const rows = await db
		.select()
		.from(commitments)
		.where(eq(commitments.ownerId, organisationId))
		.orderBy(asc(commitments.reference));
	const served = await db
		.select({
			commitmentId: commitmentRequirements.commitmentId,
			requirementId: commitmentRequirements.requirementId
		})
		.from(commitmentRequirements)
		.where(
			inArray(
				commitmentRequirements.commitmentId,
				db
					.select({ id: commitments.id })
					.from(commitments)
					.where(eq(commitments.ownerId, organisationId))
			)
		)
		.orderBy(asc(commitmentRequirements.requirementId));
	const requirements = new Map<string, string[]>();
	for (const { commitmentId, requirementId } of served) {
		const of = requirements.get(commitmentId);
		if (of) of.push(requirementId);
		else requirements.set(commitmentId, [requirementId]);
	}
	return rows.map((row) => ({
		reference: row.reference,
		state: row.state,
		version: row.version,
		content: {
			kind: row.kind,
			forumKey: row.forumKey,
			pillarId: row.pillarId,
			requirements: requirements.get(row.id) ?? [],
			titleEn: row.titleEn,
			titleFr: row.titleFr,
			descriptionEn: row.descriptionEn,
			descriptionFr: row.descriptionFr,
			baselineEn: row.baselineEn,
			baselineFr: row.baselineFr,
			measureEn: row.measureEn,
			measureFr: row.measureFr,
			unfunded: row.unfunded,
			contactMailbox: row.contactMailbox,
			leadAgency: row.leadAgency,
			supportingAgencies: row.supportingAgencies,
			subdivisions: row.subdivisions,
			legalBasisEn: row.legalBasisEn,
			legalBasisFr: row.legalBasisFr,
			announcedOn: row.announcedOn,
			startsOn: row.startsOn,
			dueOn: row.dueOn,
			sourceUrl: row.sourceUrl
		}
	}));
}

/** Those of these addresses with which people sign in: no contact that the public may be given. */
export async function personalAddresses(
	db: Db,
	addresses: readonly string[]
): Promise<Set<string>> {
	if (!addresses.length) return new Set();
	const rows = await db
		.select({ email: users.email })
		.from(users)
		.where(inArray(users.email, [...new Set(addresses)]));
	return new Set(rows.map(({ email }) => email));
}
