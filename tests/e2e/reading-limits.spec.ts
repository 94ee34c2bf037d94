import { randomBytes } from 'node:crypto';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { expect, test } from '../fixtures.ts';

test.describe('[TRUST 19] two instances behind a proxy', () => {
	let instances: RunningServer[];
	test.beforeAll(async () => {
		const { DATABASE_URL = '', DATABASE_OWNER_URL = '', AUTH_SECRET = '' } = process.env;
		const settings = { DATABASE_URL, DATABASE_OWNER_URL, AUTH_SECRET, CONCORD_DEMO: '1' };
		instances = await Promise.all(
			['one', 'two'].map((name) =>
				startServer(`server-reading-${name}`, { ...settings, PROXIES: '1' })
			)
		);
	});
	test.afterAll(() => Promise.all(instances.map((one) => one.stop())));

	test('together answer one network sixty times a minute and give it ten packages an hour, and pages as many as it likes', async ({
		request
	}) => {
		const network = `2001:db8:${randomBytes(2).toString('hex')}:2`;
		const ask = (n: number, path: string) =>
			request.get(`${instances[n % 2]?.address ?? ''}${path}`, {
				// What a client writes there itself is not believed: the last entry is the proxy's.
				headers: { 'x-forwarded-for': `192.0.2.${n % 250}, ${network}::${n + 1}` }
			});
		for (let n = 0; n < 60; n += 1)
			expect((await ask(n, '/api/v1/themes-of-nobody')).status(), 'what does not exist').toBe(404);
		for (let n = 0; n < 60; n += 1) {
			const answer = await ask(n, `/api/v1/forums?limit=${n + 1}`);
			expect(answer.status(), `${n}`).toBe(200);
		}
		for (const n of [60, 61]) {
			const answer = await ask(n, `/api/v1/forums?limit=${n + 1}`);
			expect(answer.status()).toBe(429);
			const wait = Number(answer.headers()['retry-after']);
			expect(wait).toBeGreaterThan(0);
			expect(wait).toBeLessThanOrEqual(60);
			expect(await answer.json()).toMatchObject({ status: 429, title: 'Too Many Requests' });
		}
		for (const n of [58, 58, 59, 59]) {
			const kept = await ask(n, `/api/v1/forums?limit=${n + 1}`);
			expect(kept.status(), 'what is kept finished is not counted').toBe(200);
		}
		for (let n = 0; n < 10; n += 1)
			expect((await ask(n, '/en/data/concord.zip')).status()).toBe(200);
		for (const n of [10, 11]) {
			const answer = await ask(n, '/en/data/concord.zip');
			expect(answer.status()).toBe(429);
			expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(3000);
			expect(await answer.text()).toMatch(/Try again in \d+ minutes.*Réessayez dans/s);
		}
		for (const n of [0, 1]) expect((await ask(n, '/en/data')).status()).toBe(200);
	});
});
