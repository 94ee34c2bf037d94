import { expect, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test('a person ends a session that goes on elsewhere, which is over with its next request', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'contributor' });
	const [here, there] = [await openAs(email), await openAs(email)];
	await there.goto('/en/workspace');
	await here.goto('/en/workspace/settings');
	await follow(here.getByRole('link', { name: 'See and end your sessions' }));
	const rows = here.getByRole('row').filter({ has: here.getByRole('cell') });
	await expect(rows).toHaveCount(2);
	await expect(rows.filter({ hasText: 'This one' })).toHaveCount(1);
	await expectAccessibleInBoth(here);
	await here.setViewportSize({ width: 320, height: 640 });
	expect(await here.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
	await rows.getByRole('button', { name: /^End/ }).click();
	await expect(here.getByText('The session has ended.')).toBeVisible();
	await expect(rows).toHaveCount(1);
	await there.goto('/en/workspace');
	await expect(there).toHaveURL(/\/en\/sign-in/);
	await here.goto('/en/workspace');
	await expect(here).toHaveURL(/\/en\/workspace$/);
});

test('what is typed keeps a session going, and nobody else is told of it', async ({
	organisation,
	person,
	openAs,
	request
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'contributor' });
	const page = await openAs(email);
	await page.clock.install();
	await page.goto('/en/workspace/commitments/new');
	const title = page.getByRole('textbox', { name: /title/i }).first();
	const asked: number[] = [];
	page.on('response', (response) => {
		if (response.url().endsWith('/session')) asked.push(response.status());
	});
	await title.pressSequentially('Train');
	expect(asked).toEqual([]);
	// The page counts from when its scripts came to life, which may be after the first letters.
	await expect(async () => {
		await page.clock.fastForward('06:00');
		await title.press('s');
		expect(asked).toContain(204);
	}).toPass();
	expect(new Set(asked)).toEqual(new Set([204]));
	const { status } = await request
		.post('/session', { headers: { origin: new URL(page.url()).origin } })
		.then((response) => ({ status: response.status() }));
	expect(status).toBe(401);
});
