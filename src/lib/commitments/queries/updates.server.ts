import { asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can, isInsider } from '#lib/access/policy.ts';
import { currentTime } from '#lib/clock.ts';
import { checkColumns } from '#lib/links/queries.server.ts';
import { shownOf } from '#lib/links/rules.ts';
import {
	commitmentTargets,
	commitmentUpdates,
	dateChanges,
	evidence,
	linkChecks,
	milestones,
	organisations,
	targetValues
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

const evidenceColumns = {
	id: evidence.id,
	url: evidence.url,
	title: evidence.title,
	publisher: evidence.publisher,
	publishedOn: evidence.publishedOn,
	checkedOn: evidence.checkedOn,
	updateId: evidence.updateId,
	check: checkColumns
};

/** Links in the order they were given, each with what was found when it was last asked for. */
export const evidenceWhere = async (db: Db, which: SQL) =>
	(
		await db
			.select(evidenceColumns)
			.from(evidence)
			.leftJoin(linkChecks, eq(linkChecks.url, evidence.url))
			.where(which)
			.orderBy(asc(evidence.createdAt), asc(evidence.id))
	).map(({ check, ...link }) => ({ ...link, found: shownOf(check, currentTime()) }));

async function rowsOn(db: Db, commitmentId: string) {
	return db
		.select({
			id: commitmentUpdates.id,
			ownerId: commitmentUpdates.ownerId,
			reporterName: { en: organisations.nameEn, fr: organisations.nameFr },
			state: commitmentUpdates.state,
			status: commitmentUpdates.status,
			basis: commitmentUpdates.basis,
			asOf: commitmentUpdates.asOf,
			note: { en: commitmentUpdates.noteEn, fr: commitmentUpdates.noteFr },
			challenges: { en: commitmentUpdates.challengesEn, fr: commitmentUpdates.challengesFr },
			unchanged: commitmentUpdates.unchanged,
			correctsId: commitmentUpdates.correctsId,
			milestonesDone: commitmentUpdates.milestonesDone,
			createdAt: commitmentUpdates.createdAt,
			decidedAt: commitmentUpdates.decidedAt,
			returnComment: commitmentUpdates.returnComment
		})
		.from(commitmentUpdates)
		.innerJoin(organisations, eq(organisations.id, commitmentUpdates.ownerId))
		.where(eq(commitmentUpdates.commitmentId, commitmentId))
		.orderBy(desc(sql`coalesce(${commitmentUpdates.asOf}, '')`), desc(commitmentUpdates.createdAt));
}
type Row = Awaited<ReturnType<typeof rowsOn>>[number];

/** What these updates bring along: evidence, moved dates, new milestones, figures of targets, each with its update's id. */
async function broughtBy(db: Db, ids: readonly string[]) {
	if (!ids.length) return { links: [], moves: [], added: [], figures: [] };
	const links = await evidenceWhere(db, inArray(evidence.updateId, [...ids]));
	const moves = await db
		.select({
			updateId: dateChanges.updateId,
			id: dateChanges.id,
			milestoneId: dateChanges.milestoneId,
			milestone: { en: milestones.titleEn, fr: milestones.titleFr },
			previousDueOn: dateChanges.previousDueOn,
			dueOn: dateChanges.dueOn,
			reason: { en: dateChanges.reasonEn, fr: dateChanges.reasonFr }
		})
		.from(dateChanges)
		.leftJoin(milestones, eq(milestones.id, dateChanges.milestoneId))
		.where(inArray(dateChanges.updateId, [...ids]))
		.orderBy(asc(sql`coalesce(${milestones.position}, 0)`));
	const added = await db
		.select({
			updateId: milestones.proposedIn,
			id: milestones.id,
			title: { en: milestones.titleEn, fr: milestones.titleFr },
			dueOn: milestones.firstDueOn
		})
		.from(milestones)
		.where(inArray(milestones.proposedIn, [...ids]))
		.orderBy(asc(milestones.position));
	const figures = await db
		.select({
			updateId: targetValues.updateId,
			targetId: targetValues.targetId,
			title: { en: commitmentTargets.titleEn, fr: commitmentTargets.titleFr },
			unit: { en: commitmentTargets.unitEn, fr: commitmentTargets.unitFr },
			period: targetValues.period,
			value: targetValues.value
		})
		.from(targetValues)
		.innerJoin(commitmentTargets, eq(commitmentTargets.id, targetValues.targetId))
		.where(inArray(targetValues.updateId, [...ids]))
		.orderBy(asc(commitmentTargets.position));
	return { links, moves, added, figures };
}

/**
 * The updates on a commitment that the actor may see, newest first, each with what it brings along and
 * with what corrects it.
 */
export async function updatesOn(db: Db, actor: Actor, commitmentId: string) {
	const seen = (await rowsOn(db, commitmentId)).filter(({ ownerId, state }) =>
		can(actor, 'update.read', { organisationId: ownerId, state })
	);
	const { links, moves, added, figures } = await broughtBy(
		db,
		seen.map(({ id }) => id)
	);
	return seen.map(({ ownerId, returnComment, ...update }) => {
		const corrections = seen.filter(({ correctsId }) => correctsId === update.id);
		const inForce = corrections.find(({ state }) => state === 'accepted');
		return {
			...update,
			/** Who reported it: the owner, or one that takes part. */
			reporterId: ownerId,
			// What the secretariat wrote to who reported is not for other partners.
			returnComment: isInsider(actor, { organisationId: ownerId }) ? returnComment : null,
			/** The accepted correction of it: it no longer counts. */
			correctedBy: inForce ? correctionOf(inForce) : null,
			/** Of what date the update is that this one puts right. */
			correctsAsOf: seen.find(({ id }) => id === update.correctsId)?.asOf ?? null,
			mayRevise: can(actor, 'update.revise', { organisationId: ownerId, state: update.state }),
			mayCorrect:
				update.state === 'accepted' &&
				update.basis === 'owner' &&
				corrections.length === 0 &&
				can(actor, 'update.post', { organisationId: ownerId, state: 'published' }),
			evidence: links.filter(({ updateId }) => updateId === update.id),
			moves: moves.filter(({ updateId }) => updateId === update.id),
			figures: figures.filter(({ updateId }) => updateId === update.id),
			newMilestones: added.filter(({ updateId }) => updateId === update.id)
		};
	});
}

const correctionOf = ({ id, decidedAt, reporterName }: Row) => ({ id, decidedAt, reporterName });
