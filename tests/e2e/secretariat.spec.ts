import type { Page } from '@playwright/test';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

const FIGURE = 'What has become of each promise';

async function writeText(page: Page, name: string) {
	await page
		.getByLabel('Opening in English')
		.fill('One third is **done**.\n\n{{figure 1}}\n\nThe end.');
	await page.getByLabel('Opening in French').fill(`Le tiers est **fait** : ${name}.`);
	await page.getByRole('button', { name: 'Save the text' }).click();
}

async function addFigure(page: Page) {
	await page.getByRole('link', { name: 'Figures', exact: true }).click();
	await page.getByLabel('Question').selectOption('Ratings of a principle in one cycle');
	await page.getByLabel('Caption in English').fill(FIGURE);
	await page.getByRole('button', { name: 'Add a figure' }).click();
	await expect(page.getByRole('alert')).toContainText('Caption in French');
	await expectAccessible(page);
	await expect(page.getByLabel('Caption in English')).toHaveValue(FIGURE);
	await page.getByLabel('Question').selectOption('Commitments by country and status');
	await page.getByLabel('Caption in French').fill('Ce qu’il est advenu de chaque promesse');
	await page.getByRole('button', { name: 'Add a figure' }).click();
	await expect(page.getByRole('heading', { name: 'Figure 1' })).toBeVisible();
	await expectAccessibleInBoth(page);
}

