import { textOf } from '#lib/frameworks/queries/file.server.ts';
import { expect, test } from '../fixtures.ts';
import { twoVersions } from '../framework-file.ts';

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
