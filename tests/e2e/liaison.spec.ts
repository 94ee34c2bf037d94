import type { Browser, Page } from '@playwright/test';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import {
	addFunding,
	addMilestone,
	addTarget,
	decide,
	describeAndSubmit,
	draft,
	NOTE,
	report,
	signInByMail,
	TITLE
} from './liaison-steps.ts';

async function withoutScripts(browser: Browser, baseURL: string | undefined, from: Page) {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		baseURL,
		storageState: await from.context().storageState()
	});
	return { page: await context.newPage(), close: () => context.close() };
}

test('a liaison keeps a commitment current, and everyone sees it', async ({
	page,
	organisation,
	person,
	openAs
}) => {
	test.slow();
	const ministry = await organisation({ kind: 'government' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const abroad = await organisation({ kind: 'government' });
	const liaison = await person({ organisation: ministry, role: 'contributor' });
	const officer = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	const partner = await openAs((await person({ organisation: abroad, role: 'viewer' })).email);
	const reader = await openAs(null);

	await signInByMail(page, liaison.email);
	await expectAccessible(page);
	const reference = await draft(page);
	const own = `/en/workspace/commitments/${reference}`;
	await addMilestone(page);
	await expectAccessible(page);
	await addFunding(page);
	await expectAccessible(page);
	await addTarget(page);
	await expectAccessible(page);
	await page.goto(`${own}/targets`);
	await expectAccessible(page);
	await describeAndSubmit(page);
	await expectAccessible(page);

	await officer.goto(`/en/secretariat/commitments/${reference}`);
	await expectAccessible(officer);
	await officer.getByRole('radio', { name: 'Return to the owner' }).check();
	await officer.getByRole('button', { name: 'Record the decision' }).click();
	await expect(officer.getByRole('alert')).toBeFocused();
	await expect(officer.getByRole('alert')).toContainText('say why');
	await expectAccessible(officer);
	await decide(officer, 'Return to the owner', 'Which investigators?');

	await page.goto('/en/workspace');
	await expect(page.getByText('Which investigators?')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: `${reference}: ${TITLE}` }).click();
	await expect(page.getByText('Which investigators?')).toBeVisible();
	await follow(page.getByRole('link', { name: 'Change', exact: true }));
	await expectAccessible(page);
	await page.getByLabel('Description in English').fill('A course for all cybercrime units.');
	await page.getByRole('button', { name: 'Save the changes' }).click();
	await page.getByRole('link', { name: 'Check and submit' }).click();
	await page.getByRole('button', { name: 'Submit to the secretariat' }).click();
	await expect(page.getByText('The secretariat is reading it.')).toBeVisible();

	expect((await reader.goto(`/fr/commitments/${reference}`))?.status()).toBe(404);
	await officer.goto(`/en/secretariat/commitments/${reference}`);
	await decide(officer, 'Accept and publish');

	await page.goto(own);
	await follow(page.getByRole('link', { name: 'Report progress' }));
	await expectAccessible(page);
	await report(page);
	await expectAccessible(page);

	await partner.goto(`/en/commitments/${reference}`);
	await expect(partner.getByText(NOTE)).toBeVisible();
	await expect(partner.getByText('Awaiting review').first()).toBeVisible();
	await expectAccessible(partner);
	await reader.goto(`/fr/commitments/${reference}`);
	await expect(reader.getByText('Former tous les services de police').first()).toBeVisible();
	await expect(reader.getByText(NOTE)).toBeHidden();

	await officer.goto(`/en/secretariat/commitments/${reference}`);
	await follow(officer.getByRole('link', { name: 'Review this update' }));
	await expectAccessible(officer);
	await decide(officer, 'Accept: publish the update and its status');

	await reader.reload();
	await expect(reader.getByText('À risque').first()).toBeVisible();
	await expect(reader.getByRole('row', { name: /^Police services trained/ })).toContainText(
		/2026\s: 25.*50/
	);
	await expect(reader.getByText(NOTE)).toHaveAttribute('lang', 'en');
	await expect(reader.getByRole('link', { name: /Training report 2026/ })).toHaveAttribute(
		'href',
		'https://example.org/report'
	);
	await expectAccessible(reader);
	await page.goto(own.replace('/en/', '/fr/'));
	await expect(page.getByRole('row', { name: /Mise à jour acceptée/ })).toBeVisible();
	await expectAccessible(page);
});

test('all of it works without scripts', async ({
	browser,
	baseURL,
	page: scripted,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	const { page, close } = await withoutScripts(browser, baseURL, scripted);
	const reference = await draft(page);
	await addMilestone(page);
	await addFunding(page);
	await addTarget(page);
	await describeAndSubmit(page);

	const secretariat = await organisation({ kind: 'secretariat' });
	await signIn((await person({ organisation: secretariat, role: 'editor' })).email);
	const officer = await withoutScripts(browser, baseURL, scripted);
	await officer.page.goto(`/en/secretariat/commitments/${reference}`);
	await decide(officer.page, 'Accept and publish');
	await officer.close();

	await page.goto(`/en/workspace/commitments/${reference}/update`);
	await report(page);
	await close();
});

test('what is wrong is said beside its field, and nothing typed is lost', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	await page.goto('/en/workspace/commitments/new');
	const long = 'A long story. '.repeat(15_000);
	await page.getByLabel('Kind of commitment').selectOption('Programme');
	await page.getByLabel('Start', { exact: false }).first().fill('2027-05');
	await page.getByLabel('Due', { exact: false }).first().fill('2026');
	await page.getByLabel('Description in French').fill(long);
	await page.getByLabel('Where it was published').fill('javascript:alert(1)');
	await page.getByRole('button', { name: 'Save and go on to milestones' }).click();

	const summary = page.getByRole('alert');
	await expect(summary).toBeFocused();
	await expect(page).toHaveTitle(/^Error:/);
	for (const [field, problem] of [
		['Title in English', /at least one of the two languages/],
		['Due', /not before the start/],
		['Description in French', /10,000 characters or fewer/],
		['Where it was published', /https:\/\//]
	] as const) {
		await expect(summary.getByRole('link', { name: field })).toHaveText(problem);
		await expect(page.getByLabel(field).first()).toHaveAccessibleDescription(problem);
	}
	await expect(page.getByLabel('Start', { exact: false }).first()).toHaveValue('2027-05');
	expect(await page.getByLabel('Description in French').inputValue()).toHaveLength(long.length);
	await expect(page.getByLabel('Kind of commitment')).toHaveValue('programme');
	await expectAccessible(page);
	await summary.getByRole('link', { name: /^Due/ }).click();
	await expect(page.getByLabel('Due', { exact: false }).first()).toBeFocused();
	await page.goto('/en/workspace/commitments');
	await expect(page.getByText('no commitments here yet')).toBeVisible();

	await draft(page);
	await page.getByRole('button', { name: 'Go on to funding' }).click();
	await page.getByLabel('Amount').fill('a lot');
	await page.getByLabel('Currency').fill('XQZ');
	await page.getByRole('button', { name: 'Add a funding line' }).click();
	await expect(page.getByRole('alert')).toContainText('three-letter code');
	await expect(page.getByRole('alert')).toContainText('an amount in figures');
	await expect(page.getByLabel('Amount')).toHaveValue('a lot');
	await expectAccessible(page);
	await page.getByLabel('Amount').fill('1,500');
	await page.getByLabel('Currency').fill('CAD');
	await page.getByRole('button', { name: 'Add a funding line' }).click();
	await page.getByRole('link', { name: /^Change.*1,500/ }).click();
	await expect(page.getByLabel('Amount')).toHaveValue('1500');
	await page.getByLabel('Amount').fill('2 000,50');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('rowheader')).toContainText('2,000.50');
});

test('two people who change the same commitment see both versions', async ({
	page,
	organisation,
	person,
	signIn,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	await signIn((await person({ organisation: ministry, role: 'contributor' })).email);
	const colleague = await openAs(
		(await person({ organisation: ministry, role: 'approver' })).email
	);
	const reference = await draft(page);
	const edit = `/en/workspace/commitments/${reference}/edit`;
	await page.goto(edit);
	await colleague.goto(edit);
	await colleague.getByLabel('Lead agency').fill('National Police');
	await colleague.getByRole('button', { name: 'Save the changes' }).click();
	await expect(colleague.getByText('National Police')).toBeVisible();

	await page.getByLabel('Lead agency').fill('Ministry of Justice');
	await page.getByRole('button', { name: 'Save the changes' }).click();
	const row = page.getByRole('row', { name: /^Lead agency/ });
	await expect(row).toContainText('National Police');
	await expect(row).toContainText('Ministry of Justice');
	await expect(page.getByLabel('Lead agency')).toHaveValue('Ministry of Justice');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save my text anyway' }).click();
	await expect(page.getByText('Ministry of Justice')).toBeVisible();
});
