import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askDueLinks, askNow } from '#lib/links/ask.server.ts';
import { collectLinks } from '#lib/links/collect.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { startSite, type Site } from '../site.ts';
import { create, evidenceOf, published, setTheStage } from './commitment-stage.ts';
import { asSystem } from './world.ts';

let site: Site;
/** A site at the same port of another address of this machine, to which nobody is to come. */
let inside: Site;
let insideToo: Site;

beforeAll(async () => {
	site = await startSite();
	inside = await startSite('127.0.0.1', site.port);
	insideToo = await startSite('::1', site.port);
	useDatabase(await freshDatabase());
	await setTheStage();
}, 120_000);
afterAll(async () => {
	await closeDatabase();
	await Promise.all([site, inside, insideToo].map((one) => one.close()));
});
beforeEach(async () => {
	site.hits.length = 0;
	site.slowly(0);
	await asSystem((db) => db.delete(t.linkChecks));
});

const HOUR = 60 * 60 * 1000;
const NOW = new Date();
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
const want = (...urls: string[]) =>
	asSystem((db) => db.insert(t.linkChecks).values(urls.map((url) => ({ url, nextAt: NOW }))));
const rows = () => asSystem((db) => db.select().from(t.linkChecks).orderBy(t.linkChecks.url));
const found = async (url: string) => (await rows()).find((row) => row.url === url);
const ask = (now = NOW, ways: Parameters<typeof askDueLinks>[1] = {}) =>
	askDueLinks(now, { nightly: true, ...ways });
/** Names that stand for the site, each a host of its own. */
const named = (...names: string[]) => ({
	resolve: () => Promise.resolve(['127.0.0.9']),
	named: names.map((name) => `${name}:${site.port}`).join(',')
});

describe('asking for links', () => {
	it('notes that a page is there, and asks for its head alone, by name', async () => {
		const url = site.at('/page');
		await want(url);
		expect(await ask()).toBe(1);
		expect(await found(url)).toMatchObject({ outcome: 'works', status: 200, takenAt: null });
		expect(site.hits.map(({ method, path }) => `${method} ${path}`)).toEqual(['HEAD /page']);
		expect(site.hits[0]?.headers['user-agent']).toMatch(/^Concord link check/);
		expect(site.hits[0]?.headers.cookie).toBeUndefined();
		expect(await ask()).toBe(0);
	});

	it('asks for the page where the head is answered badly', async () => {
		for (const head of [403, 404, 405, 501]) {
			const url = site.at(`/head-${head}`);
			site.answer(`/head-${head}`, { status: 200, head });
			await want(url);
			await ask();
			expect((await found(url))?.outcome).toBe('works');
		}
		expect(site.hits.filter(({ method }) => method === 'GET')).toHaveLength(4);
	});

	it('follows where it is led, and holds a picture or an archive for none', async () => {
		site.answer('/moved', { status: 301, to: '/page' });
		site.answer('/round', { status: 302, to: '/round' });
		site.answer('/picture', { status: 200, type: 'image/png' });
		site.answer('/archive', { status: 200, type: 'application/zip' });
		for (const [path, outcome, status] of [
			['/moved', 'works', 200],
			['/round', 'refused', null],
			['/picture', 'refused', 200],
			['/archive', 'refused', 200]
		] as const) {
			await want(site.at(path));
			await ask();
			expect(await found(site.at(path)), path).toMatchObject({ outcome, status });
		}
	});

	it('says at once that a page is gone, and that it works once it is there again', async () => {
		const url = site.at('/lost');
		site.answer('/lost', { status: 404 });
		await want(url);
		await ask();
		expect(await found(url)).toMatchObject({ outcome: 'gone', status: 404, attempts: 1 });
		site.answer('/lost', { status: 200 });
		await ask(later(72));
		expect(await found(url)).toMatchObject({ outcome: 'works', attempts: 0, failingSince: null });
	});

	it('holds a page for lost only once it has not answered for a day', async () => {
		const url = site.at('/down');
		await want(url);
		await ask();
		site.answer('/down', { status: 503 });
		for (const hours of [30, 32, 37]) {
			await ask(later(hours));
			expect(await found(url), `${hours}`).toMatchObject({
				outcome: 'works',
				triedAt: later(hours)
			});
		}
		await ask(later(90));
		expect(await found(url)).toMatchObject({ outcome: 'unreachable', status: 503 });
	});

	it('asks each once, one of each host at a time, however many ask', async () => {
		const hosts = ['one.test', 'two.test', 'three.test'];
		const urls = hosts.flatMap((host) =>
			['/1', '/2', '/3', '/4'].map((path) => site.at(path, host))
		);
		await want(...urls);
		site.slowly(20);
		const all = async () => {
			for (let asked = 1; asked;) asked = await ask(NOW, named(...hosts));
		};
		while ((await rows()).some(({ outcome }) => outcome === null))
			await Promise.all([all(), all(), all(), all()]);
		expect(site.hits).toHaveLength(urls.length);
		expect(site.mostOfOneHost()).toBe(1);
	});

	it('leaves what another took and did not finish for a minute, then takes it', async () => {
		const url = site.at('/left');
		await want(url);
		await asSystem((db) => db.update(t.linkChecks).set({ takenAt: NOW }));
		expect(await ask(NOW)).toBe(0);
		expect(await ask(later(1))).toBe(1);
	});

	it('holds nobody for lost where it reaches nobody at all', async () => {
		const hosts = ['one.test', 'two.test', 'three.test'];
		const urls = hosts.map((host) => site.at('/', host));
		await want(...urls);
		await ask(NOW, named(...hosts));
		const offline = { ...named(...hosts), resolve: () => Promise.reject(new Error('no network')) };
		// In the hours of the night, chance would decide which of them are asked for in the same one.
		const noonIn = (days: number) => new Date(later(days * 24).setUTCHours(12, 0, 0, 0));
		for (let days = 2; days < 60; days += 2) await ask(noonIn(days), offline);
		expect((await rows()).map(({ outcome }) => outcome)).toEqual(['works', 'works', 'works']);
		// Once it reaches one again, it is known that the others are lost.
		site.answer('/', { status: 200 });
		const [one = '', ...others] = urls;
		const cut = (name: string) =>
			name === 'one.test' ? Promise.resolve(['127.0.0.9']) : Promise.reject(new Error('no name'));
		for (let days = 70; days < 80; days += 1)
			await ask(noonIn(days), { ...named(...hosts), resolve: cut });
		expect((await found(one))?.outcome).toBe('works');
		for (const url of others) expect((await found(url))?.outcome).toBe('unreachable');
	});

	it('asks only for what somebody waits for where the operator has it ask nothing by itself', async () => {
		const [mine, other] = [site.at('/mine'), site.at('/other')];
		await want(mine, other);
		await asSystem((db) => db.update(t.linkChecks).set({ triedAt: later(1) }));
		await asSystem((db) =>
			db
				.update(t.linkChecks)
				.set({ askedAt: later(2) })
				.where(eq(t.linkChecks.url, mine))
		);
		expect(await ask(later(3), { nightly: false })).toBe(1);
		expect(await found(mine)).toMatchObject({ outcome: 'works', nextAt: null });
		expect((await found(other))?.outcome).toBeNull();
	});

	it('is done with what somebody waits for when they are told so', async () => {
		const urls = [site.at('/now'), site.at('/then')];
		await want(...urls);
		await askNow(urls);
		expect((await rows()).map(({ outcome }) => outcome)).toEqual(['works', 'works']);
	});
});

