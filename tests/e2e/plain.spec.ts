import { expect, follow, test } from '../fixtures.ts';

test('a principle is told in plain words, from its page, with help one press away', async ({
	page
}) => {
	await page.goto('/en/principles/4');
	await follow(page.getByRole('link', { name: 'This principle in plain words' }));
	await expect(page).toHaveURL('/en/principles/4/plain');
	const promised = page.getByRole('heading', { name: 'Who promised it' });
	await expect(promised).toBeVisible();
	await expect(page.getByRole('link', { name: 'Microsoft' })).toBeVisible();
	await expect(
		page.getByText(/^Of \d+ companies that have given a public answer, \d+ say/)
	).toBeVisible();
	await follow(page.getByRole('link', { name: 'people who listen, by country' }));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Help lines and where to report'
	);
});

/** The place that is left for is not on this machine: what the browser asks for is answered here. */
const ELSEWHERE = 'https://meteo.gc.ca/';

test('three presses of Shift leave the page, and going back does not lead to it', async ({
	page
}) => {
	await page.route(`${ELSEWHERE}**`, (route) => route.fulfill({ body: 'Weather' }));
	await page.goto('/fr/principles');
	await page.goto('/fr/help');
	// Nothing on the page tells when its scripts have come.
	await expect(async () => {
		for (const key of ['Shift', 'Shift', 'Shift']) await page.keyboard.press(key);
		await expect(page).toHaveURL(ELSEWHERE, { timeout: 1000 });
	}).toPass();
	await page.goBack();
	await expect(page).toHaveURL('/fr/principles');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the way out is a link', async ({ page }) => {
		await page.route(`${ELSEWHERE}**`, (route) => route.fulfill({ body: 'Weather' }));
		await page.goto('/fr/principles/4/plain');
		await expect(page.getByText('trois fois sur Maj')).toBeHidden();
		await page.getByRole('link', { name: 'Quitter vite cette page' }).click();
		await expect(page).toHaveURL(ELSEWHERE);
	});
});
