import type { Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { saveAnswer, startAssessment } from '#lib/assessments/commands.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { cycles, frameworks } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, type Organisation } from '../fixtures.ts';

export const SECRET = 'Read by the secretariat alone';

/** The cycle of the Voluntary Principles that is open while the tests run. */
const openCycle = () =>
	asSystem(async (db) =>
		only(
			await db
				.select({ id: cycles.id, key: cycles.key })
				.from(cycles)
				.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
				.where(and(eq(frameworks.key, VOLUNTARY_PRINCIPLES), eq(cycles.key, '2026')))
		)
	);

/** A self-assessment that this person has just started. */
export async function started(contributor: Person, company: Organisation): Promise<string> {
	const { id: cycleId } = await openCycle();
	return withActor(contributor, (db) =>
		startAssessment(db, contributor, { organisationId: company.id, cycleId })
	);
}

/** Answers these principles behind the scenes, the third for the secretariat alone. */
export async function answerAll(contributor: Person, id: string, numbers: readonly number[]) {
	for (const number of numbers)
		await withActor(contributor, (db) =>
			saveAnswer(
				db,
				contributor,
				{ id, number },
				{
					rating: 3,
					notApplicableReason: null,
					narrative: number === 3 ? SECRET : `Words on principle ${number}`,
					narrativeLocale: 'en',
					visibility: number === 3 ? 'secretariat' : 'public',
					evidence: [],
					version: 0
				}
			)
		);
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
