import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures.ts';

const WORDS = {
	en: {
		title: 'What has changed since',
		feed: 'Follow by feed (Atom)',
		apply: 'Apply filters',
		country: 'Country',
		from: 'From (this day included)',
		first: 'Back to the newest'
	},
	fr: {
		title: 'Ce qui a changé depuis',
		feed: 'Suivre par un fil (Atom)',
		apply: 'Appliquer les filtres',
		country: 'Pays',
		from: 'Du (ce jour compris)',
		first: 'Revenir aux plus récents'
	}
} as const;

/** Days that are over: other tests change nothing there. The public record was collected on the last of them. */
const SETTLED = 'from=2024-01-01&to=2026-06-30';
const COLLECTED = 'from=2026-11-01&to=2026-11-01';
/** So long that it takes more than a page. */
const LONG = 'from=1990-01-01&to=2026-11-01';

/** What the page lists: the day, what happened, to what, and where it is read. */
const listed = (page: Page) =>
	page.locator('main section').evaluateAll((days) =>
		days.flatMap((day) =>
			[...day.querySelectorAll('li')].map((item) => {
				const what = item.querySelector('.what a');
				const own = what?.querySelector('span')?.firstChild?.textContent ?? '';
				return {
					day: day.querySelector('time')?.getAttribute('datetime') ?? '',
					kind: item.querySelector('.tag')?.textContent?.trim() ?? '',
					what: own.trim(),
					address: what?.getAttribute('href') ?? ''
				};
			})
		)
	);

/** A feed as the browser reads it; fails where it is no XML. */
const readFeed = (page: Page, text: string) =>
	page.evaluate((source) => {
		const feed = new DOMParser().parseFromString(source, 'application/xml');
		const of = (parent: Element | Document, name: string) =>
			[...parent.children].flatMap((one) =>
				one.localName === name && one.namespaceURI === 'http://www.w3.org/2005/Atom' ? [one] : []
			);
		const root = feed.documentElement;
		const word = (parent: Element, name: string) =>
			of(parent, name)
				.map((one) => one.textContent)
				.join('|');
		const link = (parent: Element, rel: string) =>
			of(parent, 'link')
				.find((one) => one.getAttribute('rel') === rel)
				?.getAttribute('href') ?? '';
		return {
			broken: feed.querySelector('parsererror')?.textContent ?? null,
			root: root.localName,
			lang: root.getAttribute('xml:lang'),
			id: word(root, 'id'),
			title: word(root, 'title'),
			updated: word(root, 'updated'),
			author: of(root, 'author').map((one) => word(one, 'name')),
			self: link(root, 'self'),
			page: link(root, 'alternate'),
			entries: of(root, 'entry').map((entry) => ({
				id: word(entry, 'id'),
				title: word(entry, 'title'),
				updated: word(entry, 'updated'),
				link: link(entry, 'alternate')
			}))
		};
	}, text);

