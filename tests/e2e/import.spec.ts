import type { Page } from '@playwright/test';
import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx';
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Presses the button that gives the file; what the file holds. */
async function download(page: Page, button: string): Promise<Buffer> {
	const begun = page.waitForEvent('download');
	await page.getByRole('button', { name: button }).click();
	return readFile(await (await begun).path());
}

async function bring(page: Page, button: string, buffer: Buffer, name = 'engagements.xlsx') {
	await page.locator('#file').setInputFiles({ name, mimeType: XLSX, buffer });
	await page.getByRole('button', { name: button }).click();
}

/** The template with these rows below its header, each by the names of its columns. */
async function filled(template: Buffer, rows: readonly Record<string, CellValue>[]) {
	const { sheets } = await readXlsx(template);
	const [header = []] = sheets[0]?.rows ?? [];
	const lines = rows.map((row) => header.map((name) => row[String(name)] ?? null));
	return Buffer.from(await writeXlsx({ sheets: [{ name: 'Feuille', rows: [header, ...lines] }] }));
}

test('a liaison fills the template in French, mends a row, brings it in, and exports it unchanged', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const owner = await organisation({ kind: 'government' });
	await signIn((await person({ organisation: owner, role: 'contributor' })).email);
	await page.goto('/fr/workspace/commitments');
	await follow(page.getByRole('link', { name: 'Importer ou exporter' }));
	await expectAccessible(page);

	const template = await download(page, 'Télécharger le fichier');
	const { sheets } = await readXlsx(template);
	expect(sheets.map(({ name }) => name)).toEqual(['Engagements', 'Choix', 'Mode d’emploi']);
	expect(sheets[0]?.dataValidations?.map(({ type }) => type)).toEqual(Array(4).fill('list'));

	const row = { 'Titre en français': 'Former les enquêteurs', 'Type d’engagement': 'Programme' };
	await test.step('a wrong row is shown by its cell, and nothing can be written', async () => {
		await bring(
			page,
			'Vérifier le fichier',
			await filled(template, [row, { ...row, Échéance: 'bientôt' }])
		);
		await expect(page.getByRole('link', { name: 'À corriger : 1' })).toBeVisible();
		await expect(page.getByText(/W3, .*\s: «\sbientôt\s»/)).toBeVisible();
		await expect(page.getByRole('button', { name: /^Écrire/ })).toBeHidden();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Nouvelle : 1' }).click();
		await expect(page.getByText('bientôt')).toBeHidden();
		await page.getByRole('link', { name: 'Importer un autre fichier' }).click();
	});

	await test.step('mended, both are written', async () => {
		const due = new Date('2027-03-31T00:00:00Z');
		await bring(
			page,
			'Vérifier le fichier',
			await filled(template, [row, { ...row, Échéance: due }])
		);
		await page.getByRole('button', { name: 'Écrire 2 lignes' }).click();
		await expect(page.getByRole('heading', { level: 2, name: 'Écrit' })).toBeVisible();
		await page.getByRole('link', { name: `${owner.referencePrefix}-0002` }).click();
		await expect(page.getByText('31 mars 2027').first()).toBeVisible();
	});

	await test.step('what is exported in English is brought in unchanged', async () => {
		await page.goto('/en/workspace/import');
		await page.getByLabel('What it holds').selectOption('Our commitments, drafts included');
		const ours = await download(page, 'Download the file');
		await bring(page, 'Check the file', ours);
		await expect(page.getByText('There is nothing to write.')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Unchanged: 2' })).toBeVisible();
		await page.setViewportSize({ width: 320, height: 800 });
		await expectAccessible(page);
		await follow(page.getByRole('link', { name: 'Bring in another file' }));
		await expectAccessible(page);
	});

	await test.step('a file that is none is refused with the reason', async () => {
		await bring(page, 'Check the file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
		await expect(page.getByRole('alert')).toContainText('neither an Excel workbook');
	});
});

test('50 MB are refused with the reason', async ({
	page,
	organisation,
	person,
	signIn,
	baseURL
}) => {
	const owner = await organisation({ kind: 'government' });
	await signIn((await person({ organisation: owner, role: 'contributor' })).email);
	const answer = await page.request.post('/en/workspace/import', {
		headers: { origin: baseURL ?? '' },
		multipart: {
			organisationId: owner.id,
			file: { name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.alloc(50_000_000, 'a') }
		}
	});
	expect(answer.status()).toBe(413);
	expect(await answer.text()).toContain('larger than 5 MB');
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('a file is checked and written, the page asked for again by hand', async ({
		page,
		organisation,
		person,
		signIn
	}) => {
		const owner = await organisation({ kind: 'government' });
		await signIn((await person({ organisation: owner, role: 'contributor' })).email);
		await page.goto('/en/workspace/import');
		const template = await download(page, 'Download the file');
		const row = { 'Title in English': 'Train investigators', 'Kind of commitment': 'Programme' };
		await bring(page, 'Check the file', await filled(template, [row]));
		const state = page.getByRole('heading', { level: 2 }).first();
		const untilIt = (says: string) =>
			expect(async () => {
				await page.reload();
				await expect(state).toHaveText(says, { timeout: 500 });
			}).toPass();
		await untilIt('Checked, nothing written yet');
		await page.getByRole('button', { name: 'Write 1 row' }).click();
		await untilIt('Written');
		await page.getByRole('link', { name: `${owner.referencePrefix}-0001` }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Train investigators');
	});
});
