// `npm run screenshots`: the pictures of the README, of the trial as it is on its first day.
import { startBrowser } from './testing/browser.ts';
import { startTrial } from './testing/server.ts';

const PAGES = [
	{ name: 'overview', path: '/en', from: 'body' },
	{ name: 'compare-companies', path: '/en/compare/companies', from: 'main table' },
	{ name: 'compare-countries', path: '/fr/compare/countries', from: 'main table' }
];

const server = await startTrial('server-screenshots');
const browser = await startBrowser();
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
}
