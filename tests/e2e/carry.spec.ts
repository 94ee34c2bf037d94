import { expect, expectAccessible, test } from '../fixtures.ts';
import { expectAccessibleInBoth, publishedBefore } from './assessment-steps.ts';

test('a repeat assessment begins with last cycle’s answers, each confirmed or changed', async ({
	page,
	organisation,
	person,
	signIn,
	openAs
}) => {
	test.slow();
	const company = await organisation({ kind: 'company' });
	const submitter = await person({ organisation: company, role: 'contributor' });
	const approver = await person({ organisation: company, role: 'approver' });
	await publishedBefore(company);
	await signIn(submitter.email);
	await page.goto('/en/workspace/assessments');
	await expectAccessibleInBoth(page);
	await page.getByRole('button', { name: 'Start from the answers of Cycle 2025' }).click();
	await expect(page.getByText('0 of 11 answers completed')).toBeVisible();
	await expect(page.getByText('Carried over, not confirmed')).toHaveCount(11);
	await expectAccessibleInBoth(page);
	const list = page.url();

	await test.step('a carried answer says so, and is confirmed by one press', async () => {
		await page.getByRole('link', { name: 'Continue with principle 1' }).click();
		await expect(page.getByText('Unchanged since: Cycle 2025')).toBeVisible();
		await expectAccessibleInBoth(page);
		await page.getByRole('button', { name: 'Still true: confirm and continue' }).click();
		await expect(page).toHaveURL(/\/2$/);
	});

	await test.step('one that no longer holds is changed', async () => {
		await page.getByLabel('What your organisation does').fill('Measured since this year.');
		await page.getByRole('button', { name: 'Save and continue' }).click();
		await expect(page).toHaveURL(/\/3$/);
	});

	await test.step('until all are, it cannot be attested', async () => {
		const approving = await openAs(approver.email);
		await approving.goto(`${list}/check`);
		await expect(approving.getByText('Carried over, not confirmed', { exact: true })).toHaveCount(
			9
		);
		await expect(
			approving.getByText('Changed since the last published cycle').first()
		).toBeVisible();
		await expectAccessible(approving);
	});

	for (let number = 3; number <= 11; number++) {
		await page.waitForURL((url) => url.pathname.endsWith(`/${number}`));
		await page.getByRole('button', { name: 'Still true: confirm and continue' }).click();
	}
	await expect(page).toHaveURL(/\/check$/);
	await expect(page.getByText('Confirmed, unchanged since: Cycle 2025')).toHaveCount(10);
	await expectAccessibleInBoth(page);
	await page.goto(list);
	await expect(page.getByText('11 of 11 answers completed')).toBeVisible();

	await test.step('and an approver attests it', async () => {
		const approving = await openAs(approver.email);
		await approving.goto(`${list}/attest`);
		await approving.getByLabel('Your title').fill('Vice-President, Safety');
		await approving.getByLabel('I make this declaration').check();
		await approving.getByRole('button', { name: 'Attest and submit' }).click();
		await expect(approving.getByRole('heading', { level: 1 })).toHaveText('What was submitted');
	});
});

/**
 * Seconds that a practised person takes beside the portal's own, by the keystroke-level model (Card, Moran and
 * Newell 1980): to think before an act, to point and press, to type a letter; and to read an answer of sixty
 * words at 240 words a minute.
 */
const THINK = 1.35;
const PRESS = 1.3;
const LETTER = 0.28;
const READ = 15;

test('a repeat assessment with nothing changed takes a practised person under five minutes', async ({
	page,
	organisation,
	person,
	signIn,
	openAs
}) => {
	const company = await organisation({ kind: 'company' });
	const approver = await person({ organisation: company, role: 'approver' });
	await publishedBefore(company);
	await signIn((await person({ organisation: company, role: 'contributor' })).email);
	await page.goto('/en/workspace/assessments');
	const began = performance.now();
	let byPerson = 0;
	const press = async (act: () => Promise<void>) => {
		byPerson += THINK + PRESS;
		await act();
	};
	await press(() =>
		page.getByRole('button', { name: 'Start from the answers of Cycle 2025' }).click()
	);
	await press(() => page.getByRole('link', { name: 'Continue with principle 1' }).click());
	for (let number = 1; number <= 11; number++) {
		await page.waitForURL((url) => url.pathname.endsWith(`/${number}`));
		byPerson += READ;
		await press(() =>
			page.getByRole('button', { name: 'Still true: confirm and continue' }).click()
		);
	}
	await expect(page).toHaveURL(/\/check$/);
	// Another person attests what one wrote alone.
	const approving = await openAs(approver.email);
	await press(async () => void (await approving.goto(page.url())));
	await press(() => approving.getByRole('link', { name: 'Attest and submit' }).click());
	const title = 'Vice-President, Safety';
	await press(() => approving.getByLabel('Your title').fill(title));
	byPerson += title.length * LETTER;
	await press(() => approving.getByLabel('I make this declaration').check());
	await press(() => approving.getByRole('button', { name: 'Attest and submit' }).click());
	await expect(approving.getByRole('heading', { level: 1 })).toHaveText('What was submitted');
	const byPortal = (performance.now() - began) / 1000;
	test.info().annotations.push({
		type: 'time',
		description: `${byPerson.toFixed(0)} s of the person, ${byPortal.toFixed(0)} s of the portal`
	});
	expect(byPerson + byPortal).toBeLessThan(300);
});