for (const locale of ['en', 'fr'] as const) {
	const words = WORDS[locale];

	test(`what has changed is open to everyone, accessible, and no wider than a phone (${locale})`, async ({
		page
	}) => {
		for (const query of [SETTLED, `${SETTLED}&country=CA`, COLLECTED, 'principle=4&forum=x-y']) {
			const answer = await page.goto(`/${locale}/changes?${query}`);
			expect(answer?.status(), query).toBe(query.includes('x-y') ? 404 : 200);
			if (answer?.status() === 404) continue;
			await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 640 });
			expect(await page.evaluate(() => document.documentElement.scrollWidth), query).toBe(320);
			await page.setViewportSize({ width: 1280, height: 800 });
		}
	});

	test(`its feed says the same as the page, and where and when (${locale})`, async ({
		page,
		request,
		baseURL
	}) => {
		await page.goto(`/${locale}/changes?${SETTLED}`);
		const shown = await listed(page);
		expect(shown.length).toBeGreaterThan(5);
		const address = (await page.getByRole('link', { name: words.feed }).getAttribute('href')) ?? '';
		await expect(page.locator('link[type="application/atom+xml"]')).toHaveAttribute(
			'href',
			address
		);
		const answer = await request.get(address);
		expect(answer.headers()['content-type']).toBe('application/atom+xml; charset=utf-8');
		const text = await answer.text();
		const feed = await readFeed(page, text);
		expect(feed.broken).toBeNull();
		expect(feed).toMatchObject({ root: 'feed', lang: locale, author: ['Concord'] });
		expect(feed.title).toContain(words.title.toLowerCase());
		expect(feed.self).toBe(`${baseURL}${address}`);
		expect(await (await request.get(feed.self)).text()).toBe(text);
		expect((await request.get(feed.page)).status()).toBe(200);
		expect(feed.updated).toBe(feed.entries[0]?.updated);

		const colon = locale === 'fr' ? '\u00a0: ' : ': ';
		expect(
			feed.entries.map(({ title, updated, link }) => ({
				day: new Date(updated).toISOString().slice(0, 10),
				title,
				link
			}))
		).toEqual(
			shown.map(({ day, kind, what, address }) => ({
				day,
				title: `${kind}${colon}${what}`,
				link: `${baseURL}${address}`
			}))
		);
		const ids = [feed.id, ...feed.entries.map(({ id }) => id)];
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) expect(id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
		for (const link of new Set(feed.entries.slice(0, 10).map((one) => one.link)))
			expect((await request.get(link)).status(), link).toBe(200);
	});

	test(`its file has the rows of the page, in its order (${locale})`, async ({ page, request }) => {
		await page.goto(`/${locale}/changes?${SETTLED}&country=CA`);
		const shown = await listed(page);
		const json = page.getByRole('link', { name: /^JSON/ });
		const { data } = (await (
			await request.get((await json.getAttribute('href')) ?? '')
		).json()) as { data: { date: string; address: string }[] };
		expect(data.map(({ date, address }) => [date, `/${locale}${address}`])).toEqual(
			shown.map(({ day, address }) => [day, address])
		);
		for (const name of [/^CSV/, /^XLSX/]) {
			const link = page.getByRole('link', { name });
			expect((await request.get((await link.getAttribute('href')) ?? '')).ok()).toBe(true);
		}
	});
}

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	for (const locale of ['en', 'fr'] as const)
		test(`the days and a country are chosen, and the list is leafed through (${locale})`, async ({
			page
		}) => {
			const words = WORDS[locale];
			await page.goto(`/${locale}/changes?${LONG}`);
			await expect(page.locator('main section li')).toHaveCount(100);
			const first = page.locator('.what a').first();
			const newest = (await first.textContent()) ?? '';
			await page.locator('main a[rel="next"]').click();
			await expect(page).toHaveURL(/after=/);
			await expect(first).toBeVisible();
			await expect(first).not.toHaveText(newest);
			await page.getByRole('link', { name: words.first }).click();
			await expect(first).toHaveText(newest);
			await page.getByLabel(words.from).fill('2026-10-30');
			await page.getByLabel(words.country).selectOption('NZ');
			await page.getByRole('button', { name: words.apply }).click();
			await expect(page).toHaveURL(/from=2026-10-30.*country=NZ/);
			await expect(page.locator('main section li').first()).toBeVisible();
			for (const who of await page.locator('main section li .meta a').all())
				expect(await who.getAttribute('href')).toMatch(/\/(countries\/NZ|companies\/)/);
		});
});

test('the pages of a country, a company, a principle and a forum lead to what has changed there', async ({
	page
}) => {
	for (const [path, query] of [
		['/countries/CA', 'country=CA'],
		['/companies/google', 'company=google'],
		['/principles/4', 'principle=4'],
		['/forums/five-country', 'forum=five-country'],
		['/compare', '']
	] as const) {
		await page.goto(`/en${path}`);
		await page.getByRole('main').getByRole('link', { name: WORDS.en.title }).click();
		await expect(page).toHaveURL(query ? `/en/changes?${query}` : '/en/changes');
		await expect(page.getByRole('heading', { level: 1, name: WORDS.en.title })).toBeVisible();
	}
});

test('what cannot be read is left out by the page, and refused by file and feed', async ({
	request
}) => {
	const wrong = 'from=2026-02-30&country=CA';
	expect((await request.get(`/en/changes?${wrong}`)).status()).toBe(200);
	for (const address of [`/api/v1/changes?${wrong}`, `/feeds/changes.xml?${wrong}`]) {
		const answer = await request.get(address);
		expect(answer.status(), address).toBe(400);
		expect(await answer.json()).toMatchObject({ parameters: [{ name: 'from' }] });
	}
	expect((await request.get('/feeds/changes.xml?lang=de')).status()).toBe(400);
	expect((await request.get('/feeds/changes.xml?country=ZZ')).status()).toBe(404);
});
