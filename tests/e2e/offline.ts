import type { Page } from '@playwright/test';

/** The line drops, once what a page fetches by itself after it has come is there too. */
export async function goOffline(page: Page): Promise<void> {
	await page.waitForLoadState('networkidle');
	await page.context().setOffline(true);
}
