import { expect, test } from '../fixtures.ts';
import { answerAll, expectAccessibleInBoth, openAnswer, started } from './assessment-steps.ts';
import { openBeforeScripts } from './script-arrival.ts';
import { goOffline } from './offline.ts';

test.describe('while one writes', () => {
	test('what is entered before the scripts arrive is kept when they do', async ({
		page,
		signIn,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		const arrive = await openBeforeScripts(page, `/en/workspace/assessments/${id}/4`);
		await page.getByLabel('2 – Partly in place').check();
		await page.getByLabel('What your organisation does').fill('Quick words');
		await page.getByLabel('Web address').first().fill('https://example.org/quick');
		await arrive();
		await expect(page.getByText(/^9,989 characters left/)).toBeVisible();
		await expect(page.getByRole('status')).toContainText('Saved at');
		await expect(page.getByLabel('2 – Partly in place')).toBeChecked();
		await expect(page.getByLabel('What your organisation does')).toHaveValue('Quick words');
		await expect(page.getByLabel('Web address').first()).toHaveValue('https://example.org/quick');
	});

	test('a dropped connection and a closed page lose nothing', async ({
		page,
		signIn,
		openAs,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		// The line drops while one writes, not while the page's own scripts are still on their way.
		await openAnswer(page, `/en/workspace/assessments/${id}/4`);
		await goOffline(page);
		await page.getByLabel('What your organisation does').fill('Written in a tunnel');
		await expect(page.getByRole('status')).toContainText('kept on this device');
		await page.context().setOffline(false);
		await expect(page.getByRole('status')).toContainText('Saved at');

		// What was not acknowledged when the page went is there again on the next one, and is then saved,
		// by this page or, where its last attempt still got through, by the one that went.
		await page.context().setOffline(true);
		await page.getByLabel('What your organisation does').fill('Written twice');
		await expect(page.getByRole('status')).toContainText('kept on this device');
		await page.close();
		await page.context().setOffline(false);
		const again = await page.context().newPage();
		await again.goto(`/en/workspace/assessments/${id}/4`);
		await expect(again.getByLabel('What your organisation does')).toHaveValue('Written twice');
		const elsewhere = await openAs(submitter.email);
		await expect(async () => {
			await elsewhere.goto(`/en/workspace/assessments/${id}/4`);
			await expect(elsewhere.getByLabel('What your organisation does')).toHaveValue(
				'Written twice',
				{ timeout: 1000 }
			);
		}).toPass();
	});

	test('someone else’s words are shown beside one’s own, not lost', async ({
		openAs,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const colleague = await person({ organisation: company, role: 'approver' });
		const id = await started(submitter, company);
		const mine = await openAs(submitter.email);
		await mine.goto(`/en/workspace/assessments/${id}/4`);
		await expect(mine.getByLabel('Everyone')).toBeChecked();
		await answerAll(colleague, id, [4]);
		await mine.getByLabel('What your organisation does').fill('My words');
		await mine.getByRole('link', { name: 'Reload and compare' }).click();
		await expect(mine.getByRole('region', { name: 'Stored now' })).toContainText(
			'Words on principle 4'
		);
		await expect(mine.getByRole('region', { name: 'What you wrote' })).toContainText('My words');
		await expectAccessibleInBoth(mine);
		// Until its scripts come, the page has what is stored.
		await expect(mine.getByLabel('What your organisation does')).toHaveValue('My words');
		await mine.getByRole('button', { name: 'Save and return to the list' }).click();
		await mine.waitForURL((url) => url.pathname.endsWith(id));
		await mine.goto(`/en/workspace/assessments/${id}/check`);
		await expect(mine.getByText('My words')).toBeVisible();
	});
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('one principle is answered, and mistakes are named beside their fields', async ({
		page,
		signIn,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		await page.goto(`/en/workspace/assessments/${id}/1`);
		const narrative = 'x'.repeat(200 * 1024);
		await page.getByLabel('3 – In place').check();
		await page.getByLabel('What your organisation does').fill(narrative);
		await page.getByLabel('Web address').first().fill('javascript:alert(1)');
		await page.getByRole('button', { name: 'Save and continue' }).click();
		await expect(page.getByRole('alert')).toContainText('shorten this to 10,000 characters');
		await expect(page.getByRole('alert')).toContainText('enter a full web address');
		await expect(page.getByLabel('What your organisation does')).toHaveValue(narrative);
		await page.getByLabel('What your organisation does').fill('Hashes are matched');
		await page.getByLabel('Web address').first().fill('https://example.org/');
		await page.getByRole('button', { name: 'Save and continue' }).click();
		await expect(page).toHaveURL(/\/2$/);
		await page.goto(`/en/workspace/assessments/${id}/check`);
		await expect(page.getByText('Hashes are matched')).toBeVisible();
	});

	test('a rating of 7 is refused beside its field', async ({
		page,
		signIn,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		await page.goto(`/en/workspace/assessments/${id}/1`);
		await page.getByLabel('3 – In place').evaluate((input) => input.setAttribute('value', '7'));
		await page.getByLabel('3 – In place').check();
		await page.getByRole('button', { name: 'Save and continue' }).click();
		await expect(page.getByRole('alert')).toContainText('choose a rating from 0 to 4');
	});
});
