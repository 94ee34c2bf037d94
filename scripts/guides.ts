// `npm run guides`: walks the guides of every role in both languages, and takes their pictures on the way. It fails where
// a guide names what is not there; tests/e2e/guides.spec.ts walks those that change nothing, at each change.
import type { Browser, Locator, Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pictureAddress } from '#lib/guides/guide.ts';
import { GUIDES } from '#lib/guides/guides.ts';
import { LOCALES, type Locale } from '#lib/i18n/vocabulary.ts';
import { walk, WINDOW } from './guides/walk.ts';
import { startBrowser } from './testing/browser.ts';
import { startTrial } from './testing/server.ts';

/** Of 1: small files in which letters stay sharp. */
const QUALITY = 0.8;

/** In a picture, in place of the address at which it was taken. */
const ADDRESS = 'https://concord.example';

/** Chromium writes PNG and reads it again as WebP, which is a third of the size. */
async function asWebp(browser: Browser, png: Buffer): Promise<Buffer> {
	const page = await browser.newPage();
	const address = await page.evaluate(
		async ([source, quality]) => {
			const picture = new Image();
			picture.src = source;
			await picture.decode();
			const canvas = document.createElement('canvas');
			canvas.width = picture.naturalWidth;
			canvas.height = picture.naturalHeight;
			canvas.getContext('2d')?.drawImage(picture, 0, 0);
			return canvas.toDataURL('image/webp', quality);
		},
		[`data:image/png;base64,${png.toString('base64')}`, QUALITY] as const
	);
	await page.close();
	return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

async function take(
	browser: Browser,
	page: Page,
	name: string,
	from: Locator,
	locale: Locale
): Promise<void> {
	await from.evaluate((element: HTMLElement, address) => {
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = texts.nextNode(); text; text = texts.nextNode())
			if (text.nodeValue?.includes(location.origin))
				text.nodeValue = text.nodeValue.replaceAll(location.origin, address);
		// What is at the end of a page can be brought to the top too, without the foot that all pages have.
		element.ownerDocument.querySelector('footer')?.remove();
		element.ownerDocument.body.style.paddingBlockEnd = '100vh';
		element.style.scrollMarginBlockStart = '0.25rem';
		element.scrollIntoView();
	}, ADDRESS);
	const path = join('static', pictureAddress(name, locale));
	mkdirSync(dirname(path), { recursive: true });
	const file = await asWebp(browser, await page.screenshot());
	writeFileSync(path, file);
	process.stdout.write(`${path}, ${Math.round(file.length / 1024)} kB\n`);
}

const browser = await startBrowser();
try {
	for (const locale of LOCALES) {
		// Each language has a trial of its own, on its first day.
		const server = await startTrial('server-guides');
		const context = await browser.newContext({ ...WINDOW, baseURL: server.address });
		const page = await context.newPage();
		for (const guide of GUIDES)
			await walk(page, guide, locale, {
				picture: (name, from) => take(browser, page, name, from, locale)
			});
		await context.close();
		await server.stop();
	}
} finally {
	await browser.close();
}
