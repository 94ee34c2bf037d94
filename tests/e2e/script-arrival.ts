import type { Page } from '@playwright/test';

/** Opens a page whose scripts are still on their way; `arrive` lets them come, and waits until they have taken over. */
export async function openBeforeScripts(page: Page, address: string) {
	let arrive = () => {};
	const arrived = new Promise<void>((resolve) => {
		arrive = resolve;
	});
	const scripts = '**/_app/immutable/**/*.js';
	await page.route(scripts, async (route) => {
		await arrived;
		await route.continue();
	});
	await page.goto(address, { waitUntil: 'commit' });
	await page.getByRole('contentinfo').waitFor();
	return async () => {
		arrive();
		await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
		await page.unroute(scripts);
	};
}
