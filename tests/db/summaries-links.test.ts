import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askNow } from '#lib/links/ask.server.ts';
import { collectLinks } from '#lib/links/collect.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { changeSummary, publishSummary, requestReview } from '#lib/summaries/commands.server.ts';
import { seeSummaryLink, wantSummaryLinks } from '#lib/summaries/links.server.ts';
import { getSummary } from '#lib/summaries/queries.server.ts';
import { publishDueSummaries, scheduleSummary } from '#lib/summaries/schedule.server.ts';
import { startSite, type Site } from '../site.ts';
import { as, refusal } from './assessment-world.ts';
import { read, setTheStage, TEXT, version, who, written } from './summary-stage.ts';
import { asSystem } from './world.ts';

let site: Site;
beforeAll(async () => {
	site = await startSite();
	await setTheStage();
}, 60_000);
afterAll(async () => {
	await closeDatabase();
	await site.close();
});

/** A summary in review whose English text has these links, the French one the first of them. */
async function linking(...addresses: string[]): Promise<string> {
	const id = await written();
	const links = addresses.map((address) => `[there](${address})`).join(' and ');
	await as(who('editor'), changeSummary, id, {
		...TEXT,
		bodyEn: `${TEXT.bodyEn} See ${links}, [ours](/en/commitments).`,
		bodyFr: `${TEXT.bodyFr} <${addresses[0] ?? ''}>`,
		version: await version(id)
	});
	await as(who('editor'), requestReview, id, await version(id));
	return id;
}
const parts = async (id: string) =>
	(await as(who('editor'), getSummary, id)).findings.map(({ part }) => part);
const check = async (id: string) => askNow(await as(who('editor'), wantSummaryLinks, id));
const see = (id: string, address: string, by = 'editor') =>
	refusal(as(who(by), seeSummaryLink, id, { address }));
const publish = async (id: string) =>
	refusal(as(who('publisher'), publishSummary, id, await version(id)));
const eventsOf = (id: string) =>
	asSystem(async (db) =>
		(await db.select().from(t.auditEvents).where(eq(t.auditEvents.subjectId, id))).map(
			({ event, detail }) => ({ event, detail })
		)
	);

describe('the links of a summary', () => {
	it('are found in both texts by the parser that shows them, each once, and none of our own', async () => {
		const id = await linking(site.at('/a'), site.at('/b'));
		const { links, findings } = await as(who('editor'), getSummary, id);
		expect(links).toMatchObject([
			{ address: site.at('/a'), languages: ['en', 'fr'], standing: 'waiting' },
			{ address: site.at('/b'), languages: ['en'], standing: 'waiting' }
		]);
		expect(findings).toMatchObject([
			{ kind: 'link', part: 'linkWaiting', where: 'text', detail: { en: site.at('/a') } },
			{ kind: 'link', part: 'linkWaiting', where: 'text', detail: { en: site.at('/b') } }
		]);
	});

	it('keep it from being published until each works', async () => {
		site.answer('/lost', { status: 404 });
		const id = await linking(site.at('/found'), site.at('/lost'));
		expect(await publish(id)).toBe('incomplete');
		await check(id);
		expect(await parts(id)).toEqual(['linkBroken']);
		expect(await publish(id)).toBe('incomplete');
		site.answer('/lost', { status: 200 });
		await check(id);
		expect(await parts(id)).toEqual([]);
		expect((await eventsOf(id)).map(({ event }) => event)).toContain('summary.links_asked');
		expect(await publish(id)).toBe('done');
	});

	it('may be vouched for by who has seen the page, where a program is not let in', async () => {
		site.answer('/closed', { status: 403 });
		site.answer('/down', { status: 500 });
		site.answer('/gone', { status: 410 });
		const addresses = ['/closed', '/down', '/gone'].map((path) => site.at(path));
		const [closed = '', down = '', gone = ''] = addresses;
		const id = await linking(closed, down, gone);
		expect(await see(id, closed)).toBe('not_allowed');
		await check(id);
		expect(await parts(id)).toEqual(['linkClosed', 'linkDoubtful', 'linkBroken']);
		expect(await see(id, closed)).toBe('done');
		expect(await see(id, down)).toBe('done');
		expect(await see(id, gone)).toBe('not_allowed');
		expect(await see(id, site.at('/elsewhere'))).toBe('not_found');
		expect(await parts(id)).toEqual(['linkBroken']);
		expect(await eventsOf(id)).toContainEqual(
			expect.objectContaining({
				event: 'summary.link_seen',
				detail: JSON.stringify({ address: closed })
			})
		);
		// Asked for again, it is as it was: the page was seen.
		await check(id);
		expect(await parts(id)).toEqual(['linkBroken']);
	});

	it('are nobody’s to vouch for but the secretariat’s', async () => {
		const id = await linking(site.at('/theirs'));
		for (const name of ['approver', 'stranger'])
			expect(await see(id, site.at('/theirs'), name), name).toBe('not_found');
	});

	it('are looked at once more before it is published at its time', async () => {
		site.answer('/going', { status: 200 });
		const id = await linking(site.at('/going'));
		await check(id);
		const at = new Date(Date.now() + 60_000);
		await as(who('publisher'), scheduleSummary, id, { at, version: await version(id) });
		site.answer('/going', { status: 404 });
		await check(id);
		await publishDueSummaries(new Date(Date.now() + 120_000));
		expect((await read(id)).state).toBe('in_review');
	});

	it('are asked for soon once it is in review', async () => {
		const id = await linking(site.at('/soon'));
		await asSystem((db) => db.delete(t.linkChecks));
		await collectLinks(new Date(), { nightly: true });
		const [row] = await asSystem((db) =>
			db
				.select()
				.from(t.linkChecks)
				.where(eq(t.linkChecks.url, site.at('/soon')))
		);
		expect(row?.nextAt?.getTime()).toBeLessThanOrEqual(Date.now());
		expect(await parts(id)).toEqual(['linkWaiting']);
	});
});
