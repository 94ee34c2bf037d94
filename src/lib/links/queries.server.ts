import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { organisationsOf, type Actor } from '#lib/access/actor.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	answers,
	assessments,
	commitments,
	commitmentUpdates,
	cycles,
	evidence,
	linkChecks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { shownOf } from './rules.ts';

/** What is known of an address, to be read beside where it stands. */
export const checkColumns = {
	outcome: linkChecks.outcome,
	status: linkChecks.status,
	attempts: linkChecks.attempts,
	failingSince: linkChecks.failingSince,
	triedAt: linkChecks.triedAt,
	checkedAt: linkChecks.checkedAt,
	seenAt: linkChecks.seenAt
};

/** What is known of these addresses, as far as the actor may know, by address. */
export async function checksOf(db: Db, addresses: readonly string[]) {
	const rows = addresses.length
		? await db
				.select({ url: linkChecks.url, ...checkColumns })
				.from(linkChecks)
				.where(inArray(linkChecks.url, [...addresses]))
		: [];
	return new Map(rows.map((row) => [row.url, row]));
}

const BROKEN = inArray(linkChecks.outcome, ['gone', 'unreachable', 'refused']);
const link = {
	id: evidence.id,
	url: evidence.url,
	title: evidence.title,
	owner: { id: organisations.id, en: organisations.nameEn, fr: organisations.nameFr },
	check: checkColumns
};

/** The broken evidence links of an organisation’s own, for whoever reads for it, the last found first. */
export async function ownBrokenLinks(db: Db, actor: Actor, now: Date = currentTime()) {
	requirePerson(actor);
	const own = organisationsOf(actor, 'viewer');
	return own.length ? brokenLinks(db, inArray(organisations.id, own), now) : [];
}

/** All broken evidence links that the secretariat may see, the last found first. For the secretariat. */
export async function allBrokenLinks(db: Db, actor: Actor, now: Date = currentTime()) {
	requireCan(actor, 'review.queue');
	return brokenLinks(db, undefined, now);
}

async function brokenLinks(db: Db, whose: SQL | undefined, now: Date) {
	const ofCommitments = await db
		.select({
			...link,
			commitment: {
				reference: commitments.reference,
				en: commitments.titleEn,
				fr: commitments.titleFr
			}
		})
		.from(linkChecks)
		.innerJoin(evidence, eq(evidence.url, linkChecks.url))
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, evidence.updateId))
		.innerJoin(
			commitments,
			sql`${commitments.id} = coalesce(${evidence.commitmentId}, ${commitmentUpdates.commitmentId})`
		)
		.innerJoin(
			organisations,
			sql`${organisations.id} = coalesce(${commitmentUpdates.ownerId}, ${commitments.ownerId})`
		)
		.where(and(BROKEN, whose))
		.orderBy(desc(linkChecks.checkedAt), asc(evidence.id));
	const ofAnswers = await db
		.select({
			...link,
			assessment: { id: assessments.id, number: requirements.number },
			cycle: { en: cycles.nameEn, fr: cycles.nameFr }
		})
		.from(linkChecks)
		.innerJoin(evidence, eq(evidence.url, linkChecks.url))
		.innerJoin(answers, eq(answers.id, evidence.answerId))
		.innerJoin(requirements, eq(requirements.id, answers.requirementId))
		.innerJoin(assessments, eq(assessments.id, answers.assessmentId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(and(BROKEN, whose))
		.orderBy(desc(linkChecks.checkedAt), asc(evidence.id));
	return [
		...ofCommitments.map((row) => ({ ...row, assessment: null, cycle: null })),
		...ofAnswers.map((row) => ({ ...row, commitment: null }))
	].flatMap(({ check, ...row }) => {
		const { broken, checkedAt } = shownOf(check, now);
		return broken && checkedAt ? [{ ...row, broken, checkedAt }] : [];
	});
}
export type BrokenLink = Awaited<ReturnType<typeof brokenLinks>>[number];
