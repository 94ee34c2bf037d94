import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestEvent } from '@sveltejs/kit';
import { countRead, forgetOldReads } from '#lib/exchange/reading-limits.server.ts';
import { companyListing } from '#lib/exchange/listings/companies.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';
import { PROBLEM } from '#lib/exchange/problem.ts';
import { beginCommitment } from '#lib/exchange/writing/commitments.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { env } from '#lib/server/env.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const NOW = new Date('2026-03-02T09:00:00Z');
const later = (seconds: number) => new Date(NOW.valueOf() + seconds * 1000);
const rows = () => asSystem((db) => db.select().from(t.readsCounted));

/** What a request from there is answered. */
async function ask(
	handler: (event: never) => Response | Promise<Response>,
	from: string,
	path: string,
	init: RequestInit = {}
) {
	const url = new URL(`https://concord.example/api/v1${path}`);
	const event: Partial<RequestEvent> = {
		url,
		request: new Request(url, init),
		params: {},
		getClientAddress: () => from
	};
	return handler(event as never);
}

describe('[TRUST 19] reading without a token', () => {
	it('is answered sixty times a minute for one network, by however many at once, and then told how long to wait', async () => {
		const answers = await Promise.all(
			Array.from({ length: 80 }, (_, n) => countRead(`2001:db8:9:1::${n + 1}`, 'api', NOW))
		);
		expect(answers.filter((wait) => wait === null)).toHaveLength(60);
		expect(new Set(answers)).toEqual(new Set([null, 60]));
		expect(await countRead('2001:db8:9:2::1', 'api', NOW)).toBeNull();
		expect(await countRead('2001:db8:9:1::1', 'api', later(45))).toBe(15);
		expect(await countRead('2001:db8:9:1::1', 'api', later(60))).toBeNull();
	});

	it('takes ten whole files an hour, beside what else is read', async () => {
		const from = '198.51.100.7';
		for (let n = 0; n < 10; n += 1) expect(await countRead(from, 'files', NOW)).toBeNull();
		expect(await countRead(from, 'files', later(600))).toBe(3000);
		expect(await countRead(from, 'api', NOW)).toBeNull();
		expect(await countRead(from, 'files', later(3600))).toBeNull();
	});

	it('costs the database nothing once a network has had enough', async () => {
		const from = '198.51.100.8';
		for (let n = 0; n < 61; n += 1) await countRead(from, 'api', NOW);
		const before = await rows();
		for (let n = 0; n < 500; n += 1) expect(await countRead(from, 'api', NOW)).toBe(60);
		expect(await rows()).toEqual(before);
	});

	it.each(['127.0.0.1', '::1', '10.1.2.3', 'fd00::1', 'unknown', null])(
		'is not counted from %s, which tells nobody apart',
		async (from) => {
			const before = await rows();
			for (let n = 0; n < 70; n += 1) expect(await countRead(from, 'api', NOW)).toBeNull();
			expect(await rows()).toEqual(before);
		}
	);

	it('is counted under a hash, which is forgotten', async () => {
		const kept = JSON.stringify(await rows());
		for (const address of ['198.51.100', '2001:db8']) expect(kept).not.toContain(address);
		await forgetOldReads(later(3 * 3600));
		expect(await rows()).toEqual([]);
	});
});

describe('[TRUST 19] the API', () => {
	it('answers a list 429 with Retry-After after that, also to who brings a token that opens nothing', async () => {
		const from = '198.51.100.9';
		const list = publicReading(companyListing);
		const write = byToken(beginCommitment);
		const guess = { method: 'POST', headers: { authorization: 'Bearer concord_guessed' } };
		expect((await ask(write, from, '/commitments', guess)).status).toBe(401);
		for (let n = 1; n < env().API_PER_MINUTE; n += 1)
			expect((await ask(list, from, '/companies')).status).toBe(200);
		for (const answer of [
			await ask(list, from, '/companies', { headers: guess.headers }),
			await ask(write, from, '/commitments', guess)
		]) {
			expect(answer.status).toBe(429);
			expect(answer.headers.get('content-type')).toBe(PROBLEM);
			expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
			expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
		}
	});

	it('gives ten workbooks an hour', async () => {
		const from = '198.51.100.10';
		const list = publicReading(companyListing);
		for (let n = 0; n < env().FILES_PER_HOUR; n += 1)
			expect((await ask(list, from, '/companies?format=xlsx')).status).toBe(200);
		const answer = await ask(list, from, '/companies?format=xlsx');
		expect(answer.status).toBe(429);
		expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3000);
		expect((await ask(list, from, '/companies')).status).toBe(200);
	});
});
