import type { Page } from '@playwright/test';
import { and, eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { saveAnswer, startAssessment } from '#lib/assessments/commands.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { cycles, frameworks } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, test, type Organisation } from '../fixtures.ts';

const SECRET = 'Read by the secretariat alone';

/** The cycle of the Voluntary Principles that is open while the tests run. */
const openCycle = () =>
	asSystem(async (db) =>
		only(
			await db
				.select({ id: cycles.id, key: cycles.key })
				.from(cycles)
				.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
				.where(and(eq(frameworks.key, VOLUNTARY_PRINCIPLES), eq(cycles.key, '2026')))
		)
	);

async function started(contributor: Person, company: Organisation): Promise<string> {
	const { id: cycleId } = await openCycle();
	return withActor(contributor, (db) =>
		startAssessment(db, contributor, { organisationId: company.id, cycleId })
	);
}

/** Answers these principles behind the scenes, the third for the secretariat alone. */
async function answerAll(contributor: Person, id: string, numbers: readonly number[]) {
	for (const number of numbers)
		await withActor(contributor, (db) =>
			saveAnswer(
				db,
				contributor,
				{ id, number },
				{
					rating: 3,
					notApplicableReason: null,
					narrative: number === 3 ? SECRET : `Words on principle ${number}`,
					narrativeLocale: 'en',
					visibility: number === 3 ? 'secretariat' : 'public',
					evidence: [],
					version: 0
				}
			)
		);
}

/** Axe on this page in both languages; comes back to where it was. */
async function expectAccessibleInBoth(page: Page): Promise<void> {
	await expectAccessible(page);
	const here = page.url();
	await page.goto(here.replace('/en/', '/fr/'));
	await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
	await expectAccessible(page);
	await page.goto(here);
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
	test.setTimeout(180_000);
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
	await expect(writing.getByText('0 of 11 principles completed')).toBeVisible();
	await expectAccessibleInBoth(writing);
	const id = /assessments\/([0-9a-f-]+)$/.exec(writing.url())?.[1] ?? '';

	await test.step('the first answer saves itself', async () => {
		await writing.getByRole('link', { name: 'Continue with principle 1' }).click();
		await expectAccessibleInBoth(writing);
		await writing.getByLabel('2 – Partly in place').check();
		await writing.getByLabel('What your organisation does').fill('First words');
		await writing.getByLabel('Web address').first().fill('https://example.org/report');
		await expect(writing.getByRole('status')).toContainText('Saved at');
		await writing.reload();
		await expect(writing.getByLabel('What your organisation does')).toHaveValue('First words');
		await writing.getByRole('button', { name: 'Save and continue' }).click();
		await expect(writing).toHaveURL(/\/2$/);
	});

	await test.step('not applicable needs a reason', async () => {
		await writing.getByLabel('Not applicable', { exact: true }).check();
		await writing.getByRole('button', { name: 'Save and continue' }).click();
		await expect(writing.getByRole('alert')).toBeFocused();
		await expectAccessible(writing);
		await writing.getByRole('alert').getByRole('link').click();
		await expect(writing.getByLabel('Why it is not applicable')).toBeFocused();
		await writing.getByLabel('Why it is not applicable').fill('We host no such material');
		await writing.getByRole('button', { name: 'Save and return to the list' }).click();
		await expect(writing.getByText('2 of 11 principles completed')).toBeVisible();
	});

	await answerAll(submitter, id, [3, 4, 5, 6, 7, 8, 9, 10, 11]);

	await test.step('the answers are checked as each audience will read them', async () => {
		await writing.goto(`/en/workspace/assessments/${id}/check`);
		await expect(writing.getByText(SECRET)).toBeVisible();
		await expectAccessibleInBoth(writing);
		await writing.getByRole('link', { name: 'As the public reads them' }).click();
		await expect(writing.getByText(SECRET)).toBeHidden();
		await expect(writing.getByText('First words')).toBeVisible();
		await expectAccessibleInBoth(writing);
	});

	const approving = await openAs(approver.email);
	await test.step('an approver attests', async () => {
		await approving.goto(`/en/workspace/assessments/${id}/attest`);
		await expectAccessibleInBoth(approving);
		await approving.getByRole('button', { name: 'Attest and submit' }).click();
		await expect(approving.getByRole('alert')).toContainText('tick the box to confirm');
		await expectAccessible(approving);
		await attest(approving, id);
		await expect(approving.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
		await expectAccessibleInBoth(approving);
	});

	const reviewing = await openAs(editor.email);
	await test.step('the secretariat returns one answer with a comment', async () => {
		await reviewing.goto('/en/secretariat');
		await reviewing.locator(`a[href$="/assessments/${id}"]`).click();
		await expectAccessibleInBoth(reviewing);
		await reviewing.getByRole('button', { name: 'Begin review' }).click();
		await expectAccessibleInBoth(reviewing);
		const first = reviewing.getByRole('region', { name: /^1\. / });
		await first.getByLabel('Comment to the company').fill('Since when?');
		await first.getByLabel('Reviewer’s rating').selectOption('1');
		await reviewing.getByRole('button', { name: 'Return to the company' }).click();
		await expect(reviewing.getByRole('alert')).toContainText('Comment on the whole: say why');
		await expect(first.getByLabel('Comment to the company')).toHaveValue('Since when?');
		await reviewing.getByLabel('Comment on the whole').fill('One question.');
		await reviewing.getByRole('button', { name: 'Return to the company' }).click();
		await expect(reviewing).toHaveURL(/\/en\/secretariat$/);
	});

	await test.step('the company answers, and the approver attests again', async () => {
		await writing.goto(`/en/workspace/assessments/${id}`);
		await expect(writing.getByText('One question.')).toBeVisible();
		await expect(writing.getByText('Comment to answer')).toHaveCount(1);
		await expectAccessibleInBoth(writing);
		await writing.getByRole('link', { name: 'Continue with principle 1' }).click();
		await expect(writing.getByText('Since when?')).toBeVisible();
		await writing.getByLabel('What your organisation does').fill('Second words, since 2024');
		await writing.getByRole('button', { name: 'Save and return to the list' }).click();
		await expect(writing.getByText('Comment to answer')).toHaveCount(0);
		await attest(approving, id);
	});

	await test.step('the secretariat sees what changed, and accepts', async () => {
		await reviewing.goto(`/en/secretariat/assessments/${id}`);
		await reviewing.getByRole('button', { name: 'Begin review' }).click();
		const first = reviewing.getByRole('region', { name: /^1\. / });
		await expect(first.getByText('Changed since the last submission')).toBeVisible();
		await expect(first.getByText('First words')).toBeVisible();
		await expect(first.getByText('Second words, since 2024')).toBeVisible();
		await expectAccessibleInBoth(reviewing);
		await reviewing.getByRole('button', { name: 'Accept' }).click();
		await expect(reviewing.getByText('A publisher of the secretariat')).toBeVisible();
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
		const source = await reading.content();
		expect(source).not.toContain(SECRET);
		expect(source).not.toContain('Since when?');
		expect(source).not.toContain('First words');
	});
});

test.describe('while one writes', () => {
	test('a dropped connection and a closed page lose nothing', async ({
		page,
		signIn,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		await page.goto(`/en/workspace/assessments/${id}/4`);
		await page.context().setOffline(true);
		await page.getByLabel('What your organisation does').fill('Written in a tunnel');
		await expect(page.getByRole('status')).toContainText('kept on this device');
		await page.context().setOffline(false);
		await expect(page.getByRole('status')).toContainText('Saved at');

		// What was not acknowledged when the page went is there again on the next one, and is then saved.
		await page.context().setOffline(true);
		await page.getByLabel('What your organisation does').fill('Written twice');
		await expect(page.getByRole('status')).toContainText('kept on this device');
		await page.close();
		await page.context().setOffline(false);
		const again = await page.context().newPage();
		await again.goto(`/en/workspace/assessments/${id}/4`);
		await expect(again.getByLabel('What your organisation does')).toHaveValue('Written twice');
		await expect(again.getByRole('status')).toContainText('Saved at');
		await again.reload();
		await expect(again.getByLabel('What your organisation does')).toHaveValue('Written twice');
	});

	test('someone else’s words are shown beside one’s own, not lost', async ({
		openAs,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const colleague = await person({ organisation: company, role: 'approver' });
		const id = await started(submitter, company);
		const mine = await openAs(submitter.email);
		await mine.goto(`/en/workspace/assessments/${id}/4`);
		await expect(mine.getByLabel('Everyone')).toBeChecked();
		await answerAll(colleague, id, [4]);
		await mine.getByLabel('What your organisation does').fill('My words');
		await mine.getByRole('link', { name: 'Reload and compare' }).click();
		await expect(mine.getByRole('region', { name: 'Stored now' })).toContainText(
			'Words on principle 4'
		);
		await expect(mine.getByRole('region', { name: 'What you wrote' })).toContainText('My words');
		await expectAccessibleInBoth(mine);
		await mine.getByRole('button', { name: 'Save and return to the list' }).click();
		await mine.goto(`/en/workspace/assessments/${id}/check`);
		await expect(mine.getByText('My words')).toBeVisible();
	});
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('one principle is answered, and mistakes are named beside their fields', async ({
		page,
		signIn,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		await page.goto(`/en/workspace/assessments/${id}/1`);
		const narrative = 'x'.repeat(200 * 1024);
		await page.getByLabel('3 – In place').check();
		await page.getByLabel('What your organisation does').fill(narrative);
		await page.getByLabel('Web address').first().fill('javascript:alert(1)');
		await page.getByRole('button', { name: 'Save and continue' }).click();
		await expect(page.getByRole('alert')).toContainText('shorten this to 10000 characters');
		await expect(page.getByRole('alert')).toContainText('enter a full web address');
		await expect(page.getByLabel('What your organisation does')).toHaveValue(narrative);
		await page.getByLabel('What your organisation does').fill('Hashes are matched');
		await page.getByLabel('Web address').first().fill('https://example.org/');
		await page.getByRole('button', { name: 'Save and continue' }).click();
		await expect(page).toHaveURL(/\/2$/);
		await page.goto(`/en/workspace/assessments/${id}/check`);
		await expect(page.getByText('Hashes are matched')).toBeVisible();
	});
});

test('a rating of 7 is refused beside its field', async ({
	page,
	signIn,
	organisation,
	person
}) => {
	const company = await organisation({ kind: 'company' });
	const submitter = await person({ organisation: company, role: 'contributor' });
	const id = await started(submitter, company);
	await signIn(submitter.email);
	await page.goto(`/en/workspace/assessments/${id}/1`);
	await page.getByLabel('3 – In place').evaluate((input) => input.setAttribute('value', '7'));
	await page.getByLabel('3 – In place').check();
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await expect(page.getByRole('alert')).toContainText('choose a rating from 0 to 4');
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
