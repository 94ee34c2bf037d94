import type { Locator } from '@playwright/test';

/** Follows a link to another page and waits for it: a press comes back while the old page still stands. */
export async function follow(link: Locator): Promise<void> {
	const page = link.page();
	const before = page.url();
	await link.click();
	await page.waitForURL((url) => url.href !== before);
}
