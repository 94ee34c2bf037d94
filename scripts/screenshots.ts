// `npm run screenshots`: the pictures of the README, of the trial as it is on its first day.
import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './programs.mjs';
import { startServer } from './testing/server.ts';

const PAGES = [
	{ name: 'overview', path: '/en', from: 'body' },
	{ name: 'compare-companies', path: '/en/compare/companies', from: 'main table' },
	{ name: 'compare-countries', path: '/fr/compare/countries', from: 'main table' }
];

const directory = mkdtempSync(join(tmpdir(), 'concord-screenshots-'));
const server = await startServer('server-screenshots', { ORIGIN: '', CONCORD_DATA_DIR: directory });
const browser = await chromium.launch({
	executablePath: await findChromium(),
	chromiumSandbox: process.getuid?.() !== 0,
	args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update']
});
try {
	const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
	for (const { name, path, from } of PAGES) {
		await page.goto(server.address + path);
		await page
			.locator(from)
			.first()
			.evaluate((element) => element.scrollIntoView());
		await page.screenshot({ path: `docs/images/${name}.png` });
		process.stdout.write(`docs/images/${name}.png\n`);
	}
} finally {
	await browser.close();
	await server.stop();
	rmSync(directory, { recursive: true });
}
