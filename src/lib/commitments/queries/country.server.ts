import { and, asc, count, desc, eq, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import {
	commitmentRequirements,
	commitments,
	commitmentUpdates,
	frameworks,
	fundingLines,
	milestones,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Commitments that were published and whose owner is a body of this country. */
const ownedIn = (country: string): SQL | undefined =>
	and(isNotNull(commitments.publishedAt), eq(organisations.countryCode, country));

/**
 * What a country's published commitments say about money, summed in minor units within each currency,
 * fiscal period (as its source words it, newest first) and stage: sums of different currencies are
 * never added. `published` may stand in for the commitments. Public.
 */
export async function fundingOfCountry(db: Db, country: string, published = commitments) {
	return db
		.select({
			currency: fundingLines.currency,
			period: fundingLines.fiscalPeriod,
			stage: fundingLines.stage,
			/** Exactly: a sum may be more than a number holds. */
			amountMinor: sql<bigint>`sum(${fundingLines.amountMinor})`.mapWith(BigInt),
			lines: count()
		})
		.from(fundingLines)
		.innerJoin(published, eq(commitments.id, fundingLines.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(ownedIn(country))
		.groupBy(fundingLines.currency, fundingLines.fiscalPeriod, fundingLines.stage)
		.orderBy(
			asc(fundingLines.currency),
			sql`${fundingLines.fiscalPeriod} desc nulls last`,
			asc(fundingLines.stage)
		);
}

/** The agencies that lead a country's published commitments, those with most first. Public. */
export async function agenciesOfCountry(db: Db, country: string) {
	return db
		.select({ name: sql<string>`${commitments.leadAgency}`, commitments: count() })
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(and(ownedIn(country), isNotNull(commitments.leadAgency)))
		.groupBy(commitments.leadAgency)
		.orderBy(desc(count()), asc(commitments.leadAgency));
}

/**
 * The capabilities of the Model National Response, in its order, each with how many of a country's
 * published commitments serve it. Not a rating: a country may do what it has not promised here. Public.
 */
export async function capabilitiesOfCountry(db: Db, country: string) {
	const serving = db
		.select({ id: commitments.id, requirementId: commitmentRequirements.requirementId })
		.from(commitmentRequirements)
		.innerJoin(commitments, eq(commitments.id, commitmentRequirements.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(ownedIn(country))
		.as('serving');
	return db
		.select({
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr },
			commitments: count(serving.id)
		})
		.from(requirements)
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.leftJoin(serving, eq(serving.requirementId, requirements.id))
		.where(eq(frameworks.key, MODEL_NATIONAL_RESPONSE))
		.groupBy(requirements.id)
		.orderBy(asc(requirements.number));
}

/** When a country's published commitments were announced, and when their milestones were done. Public. */
export async function promisesOfCountry(db: Db, country: string) {
	const announced = await db
		.select({
			reference: commitments.reference,
			title: { en: commitments.titleEn, fr: commitments.titleFr },
			on: sql<string>`${commitments.announcedOn}`
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(and(ownedIn(country), isNotNull(commitments.announcedOn)));
	const done = await db
		.select({
			reference: commitments.reference,
			title: { en: milestones.titleEn, fr: milestones.titleFr },
			on: sql<string>`${milestones.completedOn}`
		})
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, milestones.proposedIn))
		.where(
			and(
				ownedIn(country),
				eq(milestones.status, 'done'),
				isNotNull(milestones.completedOn),
				// One that an update adds counts once that is accepted.
				or(isNull(milestones.proposedIn), eq(commitmentUpdates.state, 'accepted'))
			)
		);
	return { announced, done };
}
