import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { prepareGround, type Ground } from './ground.ts';
import { ENDPOINTS, keptRecords } from './parts/api.ts';
import { besidePlain, copied } from './parts/warm.ts';
import { balanced, mixedLoad, ONE_IN } from './stale.ts';

/**
 * `npm run bench` in short, at the small size and on whatever else the machine does meanwhile: it notices what has
 * become ten times slower, no less.
 */
const OPTIONS = {
	size: 'small',
	seed: 7,
	rounds: 3,
	seconds: 0.4,
	tenfold: false,
	memory: 0,
	night: 0,
	companies: 0,
	mixed: 500
} as const;
const TENTH = 0.1;

let ground: Ground;
let server: RunningServer;
beforeAll(async () => {
	ground = await prepareGround(OPTIONS);
	server = await ground.server('quick', await ground.base());
});
afterAll(() => ground.close());

describe('what is kept is given by a tenth as fast at least as it is meant to be', () => {
	it.each([
		['a page', '/en/compare/companies', false],
		['word that it is the same', '/en/compare/companies', true]
	])('%s, against node:http', async (_, path, tagged) => {
		const copy = await copied(server, path, 'br', { tagged });
		const { ratio } = await besidePlain(ground, server, copy, { tagged });
		expect(ratio).toBeGreaterThan(0.85 * TENTH);
	});

	it('the API, against node:http and pg', async () => {
		const [path = ''] = ENDPOINTS;
		const { againstGeneric } = await keptRecords(ground, server, path);
		expect(againstGeneric).toBeGreaterThan(10 * TENTH);
	});
});

describe('two instances', () => {
	it('show nothing that is older than what had been acknowledged', async () => {
		const base = await ground.base();
		const { servers, balancer, close } = await balanced(2, (ORIGIN, place) =>
			ground.server(`quick-${place}`, base, { ORIGIN })
		);
		const { stale, failed, kept, writes } = await mixedLoad(base, servers, balancer, OPTIONS.mixed);
		await close();
		expect(failed).toEqual([]);
		expect(stale).toBe(0);
		expect(writes).toBeGreaterThanOrEqual(OPTIONS.mixed / ONE_IN);
		expect(kept, 'where nothing is kept, nothing can be stale').toBeGreaterThan(0);
	}, 150_000);
});
