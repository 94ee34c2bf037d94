import type { Page } from '@playwright/test';
import { PICTURE } from '#lib/guides/guide.ts';
import { GUIDES } from '#lib/guides/guides.ts';
import { PARTNER } from '#lib/guides/partner.ts';
import { READER } from '#lib/guides/reader.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { walk, WINDOW } from '../../scripts/guides/walk.ts';
import { expect, test } from '../fixtures.ts';

// `npm run guides` walks them all, in a trial on its first day: here those that change nothing.
test.describe('what a guide tells can be done by the words that it names', () => {
	test.use(WINDOW);

	for (const locale of LOCALES)
		test(`by a reader (${locale})`, async ({ page }) => {
			await walk(page, READER, locale, { step: (title, go) => test.step(title, go) });
		});

	test('by a partner, in either language', async ({ page }) => {
		test.setTimeout(90_000);
		for (const locale of LOCALES)
			await walk(page, PARTNER, locale, { step: (title, go) => test.step(title, go) });
	});
});

for (const locale of LOCALES)
	test(`each guide shows its pictures, and says where to report instead (${locale})`, async ({
		page
	}) => {
		for (const guide of GUIDES) {
			await page.goto(`/${locale}/guides`);
			await page.getByRole('link', { name: guide.title({}, { locale }), exact: true }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(guide.title({}, { locale }));
			for (const { picture } of guide.steps) {
				if (!picture) continue;
				const shown = page.getByRole('img', { name: picture.alt({}, { locale }) });
				await shown.scrollIntoViewIfNeeded();
				await expect(shown).toHaveJSProperty('naturalWidth', PICTURE.width);
			}
			await expect(
				page.getByRole('main').getByRole('link', { name: m.common_footer_help({}, { locale }) })
			).toHaveAttribute('href', `/${locale}/help`);
		}
	});

test('where one’s work begins, its guide is one press away', async ({
	organisation,
	person,
	openAs
}) => {
	const company = await organisation({ kind: 'company' });
	const government = await organisation({ kind: 'government' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const leads = async (page: Page, start: string, link: string, guide: string) => {
		await page.goto(start);
		await page.getByRole('link', { name: link, exact: true }).click();
		await expect(page).toHaveURL(`/en/guides/${guide}`);
	};
	const opened = async (given: Parameters<typeof person>[0]) => openAs((await person(given)).email);
	const own = 'Guide to your work here';
	for (const [of, role, guide] of [
		[government, 'viewer', 'partner'],
		[government, 'contributor', 'liaison'],
		[company, 'approver', 'company']
	] as const)
		await leads(await opened({ organisation: of, role }), '/en/workspace', own, guide);
	const editor = await opened({ organisation: secretariat, role: 'editor' });
	await leads(editor, '/en/secretariat', 'Guide to reviewing', 'reviewer');
	await leads(editor, '/en/secretariat', 'Guide to writing and publishing', 'secretariat');
});
