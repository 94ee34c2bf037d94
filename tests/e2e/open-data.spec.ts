import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { filesIn, rowsOf } from '../package-reading.ts';

for (const [lang, words] of [
	['en', { all: 'Everything public, as a data package (ZIP)', api: /what each address takes/i }],
	['fr', { all: 'Tout ce qui est public, en un paquet de données (ZIP)', api: /chaque adresse/ }]
] as const)
	test(`everything public is taken at once, and the API is read address by address (${lang})`, async ({
		page,
		request
	}) => {
		await page.goto(`/${lang}/data`);
		await expectAccessible(page);
		const downloaded = page.waitForEvent('download');
		await page.getByRole('link', { name: words.all }).click();
		const file = await downloaded;
		expect(file.suggestedFilename()).toMatch(/^concord-\d{4}-\d\d-\d\d\.zip$/);
		const files = filesIn(await readFile(await file.path()));
		const commitments = rowsOf(files, 'commitments');
		expect(commitments.some(({ reference }) => reference === 'CA-0001')).toBe(true);

		const address = `/${lang}/data/concord.zip`;
		const first = await request.get(address);
		const had = { 'if-none-match': first.headers()['etag'] ?? '' };
		expect(first.headers()['access-control-allow-origin']).toBe('*');
		expect([200, 304]).toContain((await request.get(address, { headers: had })).status());

		await follow(page.getByRole('link', { name: words.api }));
		for (const width of [1280, 320]) {
			await page.setViewportSize({ width, height: 900 });
			await expectAccessible(page);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide).toBeLessThanOrEqual(width);
		}
		const example = page.getByRole('link', { name: /\/api\/v1\/commitments$/ });
		await expect(example).toHaveAttribute('href', /\/api\/v1\/commitments$/);
		expect((await request.get((await example.getAttribute('href')) ?? '')).status()).toBe(200);
		const all = await request.get('/api/v1/openapi.json');
		const { paths } = (await all.json()) as { paths: Record<string, object> };
		await expect(page.locator('h3')).toHaveCount(
			Object.values(paths).flatMap((item) => Object.keys(item)).length
		);
	});
