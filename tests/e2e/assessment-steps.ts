import type { Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { saveAnswer, startAssessment } from '#lib/assessments/commands.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import {
	answers,
	assessments,
	cycles,
	frameworks,
	requirements
} from '#lib/server/db/schema/index.ts';
import { answer } from '../db/assessment-world.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, type Organisation } from '../fixtures.ts';

export const SECRET = 'Read by the secretariat alone';

/** A cycle of the Voluntary Principles: 2026 is open while the tests run, those before are published. */
const cycleOf = (key: string) =>
	asSystem(async (db) =>
		only(
			await db
				.select({ id: cycles.id, frameworkId: cycles.frameworkId })
				.from(cycles)
				.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
				.where(and(eq(frameworks.key, VOLUNTARY_PRINCIPLES), eq(cycles.key, key)))
		)
	);

/** A self-assessment that this person has just started. */
export async function started(contributor: Person, company: Organisation): Promise<string> {
	const { id: cycleId } = await cycleOf('2026');
	return withActor(contributor, (db) =>
		startAssessment(db, contributor, { organisationId: company.id, cycleId })
	);
}

/** What a company published in the cycle of 2025, about every principle. */
export async function publishedBefore({ id: organisationId }: Organisation): Promise<void> {
	const { id: cycleId, frameworkId } = await cycleOf('2025');
	await asSystem(async (db) => {
		const asked = await db
			.select({ id: requirements.id, number: requirements.number })
			.from(requirements)
			.where(eq(requirements.frameworkId, frameworkId));
		const { id: assessmentId } = only(
			await db
				.insert(assessments)
				.values({
					cycleId,
					organisationId,
					state: 'published',
					revision: 1,
					publishedAt: new Date('2026-04-15T12:00:00Z'),
					disclosed: true,
					publicRatings: asked.map(() => 3)
				})
				.returning()
		);
		await db.insert(answers).values(
			asked.map(({ id: requirementId, number }) => ({
				assessmentId,
				organisationId,
				requirementId,
				published: true,
				rating: 3,
				narrative: `Published about principle ${number}`
			}))
		);
	});
}

/** A cycle of the Voluntary Principles that is far ahead, of this test alone. */
export async function newCycle(): Promise<string> {
	const { frameworkId } = await cycleOf('2026');
	const key = crypto.randomUUID().slice(0, 8);
	return asSystem(async (db) => {
		const made = only(
			await db
				.insert(cycles)
				.values({
					frameworkId,
					key,
					nameEn: `Cycle ${key}`,
					nameFr: `Cycle ${key}`,
					opensOn: '2041-01-10',
					dueOn: '2041-03-31',
					closesOn: '2041-04-30'
				})
				.returning()
		);
		return made.id;
	});
}

/** A cycle of long ago in which these companies' assessments are in review, each rating itself so throughout. */
export async function inReview(companies: readonly (Organisation & { rating: number })[]) {
	const { frameworkId } = await cycleOf('2026');
	return asSystem(async (db) => {
		const key = crypto.randomUUID().slice(0, 8);
		const days = { opensOn: '2019-01-01', dueOn: '2019-02-01', closesOn: '2019-03-01' };
		const { id: cycleId } = only(
			await db
				.insert(cycles)
				.values({ frameworkId, key, nameEn: `Cycle ${key}`, nameFr: `Cycle ${key}`, ...days })
				.returning()
		);
		const asked = await db
			.select({ id: requirements.id, number: requirements.number })
			.from(requirements)
			.where(eq(requirements.frameworkId, frameworkId));
		for (const { id: organisationId, rating } of companies) {
			const { id: assessmentId } = only(
				await db
					.insert(assessments)
					.values({ cycleId, organisationId, state: 'in_review', revision: 1 })
					.returning()
			);
			await db.insert(answers).values(
				asked.map(({ id: requirementId, number }) => ({
					assessmentId,
					organisationId,
					requirementId,
					rating,
					narrative: `Words on principle ${number}`
				}))
			);
		}
		return cycleId;
	});
}

/** Answers these principles behind the scenes, the third for the secretariat alone. */
export async function answerAll(contributor: Person, id: string, numbers: readonly number[]) {
	for (const number of numbers)
		await withActor(contributor, (db) =>
			saveAnswer(
				db,
				contributor,
				{ id, number },
				answer({
					rating: 3,
					narrative: number === 3 ? SECRET : `Words on principle ${number}`,
					visibility: number === 3 ? 'secretariat' : 'public'
				})
			)
		);
}

/** Opens the form of an answer, and waits until its own script watches what is typed. */
export async function openAnswer(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await expect(page.locator('#answer')).toHaveAttribute('autocomplete', 'off');
}

/** Axe on this page in both languages; comes back to where it was. */
export async function expectAccessibleInBoth(page: Page): Promise<void> {
	await expectAccessible(page);
	const here = page.url();
	await page.goto(here.replace('/en/', '/fr/'));
	await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
	await expectAccessible(page);
	await page.goto(here);
}
