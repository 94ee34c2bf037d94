import { and, asc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can, isInsider } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson, requireRead } from '#lib/access/require.server.ts';
import {
	commitmentRequirements,
	commitments,
	commitmentUpdates,
	countries,
	evidence,
	forums,
	frameworks,
	fundingLines,
	milestones,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { participantsOf } from './participants.server.ts';
import { relationsOf } from './relations.server.ts';
import { targetsOf } from './targets.server.ts';
import { evidenceWhere, updatesOn } from './updates.server.ts';

/** The row behind a reference, as far as row-level security shows it. Refuses with `not_found`. */
async function rowOf(db: Db, reference: string) {
	const [row] = await db
		.select({
			commitment: commitments,
			ownerSlug: organisations.slug,
			ownerKind: organisations.kind,
			ownerName: { en: organisations.nameEn, fr: organisations.nameFr },
			countryCode: countries.code,
			countryName: { en: countries.nameEn, fr: countries.nameFr },
			forumName: { en: forums.nameEn, fr: forums.nameFr },
			expectsWithinMonths: forums.expectsWithinMonths,
			pillarKey: requirements.key,
			pillarName: { en: requirements.titleEn, fr: requirements.titleFr }
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(countries, eq(countries.code, organisations.countryCode))
		.leftJoin(forums, eq(forums.key, commitments.forumKey))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(eq(commitments.reference, reference));
	if (!row) throw new Refusal('not_found');
	return row;
}

/**
 * A commitment with everything that hangs on it, as far as the actor may see: the public the published
 * ones and their accepted updates, partners also those that wait for review, the owner and the
 * secretariat more. Public. Refuses with `not_found`.
 */
export async function getCommitment(db: Db, actor: Actor, reference: string) {
	const { commitment: row, ...names } = await rowOf(db, reference);
	const resource = { organisationId: row.ownerId, state: row.state };
	requireRead(actor, 'commitment.read', resource);
	const inside = isInsider(actor, resource);
	const served = await db
		.select({
			id: requirements.id,
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr },
			frameworkKey: frameworks.key,
			frameworkName: { en: frameworks.nameEn, fr: frameworks.nameFr }
		})
		.from(commitmentRequirements)
		.innerJoin(requirements, eq(requirements.id, commitmentRequirements.requirementId))
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.where(eq(commitmentRequirements.commitmentId, row.id))
		.orderBy(asc(frameworks.key), asc(requirements.number));
	const steps = await db
		.select({
			id: milestones.id,
			title: { en: milestones.titleEn, fr: milestones.titleFr },
			dueOn: milestones.dueOn,
			firstDueOn: milestones.firstDueOn,
			completedOn: milestones.completedOn,
			status: milestones.status,
			/** Whose it is in a shared commitment; none: the commitment's as a whole. */
			participantId: milestones.participantId,
			participantName: { en: organisations.nameEn, fr: organisations.nameFr }
		})
		.from(milestones)
		.leftJoin(organisations, eq(organisations.id, milestones.participantId))
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, milestones.proposedIn))
		.where(
			and(
				eq(milestones.commitmentId, row.id),
				// One that an update adds belongs to the commitment once that is accepted.
				sql`coalesce(${commitmentUpdates.state}, 'accepted') = 'accepted'`
			)
		)
		.orderBy(asc(milestones.position));
	const funding = await db
		.select({
			id: fundingLines.id,
			amountMinor: fundingLines.amountMinor,
			currency: fundingLines.currency,
			fiscalPeriod: fundingLines.fiscalPeriod,
			recipient: fundingLines.recipient,
			stage: fundingLines.stage,
			sourceUrl: fundingLines.sourceUrl
		})
		.from(fundingLines)
		.where(eq(fundingLines.commitmentId, row.id))
		.orderBy(asc(fundingLines.position));
	return {
		id: row.id,
		reference: row.reference,
		ownerId: row.ownerId,
		...names,
		forumKey: row.forumKey,
		pillarId: row.pillarId,
		kind: row.kind,
		title: { en: row.titleEn, fr: row.titleFr },
		description: { en: row.descriptionEn, fr: row.descriptionFr },
		frenchIsOurs: row.frenchIsOurs,
		baseline: { en: row.baselineEn, fr: row.baselineFr },
		measure: { en: row.measureEn, fr: row.measureFr },
		unfunded: row.unfunded,
		contactMailbox: row.contactMailbox,
		leadAgency: row.leadAgency,
		supportingAgencies: row.supportingAgencies,
		subdivisions: row.subdivisions,
		legalBasis: { en: row.legalBasisEn, fr: row.legalBasisFr },
		announcedOn: row.announcedOn,
		startsOn: row.startsOn,
		dueOn: row.dueOn,
		firstDueOn: row.firstDueOn,
		sourceUrl: row.sourceUrl,
		/** Taken from what was published, not entered by the owner: only then is there a certainty. */
		fromRecord: row.sourceKey !== null,
		certainty: row.certainty,
		certaintyNote: row.certaintyNote,
		state: row.state,
		status: row.status,
		statusBasis: row.statusBasis,
		statusAsOf: row.statusAsOf,
		withdrawnReason: row.withdrawnReason,
		/** What the secretariat wrote on returning it: for the owner and the secretariat. */
		returnComment: inside ? row.returnComment : null,
		version: row.version,
		submittedAt: inside ? row.submittedAt : null,
		publishedAt: row.publishedAt,
		updatedAt: row.updatedAt,
		requirements: served,
		milestones: steps,
		funding,
		targets: await targetsOf(db, row.id),
		evidence: await evidenceWhere(db, eq(evidence.commitmentId, row.id)),
		related: await relationsOf(db, actor, row.id),
		participants: await participantsOf(db, row.id),
		updates: await updatesOn(db, actor, row.id)
	};
}
export type CommitmentDetail = Awaited<ReturnType<typeof getCommitment>>;
export type CommitmentUpdate = CommitmentDetail['updates'][number];

function resourceOf({
	ownerId,
	state,
	participants
}: Pick<CommitmentDetail, 'ownerId' | 'state' | 'participants'>) {
	const participantIds = participants.map(({ organisationId }) => organisationId);
	return { organisationId: ownerId, participantIds, state };
}

/** What the actor may do to a commitment now, for the links and buttons of its page. */
export function openActions(
	actor: Actor,
	commitment: Pick<CommitmentDetail, 'ownerId' | 'state' | 'participants'>
) {
	const resource = resourceOf(commitment);
	return {
		edit: can(actor, 'commitment.edit', resource),
		submit: can(actor, 'commitment.submit', resource),
		review: can(actor, 'commitment.review', resource),
		withdraw: can(actor, 'commitment.withdraw', resource),
		update: can(actor, 'update.post', resource),
		reword: can(actor, 'rewording.propose', resource),
		discuss: can(actor, 'comment.read', resource)
	};
}

/** A commitment for a page that does something to it: refuses unless the actor may do that now. */
export async function getCommitmentTo(
	db: Db,
	actor: Actor,
	action:
		| 'commitment.edit'
		| 'commitment.submit'
		| 'commitment.withdraw'
		| 'update.post'
		| 'rewording.propose',
	reference: string
) {
	requirePerson(actor);
	const commitment = await getCommitment(db, actor, reference);
	requireCan(actor, action, resourceOf(commitment));
	return commitment;
}
