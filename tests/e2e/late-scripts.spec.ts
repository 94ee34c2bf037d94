import type { Page } from '@playwright/test';
import { withActor } from '#lib/server/db/index.ts';
import { createSummary } from '#lib/summaries/commands.server.ts';
import { expect, follow, test } from '../fixtures.ts';
import { inReview, started } from './assessment-steps.ts';
import { draft } from './liaison-steps.ts';
import { publishedCommitment } from './published-commitment.ts';
import { openBeforeScripts } from './script-arrival.ts';

/** Opens what is folded, and changes each field: what one types, chooses, ticks, and clears. */
const changeAll = (page: Page) =>
	page.locator('main').evaluate((main) => {
		for (const summary of main.querySelectorAll('summary')) summary.click();
		for (const field of main.querySelectorAll<HTMLInputElement>('input')) {
			if (['checkbox', 'radio'].includes(field.type)) field.click();
			else if (!['hidden', 'file', 'number', 'date'].includes(field.type))
				field.value = field.value ? '' : 'typed';
		}
		for (const field of main.querySelectorAll('textarea'))
			field.value = field.value ? '' : 'Typed before.';
		for (const field of main.querySelectorAll('select'))
			field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
	});

const standing = (page: Page) =>
	page.locator('main').evaluate((main) => [
		...[...main.querySelectorAll('details')].map(({ open }) => open),
		...[
			...main.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
				'input:not([type=hidden]), textarea, select'
			)
		].map((field) => {
			const { name, value } = field;
			return `${name}=${value} ${field instanceof HTMLInputElement ? field.checked : ''}`;
		})
	]);

/** What is changed and opened before the scripts have come stands there unchanged once they have. */
async function expectKept(page: Page, address: string) {
	const arrive = await openBeforeScripts(page, address);
	await changeAll(page);
	const before = await standing(page);
	expect(before.length, address).toBeGreaterThan(0);
	await arrive();
	expect(await standing(page), address).toEqual(before);
}

test('a company keeps what it has typed, ticked and unfolded', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const company = await organisation({ kind: 'company' });
	const submitter = await person({ organisation: company, role: 'contributor' });
	const id = await started(submitter, company);
	await signIn(submitter.email);
	await expectKept(page, `/en/workspace/assessments/${id}/1`);
	await expectKept(page, '/en/workspace/services');
	await expectKept(page, '/en/workspace/settings');
	await expectKept(page, '/en/workspace/settings/tokens');
});

test('a government keeps what it has typed, ticked and unfolded', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { reference } = await publishedCommitment(ministry);
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	await expectKept(page, `/en/workspace/commitments/${reference}/update`);
	await expectKept(page, '/en/workspace/commitments/new');
	await expectKept(page, '/en/workspace/commitments/report');
	await expectKept(page, `/en/workspace/commitments/${await draft(page)}/edit`);
});

test('the secretariat keeps what it has typed, ticked and unfolded, and what it has cleared', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const company = { ...(await organisation({ kind: 'company' })), rating: 2 };
	const secretariat = await organisation({ kind: 'secretariat' });
	const cycleId = await inReview([company]);
	const answers = `/en/secretariat/cycles/${cycleId}/2`;
	const publisher = await person({ organisation: secretariat, role: 'publisher' });
	const summary = await withActor(publisher, (db) =>
		createSummary(db, publisher, {
			titleEn: `Text of ${secretariat.slug}`,
			titleFr: `Texte de ${secretariat.slug}`,
			token: crypto.randomUUID()
		})
	);
	await signIn(publisher.email);
	await expectKept(page, `/en${summary}/text`);
	await expectKept(page, answers);
	await page.getByLabel('Comment to the organisation').fill('One service is not covered.');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'saved' })).toBeVisible();
	await expectKept(page, answers);
	await expectKept(page, '/en/secretariat/findings/new');
	await expectKept(page, '/en/secretariat/summaries/new');
	await expectKept(page, '/en/secretariat/audit');
	await page.goto('/en/secretariat/cycles');
	await follow(page.getByRole('link', { name: 'Cycle 2026' }));
	await expectKept(page, page.url());
});

test('the caret stays where it is in a text that was there already', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	const address = `/en/workspace/commitments/${await draft(page)}/edit`;
	const title = page.getByLabel('Title in English');
	const said = page.getByLabel('Description in English');
	await page.goto(address);
	await said.fill('One, two and three');
	await page.getByRole('button', { name: 'Save the changes' }).click();
	await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
	for (const field of [title, said]) {
		const arrive = await openBeforeScripts(page, address);
		await field.evaluate((text: HTMLInputElement | HTMLTextAreaElement) => {
			text.focus();
			text.setSelectionRange(2, 4);
		});
		await arrive();
		await page.keyboard.insertText('!');
		await expect(field).toHaveValue(field === title ? /^Tr!n every/ : 'On! two and three');
	}
});
