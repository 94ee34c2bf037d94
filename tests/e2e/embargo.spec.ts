import { randomUUID } from 'node:crypto';
import type { APIResponse } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { publishDueCycles } from '#lib/assessments/commands.server.ts';
import { renewCalendar } from '#lib/notifications/settings.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, test } from '../fixtures.ts';
import { inReview } from './assessment-steps.ts';
import { readerFor, textAt, wholeLists } from './reading.ts';

test('what is accepted is nowhere before the set time, and public after it, whatever was cached', async ({
	request,
	organisation,
	person,
	baseURL
}) => {
	test.setTimeout(180_000);
	const marker = `embargoed${randomUUID().slice(0, 8)}`;
	/** What finds it, and is not it: a page says again what was looked for. */
	const part = marker.slice(0, -2);
	const company = await organisation({ kind: 'company' });
	const publisher = await person({
		organisation: await organisation({ kind: 'secretariat' }),
		role: 'publisher'
	});
	const cycleId = await inReview([{ ...company, rating: 4 }]);
	const publishAt = new Date(Date.now() + 60 * 60 * 1000);
	const cycle = await asSystem(async (db) => {
		await db
			.update(t.assessments)
			.set({ state: 'accepted', acceptedAt: new Date() })
			.where(eq(t.assessments.cycleId, cycleId));
		await db
			.update(t.answers)
			.set({ narrative: marker })
			.where(eq(t.answers.organisationId, company.id));
		await db
			.update(t.cycles)
			.set({ publishAt, scheduledBy: publisher.userId })
			.where(eq(t.cycles.id, cycleId));
		return only(await db.select().from(t.cycles).where(eq(t.cycles.id, cycleId)));
	});
	const page = `/en/companies/${company.slug}?cycle=${cycle.key}`;
	const addresses = [
		page,
		page.replace('/en/', '/fr/'),
		...['en', 'fr'].flatMap((locale) =>
			[
				'',
				'/companies',
				`/companies?q=${part}`,
				`/companies/${company.slug}`,
				`/compare/companies?cycle=${cycle.key}`,
				'/compare/companies',
				`/changes?company=${company.slug}`,
				`/compare/companies/side-by-side?company=${company.slug}&cycle=${cycle.key}`,
				'/principles',
				'/principles/1',
				'/principles/endorsements',
				'/countries/capabilities',
				`/commitments?q=${part}`,
				'/summaries',
				'/data',
				'/workspace',
				'/workspace/findings'
			].map((path) => `/${locale}${path}`)
		),
		`/api/v1/compare/companies?cycle=${cycle.key}`,
		`/api/v1/compare/companies?cycle=${cycle.key}&format=csv`,
		`/api/v1/compare/companies/side-by-side?company=${company.slug}&cycle=${cycle.key}`,
		`/feeds/changes.xml?company=${company.slug}`,
		'/sitemap.xml'
	];
	const partner = await person({
		organisation: await organisation({ kind: 'company' }),
		role: 'approver'
	});
	const member = await person({ organisation: company, role: 'viewer' });
	const nobody = await readerFor(null, baseURL);
	const readPublic = async (): Promise<Map<string, string>> => {
		const read = await wholeLists(nobody);
		for (const address of addresses) read.set(address, await textAt(nobody, address));
		return read;
	};
	/** What a partner reads, and what stands in the calendars of a partner and of the company. */
	const readSignedIn = async (): Promise<Map<string, string>> => {
		const read = new Map<string, string>();
		const signedIn = await readerFor(partner, baseURL);
		for (const address of addresses.filter((one) => one.startsWith('/en')))
			read.set(`${address} as a partner`, await textAt(signedIn, address));
		for (const one of [partner, member]) {
			const calendar = await withActor(one, (db) => renewCalendar(db, one));
			const text = await textAt(nobody, calendar);
			expect(text).toContain('BEGIN:VCALENDAR');
			read.set(`the calendar of ${one.name}`, text);
		}
		return read;
	};

	// Read twice, so that whatever is kept of a page is kept before the time.
	await readPublic();
	const before = new Map([...(await readPublic()), ...(await readSignedIn())]);
	for (const [address, body] of before) expect(body.includes(marker), address).toBe(false);
	/**
	 * That it was published, which says nothing of what it holds: on the page, in the file and in the feed. Up to
	 * the day of publication, which is tomorrow in the last hour of a day.
	 */
	const upTo = publishAt.toISOString().slice(0, 10);
	const tidings = [
		`/en/changes?company=${company.slug}&to=${upTo}`,
		`/api/v1/changes?company=${company.slug}&to=${upTo}`,
		`/feeds/changes.xml?company=${company.slug}&to=${upTo}`
	];
	const published = `/companies/${company.slug}?cycle=${cycle.key}`;
	for (const address of tidings)
		expect(await textAt(nobody, address), address).not.toContain(published);
	const first = await request.get(page);
	const etag = first.headers().etag;

	expect(await publishDueCycles(new Date(publishAt.getTime() - 1000))).toBe(0);
	expect(await (await request.get(page)).text()).not.toContain(marker);
	expect(await publishDueCycles(publishAt)).toBeGreaterThan(0);

	expect(await (await request.get(page)).text()).toContain(marker);
	if (etag) {
		const asked: APIResponse = await request.get(page, { headers: { 'If-None-Match': etag } });
		expect(asked.status()).toBe(200);
		expect(await asked.text()).toContain(marker);
	}
	expect(await (await request.get(page.replace('/en/', '/fr/'))).text()).toContain(marker);
	for (const address of tidings)
		expect(await textAt(nobody, address), address).toContain(published);
});
