import type { Page } from '@playwright/test';
import { textOf } from '#lib/frameworks/queries/file.server.ts';
import type { FrameworkFile } from '#lib/frameworks/file-schema.ts';
import { expectAccessible } from '../accessibility.ts';
import { expect, follow, test } from '../fixtures.ts';
import { twoVersions } from '../framework-file.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

const asFile = (file: FrameworkFile) => ({
	name: `${file.key}.json`,
	mimeType: 'application/json',
	buffer: Buffer.from(textOf(file))
});

/** Gives a file in English, looks at what it brings, and loads it. */
async function load(page: Page, file: FrameworkFile) {
	await page.goto('/en/secretariat/frameworks/load');
	await page.getByLabel('File', { exact: true }).setInputFiles(asFile(file));
	await page.getByRole('button', { name: 'Look at what it brings' }).click();
	await page.getByRole('button', { name: 'Load this version' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Tried out (${file.version})`);
}

test('an administrator loads a second version after seeing what it brings, and makes a cycle of it', async ({
	organisation,
	person,
	openAs
}) => {
	test.slow();
	const secretariat = await organisation({ kind: 'secretariat' });
	const { first, second } = twoVersions(`tried-${secretariat.slug.slice(0, 8)}`);
	const page = await openAs(
		(await person({ organisation: secretariat, role: 'administrator' })).email
	);
	await page.goto('/en/secretariat');
	await follow(page.getByRole('link', { name: 'Frameworks' }));
	await expectAccessibleInBoth(page);
	await follow(page.getByRole('link', { name: 'Load a framework or a new version' }));
	await expectAccessibleInBoth(page);

	await page
		.getByLabel('Or paste what is in it')
		.fill(textOf(first).replace('"companies"', '"all"'));
	await page.getByRole('button', { name: 'Look at what it brings' }).click();
	await expect(page.getByRole('alert')).toContainText(
		'audience: one of these is asked for: companies, governments, commitments.'
	);
	await expectAccessible(page);
	await expect(page.getByLabel('Or paste what is in it')).toHaveValue(/"audience": "all"/);

	await load(page, first);
	await page.goto('/en/secretariat/frameworks/load');
	await page.getByLabel('File', { exact: true }).setInputFiles(asFile(second));
	await page.getByRole('button', { name: 'Look at what it brings' }).click();
	await expect(page.getByRole('status').first()).toContainText(
		'The trend goes on for 2; it breaks for 2; new: 1; dropped: 2.'
	);
	await expect(page.getByRole('row', { name: /Said otherwise/ })).toContainText('Reworded');
	await expect(page.getByRole('row', { name: /Changed more/ })).toContainText(
		'Mapped, not comparable'
	);
	await page.setViewportSize({ width: 320, height: 800 });
	await expectAccessible(page);
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.getByRole('button', { name: 'Load this version' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tried out (2026-03)');
	await expect(page.getByText('The framework is loaded.')).toBeVisible();
	await page.goto(new URL(page.url()).pathname);
	await expectAccessibleInBoth(page);

	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download this version as a file' }).click();
	expect((await download).suggestedFilename()).toBe(`${second.key}-2026-03.json`);

	await page.goto('/en/secretariat/cycles/new');
	await page.getByLabel('Framework').selectOption({ label: 'Tried out (2026-03)' });
	await page.getByLabel('Short name').fill('2042');
	await page.getByLabel('Name in English').fill(`Cycle of ${second.key}`);
	await page.getByLabel('Name in French').fill(`Cycle de ${second.key}`);
	await page.getByLabel('Opens on').fill('2042-01-10');
	await page.getByLabel('Due on').fill('2042-02-10');
	await page.getByLabel('Closes on').fill('2042-03-10');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Cycle of ${second.key}`);
});

test.describe('without scripts, in French', () => {
	test.use({ javaScriptEnabled: false });

	test('an administrator pastes a file, sees what it brings and loads it', async ({
		organisation,
		person,
		signIn,
		page
	}) => {
		const secretariat = await organisation({ kind: 'secretariat' });
		const { first } = twoVersions(`essai-${secretariat.slug.slice(0, 8)}`);
		await signIn((await person({ organisation: secretariat, role: 'administrator' })).email);
		await page.goto('/fr/secretariat/frameworks/load');
		await page.getByLabel('Ou collez son contenu').fill('{ "format": 1 }');
		await page.getByRole('button', { name: 'Regarder ce qu’il apporte' }).click();
		await expect(page.getByRole('alert')).toContainText('Le fichier ne peut être chargé');
		await page.getByLabel('Ou collez son contenu').fill(textOf(first));
		await page.getByRole('button', { name: 'Regarder ce qu’il apporte' }).click();
		await expect(page.getByText('C’est la première version de ce cadre.')).toBeVisible();
		await page.getByRole('button', { name: 'Charger cette version' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'Mis à l’essai (version 2020)'
		);
	});
});

test('everyone reads what a principle means, what shows it, and what else an answer serves', async ({
	page
}) => {
	test.slow();
	await page.goto('/en/principles/5');
	await expect(page.getByRole('heading', { name: 'In plain words' })).toBeVisible();
	await expect(page.getByText('Only services with: Live video.')).toBeVisible();
	const scale = page.getByRole('table', { name: 'Rating scale' });
	await expect(scale).toContainText('reported at any hour as an urgent case');
	await expect(page.getByRole('link', { name: 's11' })).toBeVisible();
	await expectAccessibleInBoth(page);
	await page.getByRole('link', { name: 'All regimes and what no principle serves' }).click();
	await expect(page.getByText('No principle serves 9 of 16 requirements.')).toBeVisible();
	await page.setViewportSize({ width: 320, height: 800 });
	await expectAccessibleInBoth(page);
});
