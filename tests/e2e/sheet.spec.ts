import type { Page } from '@playwright/test';
import { readXlsx, writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from '../fixtures.ts';
import { answerAll, expectAccessibleInBoth, started } from './assessment-steps.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Presses what gives the file; what the file holds. */
async function download(page: Page, press: () => Promise<void>): Promise<Buffer> {
	const begun = page.waitForEvent('download');
	await press();
	return readFile(await (await begun).path());
}

/** The file with other words in it, each put in place of what stood there. */
async function changed(file: Buffer, words: Record<string, string>): Promise<Buffer> {
	const { sheets } = await readXlsx(file);
	const copied: WriteSheet[] = sheets.map(({ name, rows, hidden }) => ({
		name,
		hidden,
		rows: rows.map((row) =>
			row.map((value) => (typeof value === 'string' ? (words[value] ?? value) : value))
		)
	}));
	return Buffer.from(await writeXlsx({ sheets: copied }));
}

const bring = async (page: Page, buffer: Buffer, name = 'reponses.xlsx') => {
	await page.locator('#file').setInputFiles({ name, mimeType: XLSX, buffer });
	await page.getByRole('button', { name: 'Voir les différences' }).click();
};

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('a company fills in its answers in French off-line, sees each difference and writes them', async ({
		page,
		organisation,
		person,
		signIn,
		openAs
	}) => {
		const company = await organisation({ kind: 'company' });
		const contributor = await person({ organisation: company, role: 'contributor' });
		await signIn(contributor.email);
		/** The same pages with scripts, which the accessibility check needs. */
		const scripted = await openAs(contributor.email);
		const expectAccessibleHere = async () => {
			await scripted.goto(page.url());
			await expectAccessibleInBoth(scripted);
		};

		await test.step('the questions can be had before anything is started', async () => {
			await page.goto('/fr/workspace/assessments');
			const blank = await download(page, () =>
				page
					.getByRole('link', { name: 'Télécharger les questions dans un tableur' })
					.first()
					.click()
			);
			const { sheets } = await readXlsx(blank);
			expect(sheets[1]?.rows.length).toBe(12);
		});

		const id = await started(contributor, company);
		await answerAll(contributor, id, [1, 2, 3]);
		await page.goto(`/fr/workspace/assessments/${id}`);
		await page.getByRole('link', { name: 'Travailler dans un tableur' }).click();
		const file = await download(page, () =>
			page.getByRole('button', { name: 'Télécharger le fichier' }).click()
		);

		await test.step('only what is asked for can be changed in it, from lists where there are some', async () => {
			const { sheets } = await readXlsx(file, { readStyles: true });
			expect(sheets.map(({ name }) => name)).toEqual([
				'Mode d’emploi du questionnaire',
				'Réponses',
				'Chiffres',
				'Choix'
			]);
			expect(sheets.every(({ protection }) => protection)).toBe(true);
			expect(sheets[1]?.dataValidations).toHaveLength(5);
			expect(sheets[1]?.freezePane).toMatchObject({ rows: 1, columns: 2 });
		});

		await test.step('a file that is none is refused with the reason', async () => {
			await expectAccessibleHere();
			for (const each of [scripted, page]) {
				await bring(each, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
				await expect(each.getByRole('alert')).toContainText('ni un classeur Excel');
			}
			await expectAccessible(scripted);
		});

		await test.step('two changed answers are shown, what it was beside what it becomes', async () => {
			const words = {
				'Words on principle 1': '=Dit autrement',
				'Words on principle 2': 'Encore autrement'
			};
			await bring(page, await changed(file, words));
			await expect(page.getByRole('checkbox')).toHaveCount(2);
			const row = page.getByRole('row').filter({ hasText: '=Dit autrement' });
			await expect(row).toContainText('Words on principle 1');
			await expectAccessibleHere();
			await scripted.setViewportSize({ width: 320, height: 800 });
			await expectAccessible(scripted);
		});

		await test.step('what is ticked is written, what is not stays', async () => {
			await page.getByRole('checkbox').nth(1).uncheck();
			await page.getByRole('button', { name: 'Écrire les réponses cochées' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Écrit depuis le fichier');
			await expectAccessibleHere();
			await page.goto(`/fr/workspace/assessments/${id}/check`);
			await expect(page.getByText('=Dit autrement')).toBeVisible();
			await expect(page.getByText('Words on principle 2')).toBeVisible();
		});
	});
});

test('nobody but its members gets the file of an assessment', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const company = await organisation({ kind: 'company' });
	const contributor = await person({ organisation: company, role: 'contributor' });
	const id = await started(contributor, company);
	const other = await organisation({ kind: 'company' });
	await signIn((await person({ organisation: other, role: 'contributor' })).email);
	const file = `/en/workspace/assessments/${id}/sheet/file?language=en`;
	expect((await page.request.get(file)).status()).toBe(404);
	const blank = `/en/workspace/assessments/blank?organisation=${company.id}&cycle=${id}`;
	expect((await page.request.get(blank)).status()).toBe(404);
});
