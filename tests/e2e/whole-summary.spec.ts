import type { Locator, Page } from '@playwright/test';
import { expect, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

/**
 * How long a practised person takes for what the two of the secretariat do here, by the keystroke-level model (Card,
 * Moran and Newell, 1980): 0.28 s for each sign typed; for each press 1.1 s to point, 0.1 s to press and 1.35 s to
 * make up one's mind. What they think about their text is not in it.
 */
class Effort {
	typed = 0;
	presses = 0;

	get seconds(): number {
		return this.typed * 0.28 + this.presses * (1.1 + 0.1 + 1.35);
	}

	async type(field: Locator, text: string): Promise<void> {
		this.presses += 1;
		this.typed += text.length;
		await field.fill(text);
	}

	async choose(field: Locator, label: string): Promise<void> {
		this.presses += 2;
		const option = field.locator('option', { hasText: label }).first();
		await field.selectOption((await option.getAttribute('value')) ?? '');
	}

	async press(button: Locator): Promise<void> {
		this.presses += 1;
		await button.click();
	}

	async follow(link: Locator): Promise<void> {
		this.presses += 1;
		await follow(link);
	}
}

const EN = `Canada has **{{number 1}}** promises on record.

{{figure 1}}

| Who | Promises |
|---|---|
| Canada | {{number 1}} |

## Over time

{{figure 2}}`;
const FR = `Le Canada a **{{number 1}}** promesses au registre.

{{figure 1}}

| Qui | Promesses |
|---|---|
| Canada | {{number 1}} |

## Au fil du temps

{{figure 2}}`;

test('two officers write, publish and correct a summary with three figures and a table, and a reader compares both', async ({
	organisation,
	person,
	openAs
}) => {
	test.setTimeout(240_000);
	const secretariat = await organisation({ kind: 'secretariat' });
	const writing = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	const publishing = await openAs(
		(await person({ organisation: secretariat, role: 'publisher' })).email
	);
	const reading = await openAs(null);
	const title = `Whole of ${secretariat.slug}`;
	const effort = new Effort();
	const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

	await test.step('an editor starts it', async () => {
		await writing.goto('/en/secretariat/summaries/new');
		await effort.type(writing.getByLabel('Title in English'), title);
		await effort.type(writing.getByLabel('Title in French'), `Tout de ${secretariat.slug}`);
		await effort.press(button(writing, 'Start the summary'));
		await expect(writing.getByRole('heading', { level: 1 })).toHaveText(title);
	});
	const page = new URL(writing.url()).pathname;

	await test.step('takes two figures from comparisons, and asks a third', async () => {
		for (const view of ['countries', 'over-time']) {
			await writing.goto(`/en/figures/${view}`);
			await effort.follow(writing.getByRole('link', { name: 'Use in a summary' }));
			await expectAccessibleInBoth(writing);
			await effort.choose(writing.getByLabel('Summary'), title);
			await effort.press(button(writing, 'Add the figure'));
			await expect(writing).toHaveURL(/\/figures/);
		}
		await effort.choose(writing.getByLabel('Question'), 'Commitments by pillar and status');
		await effort.type(writing.getByLabel('Caption in English'), 'By pillar');
		await effort.type(writing.getByLabel('Caption in French'), 'Par pilier');
		await effort.press(button(writing, 'Add a figure'));
		await expect(writing.getByRole('heading', { name: 'Figure 3' })).toBeVisible();
		await expectAccessibleInBoth(writing);
	});

	await test.step('binds a number of the text to the first of them', async () => {
		await effort.follow(writing.getByRole('link', { name: 'Words and numbers of figure 1' }));
		await expectAccessibleInBoth(writing);
		await effort.choose(writing.getByLabel('Row'), 'Canada');
		await effort.choose(writing.getByLabel('Number', { exact: true }), 'Total');
		await effort.press(button(writing, 'Bind a number'));
		await expect(writing.getByRole('row', { name: /\{\{number 1\}\}/ })).toContainText('Canada');
	});

	await test.step('writes in both languages, and hands it on', async () => {
		await writing.goto(`${page}/text`);
		await effort.type(writing.getByLabel('Opening in English'), EN);
		await effort.type(writing.getByLabel('Opening in French'), FR);
		await effort.press(button(writing, 'Save the text'));
		await expect(writing).toHaveURL((url) => url.pathname === page);
		await effort.press(button(writing, 'Send to a second person'));
		await expect(writing.getByText('You wrote in this summary')).toBeVisible();
	});

	await test.step('a second person publishes it', async () => {
		await publishing.goto(page);
		await effort.press(button(publishing, 'Publish'));
		await expect(publishing).toHaveURL(/\/en\/summaries\//);
	});
	const address = publishing.url();

	const numberIn = async () => (await reading.locator('#number-1 td').nth(1).innerText()).trim();
	await test.step('anyone reads three figures, a table, and numbers with what they count', async () => {
		await reading.goto(address);
		await expect(reading.getByRole('region', { name: /^Figure \d$/ })).toHaveCount(3);
		const published = await numberIn();
		expect(published).toMatch(/^[1-9]\d*$/);
		await expect(reading.getByText(`Canada has ${published} promises on record.`)).toBeVisible();
		await expect(reading.getByRole('row', { name: `Canada ${published}` })).toBeVisible();
		await expectAccessibleInBoth(reading);
		await reading.getByRole('link', { name: published, exact: true }).first().click();
		await expect(reading).toHaveURL(/#number-1$/);
		await expect(reading.locator('#number-1')).toContainText('Canada');
	});

	await test.step('it is corrected, by two again', async () => {
		await writing.goto(page);
		const note = { en: 'A word was missing.', fr: 'Il manquait un mot.' };
		await effort.type(writing.getByLabel('What was corrected, in English'), note.en);
		await effort.type(writing.getByLabel('What was corrected, in French'), note.fr);
		await effort.press(button(writing, 'Start the correction'));
		await writing.waitForURL((url) => url.pathname !== page);
		const next = new URL(writing.url()).pathname;
		await writing.goto(`${next}/text`);
		const opening = writing.getByLabel('Opening in English');
		await effort.type(opening, (await opening.inputValue()).replace('promises', 'public promises'));
		await effort.press(button(writing, 'Save the text'));
		await expect(writing).toHaveURL((url) => url.pathname === next);
		await effort.press(button(writing, 'Send to a second person'));
		await expect(writing.getByText('You wrote in this summary')).toBeVisible();
		await publishing.goto(next);
		await effort.press(button(publishing, 'Publish'));
		await expect(publishing).toHaveURL(/\/en\/summaries\//);
	});

	await test.step('a reader compares both editions', async () => {
		await reading.goto(address);
		await expect(reading.getByText('A word was missing.').first()).toBeVisible();
		await expect(reading.getByText(/Canada has \d+ public promises on record\./)).toBeVisible();
		await reading.getByRole('link', { name: 'Edition 1' }).click();
		await expect(reading.getByText(/Canada has \d+ promises on record\./)).toBeVisible();
		await expect(reading.getByText('This edition has been replaced')).toBeVisible();
		await expect(reading.getByRole('region', { name: /^Figure \d$/ })).toHaveCount(3);
		await expectAccessibleInBoth(reading);
	});

	test.info().annotations.push({
		type: 'effort',
		description: `${effort.presses} presses, ${effort.typed} signs: ${Math.round(effort.seconds)} s`
	});
	expect(effort.seconds).toBeLessThan(600);
});
