import type { Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { answerAll, expectAccessibleInBoth, SECRET, started } from './assessment-steps.ts';

/** Each service of the company, with what holds for it. */
const SERVICES = [
	['Journey Videos', 'Offre une recherche', 'Hébergement'],
	['Journey Live', 'Vidéo en direct'],
	['Journey Chat', 'Chiffré de bout en bout', 'Messagerie']
] as const;

/** The same in French, by whoever attests again. */
async function attestInFrench(page: Page, id: string): Promise<void> {
	await page.goto(`/fr/workspace/assessments/${id}/attest`);
	await page.getByLabel('Votre fonction').fill('Vice-présidente, Sécurité');
	await page.getByLabel('Je fais cette déclaration').check();
	await page.getByRole('button', { name: 'Attester et soumettre' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ce qui a été soumis');
}

async function attest(page: Page, id: string): Promise<void> {
	await page.goto(`/en/workspace/assessments/${id}/attest`);
	await page.getByLabel('Your title').fill('Vice-President, Safety');
	await page.getByLabel('I make this declaration').check();
	await page.getByRole('button', { name: 'Attest and submit' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What was submitted');
}

test('a self-assessment goes from the first answer to the public page', async ({
	organisation,
	person,
	openAs
}) => {
	test.setTimeout(240_000);
	const company = await organisation({ kind: 'company' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const submitter = await person({ organisation: company, role: 'contributor' });
	const approver = await person({ organisation: company, role: 'approver' });
	const editor = await person({ organisation: secretariat, role: 'editor' });
	const publisher = await person({ organisation: secretariat, role: 'publisher' });

	const writing = await openAs(submitter.email);
	await writing.goto('/en/workspace/assessments');
	await expectAccessibleInBoth(writing);
	await writing.getByRole('button', { name: 'Start' }).click();
	await expect(writing.getByText('0 of 11 answers completed')).toBeVisible();
	await expectAccessibleInBoth(writing);
	const id = /assessments\/([0-9a-f-]+)$/.exec(writing.url())?.[1] ?? '';

	await test.step('the company lists three services, in French', async () => {
		await writing.goto('/fr/workspace/services');
		for (const [name, ...features] of SERVICES) {
			await writing.getByLabel('Nom du service').fill(name);
			for (const feature of features) await writing.getByLabel(feature, { exact: true }).check();
			await writing.getByRole('button', { name: 'Ajouter un service' }).click();
			await expect(writing.getByRole('rowheader', { name })).toBeVisible();
		}
		await writing.goto('/en/workspace/services');
		await expectAccessibleInBoth(writing);
		await writing.goto(`/en/workspace/assessments/${id}`);
	});

	await test.step('the first answer saves itself', async () => {
		await follow(writing.getByRole('link', { name: 'Continue with principle 1' }));
		await expectAccessibleInBoth(writing);
		for (const [name, rating] of [
			['Journey Videos', '2'],
			['Journey Live', '1'],
			['Journey Chat', 'na']
		] as const)
			await writing
				.getByRole('group', { name, exact: true })
				.getByLabel('How far, on this service')
				.selectOption(rating);
		await writing.getByText('Add figures').click();
		const figure = writing.getByRole('group', { name: 'Figure 1' });
		await figure.getByLabel('What is counted').fill('Reports made');
		await figure.getByLabel('Value').fill('1 250');
		await figure.getByLabel('Unit').fill('reports');
		await figure.getByLabel('Period').fill('2025');
		await writing.getByLabel(/^4 – /).check();
		await writing.getByRole('button', { name: 'Save and continue' }).click();
		await expect(writing.getByRole('alert')).toContainText('How far is this in place?');
		await writing.getByLabel('2 – Partly in place').check();
		await writing
			.getByLabel('What your organisation does')
			.fill('First words on PhotoDNA, at a threshold of 0.9');
		await writing.getByLabel('Web address').first().fill('https://example.org/report');
		await expect(writing.getByRole('status')).toContainText('Saved at');
		await writing.reload();
		await expect(writing.getByLabel('What your organisation does')).toHaveValue(/^First words/);
		await writing.getByRole('button', { name: 'Save and continue' }).click();
		await expect(writing).toHaveURL(/\/2$/);
	});

	await test.step('not applicable needs a reason', async () => {
		await writing.getByLabel('Not applicable', { exact: true }).check();
		await writing.getByRole('button', { name: 'Save and continue' }).click();
		await expect(writing.getByRole('alert')).toBeFocused();
		await expectAccessible(writing);
		await writing.getByRole('alert').getByRole('link', { name: 'Which reason' }).click();
		await writing.getByLabel('Which reason is it?').selectOption('no_such_service');
		await writing.getByRole('alert').getByRole('link', { name: 'Why it is' }).click();
		await expect(writing.getByLabel('Why it is not applicable')).toBeFocused();
		await writing.getByLabel('Why it is not applicable').fill('We host no such material');
		await writing.getByRole('button', { name: 'Save and return to the list' }).click();
		await expect(writing.getByText('2 of 11 answers completed')).toBeVisible();
	});

	await answerAll(submitter, id, [3, 4, 5, 6, 7, 8, 9, 10, 11]);

	await test.step('the answers are checked as each audience will read them', async () => {
		await writing.goto(`/en/workspace/assessments/${id}/check`);
		await expect(writing.getByText(SECRET)).toBeVisible();
		await expectAccessibleInBoth(writing);
		const again = writing.getByRole('listitem').filter({ hasText: 'A tool by its name: PhotoDNA' });
		await expect(again.first()).toBeVisible();
		await writing.getByRole('link', { name: 'As the public reads them' }).click();
		await expect(writing.getByText(SECRET)).toBeHidden();
		await expect(writing.getByText('First words')).toBeVisible();
		await expectAccessibleInBoth(writing);
	});

	const approving = await openAs(approver.email);
	await test.step('an approver attests', async () => {
		await approving.goto(`/en/workspace/assessments/${id}/attest`);
		await expect(approving.getByText('Read these words again')).toBeVisible();
		await expectAccessibleInBoth(approving);
		await approving.getByRole('button', { name: 'Attest and submit' }).click();
		await expect(approving.getByRole('alert')).toContainText('tick the box to confirm');
		await expectAccessible(approving);
		await attest(approving, id);
		const fingerprint = approving.getByText(/^[0-9a-f]{64}$/);
		await expect(fingerprint).toBeVisible();
		const begun = approving.waitForEvent('download');
		await approving.getByRole('link', { name: 'Download what was attested' }).click();
		const attested = await readFile(await (await begun).path());
		expect(createHash('sha256').update(attested).digest('hex')).toBe(
			await fingerprint.textContent()
		);
		await expectAccessibleInBoth(approving);
	});

	const reviewing = await openAs(editor.email);
	await test.step('the secretariat returns one answer with a comment', async () => {
		await reviewing.goto('/en/secretariat');
		await follow(reviewing.locator(`a[href$="/assessments/${id}"]`));
		await expectAccessibleInBoth(reviewing);
		await reviewing.getByLabel('None', { exact: true }).check();
		await reviewing.getByRole('button', { name: 'Begin review' }).click();
		await expect(reviewing.getByLabel('Comment on the whole')).toBeVisible();
		await expectAccessibleInBoth(reviewing);
		const first = reviewing.getByRole('region', { name: /^1\. / });
		await first.getByLabel('Comment to the organisation').fill('Since when?');
		await first.getByLabel('Reviewer’s rating').selectOption('1');
		await first.getByLabel('Reason for the rating').fill('Nothing that was shown says more.');
		await reviewing.getByRole('button', { name: 'Return to the organisation' }).click();
		await expect(reviewing.getByRole('alert')).toContainText('Comment on the whole: say why');
		await expect(first.getByLabel('Comment to the organisation')).toHaveValue('Since when?');
		await reviewing.getByLabel('Comment on the whole').fill('One question.');
		await reviewing.getByRole('button', { name: 'Return to the organisation' }).click();
		await expect(reviewing).toHaveURL(/\/en\/secretariat(\?|$)/);
	});

	await test.step('the company answers in French, and the approver attests again', async () => {
		await writing.goto(`/en/workspace/assessments/${id}`);
		await expectAccessibleInBoth(writing);
		await writing.goto(`/fr/workspace/assessments/${id}`);
		await expect(writing.getByText('One question.')).toBeVisible();
		await expect(writing.getByText('Commentaire à traiter')).toHaveCount(1);
		await writing.getByRole('link', { name: 'Continuer : Principe 1' }).click();
		await expect(writing.getByText('Since when?')).toBeVisible();
		await writing.getByLabel('Ce que fait votre organisation').fill('Second words, since 2024');
		await expect(writing.getByRole('status')).toContainText('Enregistr');
		await approving.goto(`/en/workspace/assessments/${id}/1`);
		await expect(approving.getByText('has this open now')).toBeVisible();
		await writing.getByRole('button', { name: 'Enregistrer et revenir à la liste' }).click();
		await writing.waitForURL((url) => url.pathname.endsWith(id));
		await expect(writing.getByText('Commentaire à traiter')).toHaveCount(0);
		await attestInFrench(approving, id);
	});

	await test.step('the secretariat sees what changed, and accepts', async () => {
		await reviewing.goto(`/en/secretariat/assessments/${id}`);
		await reviewing.getByLabel('None', { exact: true }).check();
		await reviewing.getByRole('button', { name: 'Begin review' }).click();
		const first = reviewing.getByRole('region', { name: /^1\. / });
		await expect(first.getByText('Changed since the last submission')).toBeVisible();
		await expect(first.getByText('PhotoDNA').first()).toBeVisible();
		await expect(first.getByText('Second words, since 2024').first()).toBeVisible();
		await expectAccessibleInBoth(reviewing);
		await reviewing.goto(`/en/secretariat/assessments/${id}?all`);
		await reviewing
			.getByRole('region', { name: /^2\. / })
			.locator('select[name$=".decision"]')
			.selectOption('accepted');
		await reviewing.getByRole('button', { name: 'Accept' }).click();
		await expect(reviewing.getByText('A publisher of the secretariat')).toBeVisible();
	});

	await test.step('it compares both revisions, in both languages', async () => {
		await reviewing.goto(`/en/secretariat/assessments/${id}/compare`);
		const first = reviewing.getByRole('region', { name: /^1\. / });
		await expect(first.getByRole('deletion').first()).toHaveText('First');
		await expect(first.getByRole('insertion').first()).toHaveText('Second');
		await expectAccessibleInBoth(reviewing);
	});

	const publishing = await openAs(publisher.email);
	await test.step('a publisher publishes', async () => {
		await publishing.goto(`/en/secretariat/assessments/${id}`);
		await expectAccessibleInBoth(publishing);
		await publishing.getByRole('button', { name: 'Publish' }).click();
		await expect(publishing.getByRole('link', { name: 'See it as the public does' })).toBeVisible();
	});

	await test.step('anyone reads the public part, and nothing else', async () => {
		const reading = await openAs(null);
		await reading.goto(`/en/companies/${company.slug}`);
		await expect(reading.getByText('Second words, since 2024')).toBeVisible();
		await expect(reading.getByText('We host no such material')).toBeVisible();
		await expect(reading.getByText('We have no service that it concerns')).toBeVisible();
		await expect(reading.getByText('In place on 0 of 2 services; from 1 to 2')).toBeVisible();
		await expect(reading.getByText('Reports made: 1,250 reports (2025)')).toBeVisible();
		await expectAccessibleInBoth(reading);
		for (const locale of ['en', 'fr']) {
			await reading.goto(`/${locale}/companies/${company.slug}`);
			await expect(reading.getByText('Second words, since 2024')).toBeVisible();
			const source = await reading.content();
			for (const kept of [SECRET, 'Since when?', 'First words']) expect(source).not.toContain(kept);
		}
	});
});

test('another company finds nothing at any address', async ({
	page,
	signIn,
	organisation,
	person,
	baseURL
}) => {
	const company = await organisation({ kind: 'company' });
	const submitter = await person({ organisation: company, role: 'contributor' });
	const id = await started(submitter, company);
	await answerAll(submitter, id, [3]);
	const rival = await person({
		organisation: await organisation({ kind: 'company' }),
		role: 'approver'
	});
	await signIn(rival.email);
	for (const path of ['', '/3', '/check', '/attest', '/submitted']) {
		const answer = await page.goto(`/en/workspace/assessments/${id}${path}`);
		expect(answer?.status()).toBe(404);
		expect(await page.content()).not.toContain(SECRET);
	}
	const posted = await page.request.post(`/en/workspace/assessments/${id}/3?/keep`, {
		headers: { origin: baseURL ?? '' },
		form: { rating: '0', narrativeLocale: 'en', visibility: 'public', version: '1' }
	});
	expect(posted.status()).toBe(404);
});
