import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { sessions, summaries } from '#lib/server/db/schema/index.ts';
import { createSummary } from '#lib/summaries/commands.server.ts';
import { saveText } from '#lib/summaries/drafting.server.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, test as base } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';
import { enterByMail } from './liaison-steps.ts';
import { goOffline } from './offline.ts';

interface Writing {
	id: string;
	address: string;
	/** Two people of one secretariat who may write in it. */
	editor: Person;
	colleague: Person;
}

/** A summary that has been begun, of this test alone. */
const test = base.extend<{ own: Writing }>({
	own: async ({ organisation, person }, use) => {
		const secretariat = await organisation({ kind: 'secretariat' });
		const editor = await person({ organisation: secretariat, role: 'editor' });
		const colleague = await person({ organisation: secretariat, role: 'publisher' });
		const titles = {
			titleEn: `Text of ${secretariat.slug}`,
			titleFr: `Texte de ${secretariat.slug}`
		};
		const page = await withActor(editor, (db) =>
			createSummary(db, editor, { ...titles, token: crypto.randomUUID() })
		);
		await use({ id: page.split('/').at(-1) ?? '', address: `/en${page}/text`, editor, colleague });
	}
});

const row = (page: Page, name: string) => page.getByRole('region', { name });
const saveState = (page: Page) => page.getByRole('status');
const stored = (id: string) =>
	asSystem(async (db) => only(await db.select().from(summaries).where(eq(summaries.id, id))));
/** Writes behind the scenes, as a colleague elsewhere would. */
const write = async (by: Person, id: string, sections: { en: string; fr: string }[]) => {
	const { titleEn, titleFr, textVersion: version } = await stored(id);
	await withActor(by, (db) => saveText(db, by, id, { titleEn, titleFr, sections, version }));
};

/** Opens the text, and waits until its own script watches what is typed. */
async function openText(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await expect(page.locator('form[action="?/save"]')).toHaveAttribute('autocomplete', 'off');
}

test('both languages are written side by side, and what is behind is said and confirmed', async ({
	openAs,
	own
}) => {
	test.setTimeout(120_000);
	const page = await openAs(own.editor.email);
	await openText(page, own.address);
	await page.getByLabel('Opening in English').fill('We begin.');
	await expect(row(page, 'Opening')).toContainText('Not translated: the French');
	await row(page, 'Opening').getByRole('button', { name: 'Add a section after this one' }).click();
	await expect(page.getByLabel('Section 1 in English')).toBeFocused();
	await page.keyboard.type('## Money\n\nA third.');
	await page.getByLabel('Section 1 in French').fill('## Argent\n\nUn tiers.');
	await expect(row(page, 'Section 1: Money')).toContainText('nobody has said since');
	await expect(page.getByText('2 sections are not the same')).toBeVisible();
	await expect(saveState(page)).toContainText('Saved at');
	await expect
		.poll(async () => (await stored(own.id)).bodyEn)
		.toBe('We begin.\n\n## Money\n\nA third.');
	await row(page, 'Section 1')
		.getByRole('button', { name: 'The translation is up to date' })
		.click();
	await expect(row(page, 'Section 1')).toContainText('Both languages say the same.');
	await expect(row(page, 'Section 1')).toContainText('Last confirmed on');
	await page.getByLabel('Section 1 in English').fill('## Money\n\nOne half.');
	await expect(row(page, 'Section 1')).toContainText('The French is out of date');
	await row(page, 'Section 1').getByText('What changed in the English since').click();
	await expect(row(page, 'Section 1').locator('ins')).not.toHaveCount(0);
	await expect(saveState(page)).toContainText('Saved at');
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await expectAccessibleInBoth(page);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide, `at ${width}`).toBeLessThanOrEqual(width);
	}
	// A heading that was typed in the middle of a row has one of its own when the page is opened anew.
	await page.getByLabel('Opening in English').fill('We begin.\n\n## New\n\nWords.');
	await expect.poll(async () => (await stored(own.id)).bodyEn).toContain('## New');
	await page.reload();
	await expect(row(page, 'Section 1: New')).toContainText('Not translated: the French');
	await expect(row(page, 'Section 2: Money')).toContainText('The French is out of date');
});

