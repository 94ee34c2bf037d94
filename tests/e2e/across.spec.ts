import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth, inReview } from './assessment-steps.ts';

test('a reviewer judges one principle over all companies, like beside like', async ({
	page,
	organisation,
	person,
	signIn,
	openAs
}) => {
	test.setTimeout(120_000);
	const low = { ...(await organisation({ kind: 'company' })), rating: 1 };
	const high = { ...(await organisation({ kind: 'company' })), rating: 4 };
	const secretariat = await organisation({ kind: 'secretariat' });
	const cycleId = await inReview([low, high]);
	await signIn((await person({ organisation: secretariat, role: 'editor' })).email);
	await page.goto(`/en/secretariat/cycles/${cycleId}`);
	await page.getByRole('link', { name: 'Review one answer over all organisations' }).click();
	await page.getByRole('link', { name: 'Principle 2', exact: true }).click();
	await expect(page.getByText('2 assessments have been handed in.')).toBeVisible();
	const names = page.locator('main section').getByRole('heading', { level: 2 });
	await expect(names).toHaveText([high.nameEn, low.nameEn]);
	await expectAccessibleInBoth(page);

	const of = (company: { nameEn: string }) =>
		page.locator('section').filter({ hasText: company.nameEn });
	await of(high).getByLabel('Reviewer’s rating').selectOption('3 – In place');
	await of(high).getByLabel('Comment to the organisation').fill('One service is not covered.');
	await of(high)
		.getByLabel('Reason for the rating')
		.fill('It is in place on two services of three.');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'saved' })).toBeVisible();
	await expect(of(high).getByLabel('Comment to the organisation')).toHaveValue(
		'One service is not covered.'
	);
	await expect(of(low).getByLabel('Comment to the organisation')).toHaveValue('');

	await test.step('another reviewer who was slower is told whose answer it is about', async () => {
		const other = await openAs(
			(await person({ organisation: secretariat, role: 'publisher' })).email
		);
		await other.goto(page.url());
		await of(low).getByLabel('Comment to the organisation').fill('Planned for when?');
		// What was typed stands there before it is saved too: the others come once it is.
		const saved = page.waitForEvent('load');
		await page.getByRole('button', { name: 'Save' }).click();
		await saved;
		await expect(of(low).getByLabel('Comment to the organisation')).toHaveValue(
			'Planned for when?'
		);
		await expect(of(high).getByLabel('Comment to the organisation')).toHaveValue(
			'One service is not covered.'
		);
		const theirs = other.locator('section').filter({ hasText: low.nameEn });
		await theirs.getByLabel('Comment to the organisation').fill('Too late');
		await other.getByRole('button', { name: 'Save' }).click();
		await expect(other.getByRole('alert')).toContainText(low.nameEn);
		await expect(theirs.getByLabel('Comment to the organisation')).toHaveValue('Too late');
		await expectAccessible(other);
	});

	await page.setViewportSize({ width: 360, height: 740 });
	await follow(of(high).getByRole('link', { name: high.nameEn }));
	await expect(page.getByLabel('Comment to the organisation').nth(1)).toHaveValue(
		'One service is not covered.'
	);
	await follow(page.getByRole('link', { name: 'What the others say about it' }).nth(1));
	await expectAccessible(page);
});