describe('[TRUST 8] a link that leads where the portal does not go', () => {
	it('is refused, and nobody comes there', async () => {
		site.answer('/in', { status: 302, to: inside.at('/secret') });
		site.answer('/in6', { status: 307, to: insideToo.at('/secret') });
		site.answer('/cloud', { status: 302, to: 'http://169.254.169.254/latest/meta-data' });
		site.answer('/password', { status: 302, to: `http://a:b@127.0.0.9:${site.port}/page` });
		site.answer('/file', { status: 302, to: 'file:///etc/passwd' });
		const urls = [
			inside.at('/'),
			inside.at('/', 'localhost'),
			inside.at('/', '2130706433'),
			insideToo.at('/'),
			insideToo.at('/', '[::ffff:127.0.0.1]'),
			'http://169.254.169.254/latest/meta-data',
			'http://10.0.0.1/',
			'http://[fd00::1]/',
			'https://127.0.0.1/',
			`http://a:b@127.0.0.9:${site.port}/`,
			...['/in', '/in6', '/cloud', '/password', '/file'].map((path) => site.at(path))
		];
		await want(...urls);
		while (await ask());
		for (const { url, outcome, status } of await rows())
			expect({ url, outcome, status }).toEqual({ url, outcome: 'refused', status: null });
		expect(inside.hits).toEqual([]);
		expect(insideToo.hits).toEqual([]);
	});

	it('is refused where its name stands for another address a moment later', async () => {
		site.answer('/page-again', { status: 302, to: '/secret' });
		const url = site.at('/page-again', 'moving.test');
		await want(url);
		let asked = 0;
		await ask(NOW, {
			resolve: () => Promise.resolve([(asked += 1) === 1 ? '127.0.0.9' : '169.254.0.1']),
			named: `moving.test:${site.port}`
		});
		expect(asked).toBe(2);
		expect((await found(url))?.outcome).toBe('refused');
		expect(inside.hits).toEqual([]);
	});
});

describe('which links are asked for', () => {
	it('are those of the public record, in the night, and no draft’s', async () => {
		const [open, closed] = [site.at('/open'), site.at('/closed')];
		await evidenceOf(await published(), open);
		await evidenceOf(await create(), closed);
		await collectLinks(NOW, { nightly: true });
		const found = await rows();
		expect(found.map(({ url }) => url)).toContain(open);
		expect(found.map(({ url }) => url)).not.toContain(closed);
		for (const { nextAt } of found) {
			expect(nextAt?.getTime()).toBeGreaterThan(NOW.getTime());
			expect(nextAt?.getUTCHours()).toBeLessThan(5);
		}
	});

	it('are none where the operator has it ask nothing by itself', async () => {
		await evidenceOf(await published(), site.at('/quiet'));
		await collectLinks(NOW, { nightly: false });
		expect(await rows()).toEqual([]);
	});

	it('are kept as they stand, not asked for once they stand nowhere, and forgotten', async () => {
		await evidenceOf(await published(), site.at('/kept'));
		await collectLinks(NOW, { nightly: true });
		await want(site.at('/nowhere'));
		await asSystem((db) => db.update(t.linkChecks).set({ triedAt: NOW }));
		const before = await found(site.at('/kept'));
		await collectLinks(later(1), { nightly: true });
		expect(await found(site.at('/kept'))).toEqual(before);
		expect(await found(site.at('/nowhere'))).toMatchObject({ nextAt: null });
		await collectLinks(later(100 * 24), { nightly: true });
		expect(await found(site.at('/nowhere'))).toBeUndefined();
		expect(await found(site.at('/kept'))).toBeDefined();
	});
});