test('the toolbar works on what is selected, by keyboard', async ({ openAs, own }) => {
	const page = await openAs(own.editor.email);
	await openText(page, own.address);
	const text = page.getByLabel('Opening in English');
	const bar = row(page, 'Opening').getByRole('toolbar', { name: 'Formatting: English' });
	await text.fill('One third');
	await text.press('ControlOrMeta+a');
	await page.keyboard.press('Shift+Tab');
	await expect(bar.getByRole('button', { name: 'Heading' })).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	await expect(text).toBeFocused();
	await expect(text).toHaveValue('**One third**');
	await page.keyboard.type('Half');
	await expect(text).toHaveValue('**Half**');
	await page.keyboard.press('End');
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.press('End');
	await expect(bar.getByRole('button').last()).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(text).toHaveValue('**Half**\n\n|  |  |\n| --- | --- |\n|  |  |');
	await expect(saveState(page)).toContainText('Saved at');
	await expect.poll(async () => (await stored(own.id)).bodyEn).toContain('**Half**');
});

test('the preview follows what is typed, as the server renders it', async ({ openAs, own }) => {
	const page = await openAs(own.editor.email);
	await openText(page, own.address);
	await page
		.getByLabel('Opening in English')
		.fill('A **third**.<img src=x onerror=alert(1)>\n\n[bad](javascript:alert(1))');
	await page.getByRole('button', { name: 'Preview' }).click();
	const preview = row(page, 'Preview');
	await expect(preview.locator('strong')).toHaveText('third');
	await expect(preview.getByRole('img')).toHaveCount(0);
	await expect(preview.getByRole('link')).toHaveCount(0);
	await page.getByLabel('Opening in French').fill('Un *tiers*.');
	await expect(preview.locator('[lang=fr] em')).toHaveText('tiers');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Close the preview' }).click();
	await expect(preview).toHaveCount(0);
});

test('a dropped connection and a session that ends lose nothing', async ({ openAs, own }) => {
	const page = await openAs(own.editor.email);
	await openText(page, own.address);
	await goOffline(page);
	await page.getByLabel('Opening in French').fill('Écrit dans un tunnel');
	await expect(saveState(page)).toContainText('kept on this device');
	await page.context().setOffline(false);
	await expect(saveState(page)).toContainText('Saved at');
	await expect.poll(async () => (await stored(own.id)).bodyFr).toBe('Écrit dans un tunnel');

	await asSystem((db) => db.delete(sessions).where(eq(sessions.userId, own.editor.userId)));
	await page.getByLabel('Opening in English').fill('Written for nobody');
	await expect(saveState(page)).toContainText('you are no longer signed in');
	await saveState(page).getByRole('link', { name: 'Sign in' }).click();
	await enterByMail(page, own.editor.email);
	await expect(page).toHaveURL(own.address);
	await expect(page.getByLabel('Opening in English')).toHaveValue('Written for nobody');
	await expect.poll(async () => (await stored(own.id)).bodyEn).toBe('Written for nobody');
});

test('two who write at once see one another, and nobody is overwritten', async ({
	openAs,
	own
}) => {
	await write(own.editor, own.id, [
		{ en: 'Opening', fr: 'Début' },
		{ en: '## One', fr: '' }
	]);
	const mine = await openAs(own.editor.email);
	const theirs = await openAs(own.colleague.email);
	await openText(theirs, own.address);
	await openText(mine, own.address);
	await expect(mine.getByText(`${own.colleague.name} (since`)).toBeVisible();
	await theirs.getByLabel('Section 1 in French').fill('## Un, de l’autre');
	await expect(saveState(theirs)).toContainText('Saved at');
	await mine.getByLabel('Section 1 in French').fill('## Un, de moi');
	await expect(saveState(mine)).toContainText('saved this in the meantime');
	await mine.getByRole('link', { name: 'Reload and compare' }).click();
	const stands = row(mine, `Stored now, by ${own.colleague.name}`);
	await expect(stands).toContainText('## Un, de l’autre');
	await expect(stands).not.toContainText('Opening in English');
	await expect(row(mine, 'What you wrote')).toContainText('## Un, de moi');
	await expectAccessibleInBoth(mine);
	// Until its scripts come, the page has what is stored.
	await expect(mine.getByLabel('Section 1 in French')).toHaveValue('## Un, de moi');
	expect((await stored(own.id)).bodyFr).toBe('Début\n\n## Un, de l’autre');
	await mine.getByRole('button', { name: 'Save and go on writing' }).click();
	await expect.poll(async () => (await stored(own.id)).bodyFr).toBe('Début\n\n## Un, de moi');
	await expect(row(mine, 'What you wrote')).toHaveCount(0);
	await mine.getByLabel('Opening in English').fill('Opening, once more');
	await expect.poll(async () => (await stored(own.id)).bodyEn).toContain('Opening, once more');
});