test('a summary goes from its first words to both languages of the public, by two people', async ({
	organisation,
	person,
	openAs
}) => {
	test.setTimeout(180_000);
	const secretariat = await organisation({ kind: 'secretariat' });
	const writing = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	const publishing = await openAs(
		(await person({ organisation: secretariat, role: 'publisher' })).email
	);
	const title = `Progress of ${secretariat.slug}`;
	const titleFr = `Progrès de ${secretariat.slug}`;

	await test.step('an editor starts it', async () => {
		await writing.goto('/en/secretariat/summaries');
		await expectAccessibleInBoth(writing);
		await follow(writing.getByRole('link', { name: 'Write a summary' }));
		await expectAccessibleInBoth(writing);
		await writing.getByLabel('Title in English').fill(title);
		await writing.getByRole('button', { name: 'Start the summary' }).click();
		await expect(writing.getByRole('alert')).toContainText('Title in French');
		await expect(writing.getByLabel('Title in English')).toHaveValue(title);
		await writing.getByLabel('Title in French').fill(titleFr);
		await writing.getByRole('button', { name: 'Start the summary' }).click();
		await expect(writing.getByRole('heading', { level: 1 })).toHaveText(title);
		await expectAccessibleInBoth(writing);
	});
	const page = new URL(writing.url()).pathname;

	await test.step('it cannot be sent on while something is missing', async () => {
		await writing.getByRole('button', { name: 'Send to a second person' }).click();
		await expect(writing.getByRole('alert')).toContainText('At least one figure');
		await expectAccessible(writing);
	});

	await test.step('the editor writes both languages and asks a figure', async () => {
		await follow(writing.getByRole('alert').getByRole('link', { name: 'Text in English' }));
		await expectAccessibleInBoth(writing);
		await writeText(writing, secretariat.slug);
		await expect(writing.getByText('One third is done.')).toBeVisible();
		await addFigure(writing);
		await writing.goto(page);
		await expect(writing.getByRole('figure').first()).toContainText(FIGURE);
		await expect(writing.getByText('To do')).toHaveCount(0);
		await writing.getByRole('button', { name: 'Send to a second person' }).click();
		await expect(writing.getByText('You wrote in this summary')).toBeVisible();
		await expect(writing.getByRole('button', { name: 'Publish' })).toHaveCount(0);
		await expectAccessibleInBoth(writing);
	});

	await test.step('a publisher finds it in the queue and sends it back once', async () => {
		await publishing.goto('/en/secretariat');
		await publishing.getByRole('link', { name: title }).click();
		await publishing.getByRole('button', { name: 'Send back to its authors' }).click();
		await expect(publishing.getByRole('alert')).toContainText('What should change');
		await publishing.getByLabel('What should change').fill('Name the source.');
		await publishing.getByRole('button', { name: 'Send back to its authors' }).click();
		await expect(publishing.getByText('Name the source.')).toBeVisible();
		await writing.goto(page);
		await expect(writing.getByText('Name the source.')).toBeVisible();
		await writing.getByRole('button', { name: 'Send to a second person' }).click();
		await expect(writing.getByText('You wrote in this summary')).toBeVisible();
	});

	await test.step('the public sees nothing before it is published', async () => {
		const reading = await openAs(null);
		await reading.goto('/en/summaries');
		await expect(reading.getByRole('link', { name: title })).toHaveCount(0);
	});

	await test.step('the publisher publishes', async () => {
		await publishing.goto(page);
		await expectAccessibleInBoth(publishing);
		await publishing.getByRole('button', { name: 'Publish' }).click();
		await expect(publishing.getByRole('heading', { level: 1 })).toHaveText(title);
		await expect(publishing).toHaveURL(/\/en\/summaries\//);
	});

	await test.step('anyone reads it in both languages', async () => {
		const reading = await openAs(null);
		await reading.goto('/en/summaries');
		await expectAccessibleInBoth(reading);
		await reading.getByRole('link', { name: title }).click();
		await expect(reading.getByText('One third is done.')).toBeVisible();
		await expect(reading.getByRole('figure').first()).toContainText(FIGURE);
		await expectAccessibleInBoth(reading);
		await reading.goto(reading.url().replace('/en/', '/fr/'));
		await expect(reading.getByRole('heading', { level: 1 })).toHaveText(titleFr);
		await expect(reading.getByText(`Le tiers est fait : ${secretariat.slug}.`)).toBeVisible();
	});

	await test.step('a correction is a new edition; the first stays reachable', async () => {
		await writing.goto(page);
		await writing.getByLabel('What was corrected, in English').fill('It is one half.');
		await writing.getByLabel('What was corrected, in French').fill('C’est la moitié.');
		await writing.getByRole('button', { name: 'Start the correction' }).click();
		await writing.waitForURL((url) => url.pathname !== page);
		await writing.getByRole('link', { name: 'Text in English' }).click();
		await writing.getByLabel('Opening in English').fill('One half is done.');
		await writing.getByRole('button', { name: 'Save the text' }).click();
		await writing.getByRole('button', { name: 'Send to a second person' }).click();
		await expect(writing.getByText('You wrote in this summary')).toBeVisible();
		await publishing.goto(writing.url());
		await publishing.getByRole('button', { name: 'Publish' }).click();
		await expect(publishing.getByText('One half is done.')).toBeVisible();
		const reading = await openAs(null);
		await reading.goto(publishing.url());
		await expect(reading.getByText('It is one half.').first()).toBeVisible();
		await reading.getByRole('link', { name: 'Edition 1' }).click();
		await expect(reading.getByText('One third is done.')).toBeVisible();
		await expect(reading.getByText('This edition has been replaced')).toBeVisible();
		await expectAccessibleInBoth(reading);
	});

	await test.step('what should not have been published is withdrawn, and says why', async () => {
		await publishing.goto('/en/secretariat/summaries');
		await publishing.getByRole('link', { name: title }).first().click();
		await publishing.getByRole('button', { name: 'Withdraw' }).click();
		await expect(publishing.getByRole('alert')).toContainText('Why it is withdrawn, in English');
		await publishing.getByLabel('Why it is withdrawn, in English').fill('A source was forged.');
		await publishing
			.getByLabel('Why it is withdrawn, in French')
			.fill('Une source était falsifiée.');
		await publishing.getByRole('button', { name: 'Withdraw' }).click();
		await expect(publishing.getByRole('heading', { level: 1 })).toHaveText(title);
		await expectAccessibleInBoth(publishing);
		const reading = await openAs(null);
		await reading.goto('/en/summaries');
		const withdrawn = reading.getByRole('region', { name: 'Withdrawn summaries' });
		await expect(withdrawn).toContainText('A source was forged.');
		await expectAccessibleInBoth(reading);
		await follow(withdrawn.getByRole('link', { name: title }));
		await expect(reading.getByText('Do not rely on it any more.')).toBeVisible();
		await expect(reading.getByText('One half is done.')).toBeVisible();
		await expectAccessibleInBoth(reading);
	});
});

test('two editors who change the same text see both', async ({ organisation, person, openAs }) => {
	const secretariat = await organisation({ kind: 'secretariat' });
	const one = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	const two = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	await one.goto('/en/secretariat/summaries/new');
	await one.getByLabel('Title in English').fill(`Both of ${secretariat.slug}`);
	await one.getByLabel('Title in French').fill(`Les deux de ${secretariat.slug}`);
	await one.getByRole('button', { name: 'Start the summary' }).click();
	await expect(one.getByRole('heading', { level: 1 })).toContainText('Both of');
	const text = `${new URL(one.url()).pathname}/text`;
	await one.goto(text);
	await two.goto(text);
	await one.getByLabel('Opening in English').fill('Words of the first');
	await one.getByRole('button', { name: 'Save the text' }).click();
	await expect(one.getByText('Words of the first')).toBeVisible();
	await two.getByLabel('Opening in English').fill('Words of the second');
	await two.getByRole('button', { name: 'Save the text' }).click();
	await expect(two.getByRole('region', { name: 'Stored now, by' })).toContainText(
		'Words of the first'
	);
	await expect(two.getByRole('region', { name: 'What you wrote' })).toContainText(
		'Words of the second'
	);
	await expect(two.getByLabel('Opening in English')).toHaveValue('Words of the second');
	await expectAccessible(two);
	await two.getByRole('button', { name: 'Save the text' }).click();
	await expect(two.getByText('Words of the second')).toBeVisible();
});

test('the secretariat’s pages are closed to everyone else', async ({
	organisation,
	person,
	openAs
}) => {
	const liaison = await openAs(
		(await person({ organisation: await organisation({ kind: 'government' }), role: 'approver' }))
			.email
	);
	for (const path of ['', '/summaries', '/summaries/new']) {
		const response = await liaison.goto(`/en/secretariat${path}`);
		expect([403, 404], path).toContain(response?.status());
	}
	const nobody = await openAs(null);
	await nobody.goto('/en/secretariat/summaries');
	await expect(nobody).toHaveURL(/\/en\/sign-in\?next=/);
});
