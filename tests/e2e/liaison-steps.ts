import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

export const TITLE = 'Train every police service';
export const NOTE = 'Half of the services have been trained.';

/** Signs in as an invited person does: asks for the link, opens it from the mail, confirms. */
export async function signInByMail(page: Page, email: string) {
	await page.goto('/en/sign-in');
	await enterByMail(page, email);
	await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible();
}

/** From the page for signing in on, to where it leads. */
export async function enterByMail(page: Page, email: string) {
	await page.getByLabel('Work e-mail address').fill(email);
	await page.getByRole('button', { name: 'Send me a link' }).click();
	// Leaving before the answer would take back what was asked.
	await expect(page.getByRole('link', { name: 'Open the local mailbox' })).toBeVisible();
	await page.goto('/en/mailbox');
	await page
		.getByRole('article')
		.filter({ hasText: email })
		.first()
		.getByRole('link', { name: '/sign-in/confirm' })
		.click();
	await page.getByRole('button', { name: 'Sign in to Concord' }).click();
}

export async function draft(page: Page) {
	await page.goto('/en/workspace');
	await page.getByRole('link', { name: 'New commitment' }).click();
	await page.getByLabel('Title in English').fill(TITLE);
	await page.getByLabel('Title in French').fill('Former tous les services de police');
	await page.getByLabel('Kind of commitment').selectOption('Programme');
	await page.getByLabel('Start', { exact: false }).first().fill('2025');
	await page.getByLabel('Due', { exact: false }).first().fill('2027-03');
	await page.getByRole('button', { name: 'Save and go on to milestones' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Milestones' })).toBeVisible();
	return new URL(page.url()).pathname.split('/').at(-2) ?? '';
}

export async function addMilestone(page: Page) {
	await page.getByLabel('Milestone in English').fill('First course given');
	await page.getByLabel('Due', { exact: false }).fill('2026-10');
	await page.getByRole('button', { name: 'Add a milestone' }).click();
	await expect(page.getByRole('rowheader', { name: 'First course given' })).toBeVisible();
}

export async function addFunding(page: Page) {
	await page.getByRole('button', { name: 'Go on to funding' }).click();
	await page.getByLabel('Amount').fill('22 240 000,50');
	await page.getByLabel('Currency').fill('CAD');
	await page.getByLabel('Fiscal period').fill('2026-27');
	await page.getByRole('button', { name: 'Add a funding line' }).click();
	await expect(page.getByRole('rowheader')).toContainText('22,240,000.50');
}

/** What is typed is kept when one goes on without adding it first. */
export async function addTarget(page: Page) {
	await page.getByRole('button', { name: 'Go on to targets' }).click();
	await page.getByLabel('What is counted, in English').fill('Police services trained');
	await page.getByLabel('Unit, in English').fill('services');
	await page.getByLabel('Where it stood').fill('10');
	await page.getByLabel('To reach').fill('40');
	await page.getByRole('button', { name: 'Check and submit' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Check and submit' })).toBeVisible();
	await expect(page.getByRole('rowheader', { name: /^Police services trained/ })).toBeVisible();
}

export async function describeAndSubmit(page: Page) {
	await page.goto(page.url().replace(/\/[^/]*$/, '/submit'));
	await page.getByRole('link', { name: 'Describe what is promised' }).click();
	await page.getByLabel('Description in English').fill('A five-day course for investigators.');
	await page.getByRole('button', { name: 'Save the changes' }).click();
	await page.getByRole('link', { name: 'Check and submit' }).click();
	await page.getByRole('button', { name: 'Submit to the secretariat' }).click();
	await expect(page.getByText('The secretariat is reading it.')).toBeVisible();
}

export async function decide(page: Page, decision: string, comment?: string) {
	await page.getByRole('radio', { name: decision }).check();
	if (comment) await page.getByLabel('Comment for the owner').fill(comment);
	await page.getByRole('button', { name: 'Record the decision' }).click();
	await page.waitForURL(/\/en\/secretariat(\?|$)/);
}

export async function report(page: Page) {
	await page.getByRole('radio', { name: /^At risk/ }).check();
	await page.getByLabel('As of').fill('2026-10');
	await page.getByLabel('What has been done, in English').fill(NOTE);
	await page.getByRole('checkbox', { name: 'First course given' }).check();
	await page.getByLabel('Figure now').fill('25');
	await page.getByLabel('Of what period').fill('2026');
	await page.getByLabel('Web address').first().fill('https://example.org/report');
	await page.getByLabel('Title of the page or document').first().fill('Training report 2026');
	await page.getByRole('button', { name: 'Send the update' }).click();
	await expect(page.getByText('Awaiting review')).toBeVisible();
}
