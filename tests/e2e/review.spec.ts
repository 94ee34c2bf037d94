import type { Page } from '@playwright/test';
import { attest } from '../db/assessment-world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { answerAll, expectAccessibleInBoth, started } from './assessment-steps.ts';

const ALL = Array.from({ length: 11 }, (_, at) => at + 1);
const REASON = 'It is in place on two services of three.';
const REPLY = 'Le troisième service suit en janvier.';

/** What one reviewer holds of the first answer, recorded from the page of the review. */
async function hold(page: Page, rating: RegExp, note: string): Promise<void> {
	const first = page.getByRole('region', { name: /^1\. / });
	await follow(first.getByRole('link', { name: 'Record my own rating' }));
	await page.getByLabel(rating).check();
	await page.getByLabel('Note').fill(note);
	await page.getByRole('button', { name: 'Save my rating' }).click();
	await expect(first.getByText(note)).toBeVisible();
}

test('two reviewers differ, the secretariat settles it, and the reply of the company is printed beside the rating', async ({
	organisation,
	person,
	openAs
}) => {
	test.setTimeout(120_000);
	const company = await organisation({ kind: 'company' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const submitter = await person({ organisation: company, role: 'contributor' });
	const approver = await person({ organisation: company, role: 'approver' });
	const editor = await person({ organisation: secretariat, role: 'editor' });
	const publisher = await person({ organisation: secretariat, role: 'publisher' });
	const id = await started(submitter, company);
	await answerAll(submitter, id, ALL);
	await attest(approver, id);

	const address = `/en/secretariat/assessments/${id}`;
	const reviewing = await openAs(editor.email);
	const first = reviewing.getByRole('region', { name: /^1\. / });
	await test.step('the first reviewer begins, and records what they hold', async () => {
		await reviewing.goto(address);
		await reviewing.getByLabel('None', { exact: true }).check();
		await reviewing.getByRole('button', { name: 'Begin review' }).click();
		await hold(reviewing, /^2 – /, 'Two services of three.');
	});

	const second = await openAs(publisher.email);
	await test.step('the second holds something else, and both see that they differ', async () => {
		await second.goto(address);
		const theirs = second.getByRole('region', { name: /^1\. / });
		await expect(theirs.getByText('Two services of three.')).toBeVisible();
		await follow(theirs.getByRole('link', { name: 'Record my own rating' }));
		await expectAccessibleInBoth(second);
		await second.goto(address);
		await hold(second, /^1 – /, 'Announced, and nothing more.');
		await reviewing.reload();
		for (const page of [reviewing, second])
			await expect(page.getByText('The reviewers differ')).toHaveCount(1);
		await expect(first.getByText('Announced, and nothing more.')).toBeVisible();
		await expectAccessibleInBoth(reviewing);
	});

	await test.step('it is not accepted until the secretariat settles it, with a reason', async () => {
		await reviewing.getByRole('button', { name: 'Accept' }).click();
		await expect(reviewing.getByRole('alert')).toContainText('not of one mind');
		await first.getByLabel('Reviewer’s rating').selectOption('2');
		await first.getByLabel('this rating is the secretariat’s').check();
		await reviewing.getByRole('button', { name: 'Save comments' }).click();
		await expect(reviewing.getByRole('alert')).toContainText('needs a reason');
		await expect(first.getByLabel('this rating is the secretariat’s')).toBeChecked();
		await expectAccessible(reviewing);
		await first.getByLabel('Reason for the rating').fill(REASON);
		await reviewing.getByRole('button', { name: 'Save comments' }).click();
		await expect(first.getByText('settled by the secretariat')).toBeVisible();
		await reviewing.getByRole('button', { name: 'Accept' }).click();
		await expect(reviewing.getByText('The organisation may reply')).toBeVisible();
		await expectAccessibleInBoth(reviewing);
	});

	await test.step('nobody publishes it while the company may reply', async () => {
		await second.goto(address);
		await expect(second.getByText('The organisation may reply')).toBeVisible();
		await expect(second.getByRole('button', { name: 'Publish' })).toHaveCount(0);
	});

	await test.step('the company is asked, and replies in French', async () => {
		const replying = await openAs(approver.email);
		await replying.goto('/fr/workspace');
		await follow(replying.locator(`a[href$="/assessments/${id}/reply"]`));
		await expect(replying.getByText(REASON)).toBeVisible();
		expect(await replying.content()).not.toContain('Announced, and nothing more.');
		await replying.getByRole('textbox', { name: /^Votre réponse/ }).fill(REPLY);
		await replying.getByRole('button', { name: 'il n’y a pas d’autre réponse' }).click();
		await expect(replying.getByText('Il n’est plus possible de répondre.')).toBeVisible();
		await expect(replying.getByText(REPLY)).toBeVisible();
		await expectAccessibleInBoth(replying);
	});

	await test.step('another than who accepted it publishes it', async () => {
		await second.reload();
		await expect(second.getByText(REPLY)).toBeVisible();
		await second.getByRole('button', { name: 'Publish' }).click();
		await expect(second.getByRole('link', { name: 'See it as the public does' })).toBeVisible();
	});

	await test.step('anyone reads both ratings, the reason and the reply, and no opinion', async () => {
		const reading = await openAs(null);
		await reading.goto(`/en/companies/${company.slug}`);
		const one = reading.getByRole('region', { name: /^Principle 1:/ });
		await expect(one.getByRole('heading', { name: 'The secretariat’s view' })).toBeVisible();
		for (const rating of [/3, In place$/, /2, Partly in place$/])
			await expect(one.getByRole('paragraph').filter({ hasText: rating })).toHaveCount(1);
		await expect(one.getByText(REASON)).toBeVisible();
		await expect(one.getByText(REPLY)).toHaveAttribute('lang', 'fr');
		await expect(reading.getByRole('heading', { name: 'The secretariat’s view' })).toHaveCount(1);
		const source = await reading.content();
		expect(source).not.toContain('Announced, and nothing more.');
		expect(source).not.toContain('Two services of three.');
		await expectAccessibleInBoth(reading);
		await reading.goto(`/fr/companies/${company.slug}`);
		await expect(
			reading.getByRole('heading', { name: 'La réponse de l’organisation' })
		).toBeVisible();
		await expect(reading.getByText(REASON)).toHaveAttribute('lang', 'en');
	});
});