test('a comment is made beside a section, pointed out before review, and resolved', async ({
	openAs,
	own
}) => {
	test.setTimeout(120_000);
	await write(own.editor, own.id, [
		{ en: 'Opening', fr: 'Début' },
		{ en: '## One', fr: '## Un' }
	]);
	const page = await openAs(own.colleague.email);
	await openText(page, own.address);
	const section = row(page, 'Section 1');
	await section.getByText('Comments: 0 open').click();
	await page.getByLabel('Opening in English').fill('Typed meanwhile');
	await section.getByLabel('Comment on this section').fill('Which year?');
	await section.getByRole('button', { name: 'Add the comment' }).click();
	await expect(section.getByRole('article')).toContainText('Which year?');
	await expect(section.getByText('Comments: 1 open')).toBeVisible();
	await expect(section.getByLabel('Comment on this section')).toHaveValue('');
	await expect(page.getByLabel('Opening in English')).toHaveValue('Typed meanwhile');
	await expectAccessibleInBoth(page);
	const writing = await openAs(own.editor.email);
	await writing.goto(own.address.replace('/text', ''));
	await expect(writing.getByText('One comment is still open.')).toBeVisible();
	await expectAccessibleInBoth(writing);
	await writing.getByRole('link', { name: 'Go to the text' }).click();
	await row(writing, 'Section 1').getByRole('button', { name: 'Resolve' }).click();
	await expect(row(writing, 'Section 1').getByText('Comments: 0 open')).toBeVisible();
	await row(writing, 'Section 1').getByText('Comments: 0 open').click();
	await expect(row(writing, 'Section 1')).toContainText(`Resolved by ${own.editor.name}`);
	await row(writing, 'Section 1').getByRole('button', { name: 'Open again' }).click();
	await expect(row(writing, 'Section 1').getByText('Comments: 1 open')).toBeVisible();
});

test('a comment that waits for its button outlives the page', async ({ openAs, own }) => {
	const page = await openAs(own.editor.email);
	await openText(page, own.address);
	await row(page, 'Opening').getByText('Comments: 0 open').click();
	await page.getByLabel('Comment on this section').fill('Half a thought');
	await page.getByLabel('Opening in English').fill('Words');
	await expect(saveState(page)).toContainText('Saved at');
	await page.reload();
	await expect(page.getByLabel('Comment on this section')).toHaveValue('Half a thought');
	await expect(page.getByLabel('Opening in English')).toHaveValue('Words');
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('all of it is a form', async ({ page, signIn, own }) => {
		await signIn(own.editor.email);
		await page.goto(own.address);
		await expect(page.getByRole('toolbar')).toHaveCount(0);
		await page.getByLabel('Opening in English').fill('We **begin**.');
		await page.getByRole('button', { name: 'Preview' }).click();
		await expect(row(page, 'Preview').locator('strong')).toHaveText('begin');
		await expect(page.getByLabel('Opening in English')).toHaveValue('We **begin**.');
		expect((await stored(own.id)).bodyEn).toBe('');
		await row(page, 'Opening')
			.getByRole('button', { name: 'Add a section after this one' })
			.click();
		await page.getByLabel('Section 1 in English').fill('## Money');
		await page.getByLabel('Section 1 in French').fill('## Argent');
		await row(page, 'Section 1').getByText('Comments: 0 open').click();
		await row(page, 'Section 1').getByLabel('Comment on this section').fill('Which year?');
		await row(page, 'Opening').getByText('Comments: 0 open').click();
		await row(page, 'Opening').getByRole('button', { name: 'Add the comment' }).click();
		await expect(row(page, 'Section 1: Money')).toContainText('Which year?');
		await row(page, 'Section 1')
			.getByRole('button', { name: 'The translation is up to date' })
			.click();
		await expect(row(page, 'Section 1')).toContainText('Both languages say the same.');
		await page.getByLabel('Opening in English').fill('x'.repeat(100_001));
		await page.getByRole('button', { name: 'Save the text' }).click();
		await expect(page.getByRole('alert')).toContainText(
			'Opening in English: shorten this to 100,000 characters'
		);
		await expect(page.getByLabel('Section 1 in French')).toHaveValue('## Argent');

		// Somebody else saves what this page has not seen.
		await page.goto(own.address);
		await write(own.colleague, own.id, [
			{ en: 'We **begin**.', fr: 'Nous commençons.' },
			{ en: '## Money', fr: '## Argent' }
		]);
		await page.getByLabel('Opening in French').fill('On commence.');
		await page.getByRole('button', { name: 'Save the text' }).click();
		await expect(row(page, 'Stored now, by')).toContainText('Nous commençons.');
		await expect(page.getByLabel('Opening in French')).toHaveValue('On commence.');
		expect((await stored(own.id)).bodyFr).toContain('Nous commençons.');
		await page.getByRole('button', { name: 'Save the text' }).click();
		await expect(page).toHaveURL(/done=changed/);
		expect((await stored(own.id)).bodyFr).toBe('On commence.\n\n## Argent');
	});
});
