import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { kindsAnswering } from '#lib/assessments/rules.ts';
import { recordEach } from '#lib/audit/record.server.ts';
import {
	assessments,
	cycleInvitations,
	cycles,
	endorsements,
	frameworks,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { keyOfVersion, newestEndorsements } from '../queries/endorsed.server.ts';
import type { ChosenOrganisations, Uninvited } from '../schema.ts';
import { tellWriters } from './tell.server.ts';

/** A cycle to whose guests something is done. Refuses with `wrong_state` once it is published. */
async function cycleToFill(db: Db, id: string) {
	const [cycle] = await db
		.select({
			id: cycles.id,
			frameworkId: cycles.frameworkId,
			name: { en: cycles.nameEn, fr: cycles.nameFr },
			days: { opensOn: cycles.opensOn, dueOn: cycles.dueOn, closesOn: cycles.closesOn },
			publishedAt: cycles.publishedAt,
			audience: frameworks.audience
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(eq(cycles.id, id));
	if (!cycle) throw new Refusal('not_found');
	if (cycle.publishedAt) throw new Refusal('wrong_state');
	return cycle;
}

/**
 * Invites organisations into a cycle and tells everyone who may write for them. Who was invited before is
 * left alone, and not told again. Refuses with `not_found` where one is none that the framework is for.
 */
export async function inviteOrganisations(
	db: Db,
	actor: Actor,
	id: string,
	{ organisations: chosen }: ChosenOrganisations
): Promise<void> {
	requireCan(actor, 'cycle.manage');
	const cycle = await cycleToFill(db, id);
	const known = await db
		.select({ id: organisations.id })
		.from(organisations)
		.where(
			and(
				inArray(organisations.id, chosen),
				inArray(organisations.kind, [...kindsAnswering(cycle.audience)])
			)
		);
	if (known.length !== chosen.length) throw new Refusal('not_found');
	await invite(db, actor, cycle, chosen);
}

/** Invites every organisation that has endorsed the cycle's framework, in any version, and is not invited yet. */
export async function inviteEndorsers(db: Db, actor: Actor, id: string): Promise<void> {
	requireCan(actor, 'cycle.manage');
	const cycle = await cycleToFill(db, id);
	const endorsing = await db
		.selectDistinct({ id: organisations.id })
		.from(endorsements)
		.innerJoin(organisations, eq(organisations.id, endorsements.organisationId))
		.leftJoin(
			cycleInvitations,
			and(
				eq(cycleInvitations.organisationId, organisations.id),
				eq(cycleInvitations.cycleId, cycle.id)
			)
		)
		.where(
			and(
				inArray(endorsements.id, newestEndorsements(db, keyOfVersion(db, cycle.frameworkId))),
				inArray(organisations.kind, [...kindsAnswering(cycle.audience)]),
				isNull(cycleInvitations.id)
			)
		);
	await invite(
		db,
		actor,
		cycle,
		endorsing.map(({ id }) => id)
	);
}

async function invite(
	db: Db,
	actor: Actor,
	cycle: Awaited<ReturnType<typeof cycleToFill>>,
	chosen: readonly string[]
): Promise<void> {
	const person = requireCan(actor, 'cycle.manage');
	if (!chosen.length) return;
	const invited = await db
		.insert(cycleInvitations)
		.values(
			chosen.map((organisationId) => ({
				cycleId: cycle.id,
				organisationId,
				invitedBy: person.userId
			}))
		)
		.onConflictDoNothing()
		.returning({ id: cycleInvitations.id, organisationId: cycleInvitations.organisationId });
	const [first] = invited;
	if (!first) return;
	await tellWriters(
		db,
		'invited',
		cycle,
		invited.map(({ organisationId }) => ({ id: organisationId, days: cycle.days })),
		first.id
	);
	await recordEach(
		db,
		person,
		'cycle.invited',
		invited.map(({ organisationId }) => ({ type: 'cycle', id: cycle.id, organisationId }))
	);
}

/** Takes an invitation back. Refuses with `wrong_state` once the organisation has started to answer. */
export async function uninvite(
	db: Db,
	actor: Actor,
	id: string,
	{ organisationId }: Uninvited
): Promise<void> {
	const person = requireCan(actor, 'cycle.manage');
	const cycle = await cycleToFill(db, id);
	const started = await db
		.select({ id: assessments.id })
		.from(assessments)
		.where(and(eq(assessments.cycleId, cycle.id), eq(assessments.organisationId, organisationId)));
	if (started.length) throw new Refusal('wrong_state');
	const gone = await db
		.delete(cycleInvitations)
		.where(
			and(
				eq(cycleInvitations.cycleId, cycle.id),
				eq(cycleInvitations.organisationId, organisationId)
			)
		)
		.returning({ id: cycleInvitations.id });
	if (!gone.length) throw new Refusal('not_found');
	await recordEach(db, person, 'cycle.invitation_revoked', [
		{ type: 'cycle', id: cycle.id, organisationId }
	]);
}
