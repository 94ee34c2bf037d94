import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { LISTINGS } from '#lib/exchange/listings.server.ts';
import { freshDatabase } from '../database.ts';
import { sourcesIn } from '../sources.ts';
import { setStage, type Stage } from './assessment-world.ts';
import { calls, outcome, TURNED_AWAY, type Call } from './stranger-calls.ts';
import { OPEN, OWN, plant, type Case } from './stranger-cases.ts';

let stage: Stage;
let cases: Record<string, Case>;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	cases = await plant(stage);
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);

describe('every query and command that a route can reach', () => {
	it('is open to everyone by name, or tried here', async () => {
		const names = [...(await calls()).keys()].sort();
		expect(names.length).toBeGreaterThan(80);
		expect(names.filter((name) => !OPEN.includes(name) && !(name in cases))).toEqual([]);
		expect([...OPEN, ...Object.keys(cases)].filter((name) => !names.includes(name))).toEqual([]);
	});

	it('or a list of the API, which is read as nobody', async () => {
		const given = sourcesIn('src/routes/api/v1').flatMap(({ text }) => [
			...text.matchAll(/publicReading\((\w+)\)/g)
		]);
		const paths = sourcesIn('src/routes/api/v1')
			.filter(({ text }) => text.includes('publicReading('))
			.map(({ path }) => path.replace('src/routes/api/v1', '').replace('/+server.ts', ''));
		expect(given.length).toBe(paths.length);
		expect(LISTINGS.map(({ path }) => path).sort()).toEqual(paths.sort());
	});

	it('turns away nobody and strangers, and not those whose it is', async () => {
		const all = await calls();
		for (const [name, { by, given }] of Object.entries(cases)) {
			const call = all.get(name) as Call;
			for (const actor of [PUBLIC, who('stranger')]) {
				const came = await outcome(actor, call, given);
				const said = JSON.stringify(came);
				if (OWN.includes(name) && typeof came === 'object')
					expect(said, name).not.toMatch(/Name of owner|"OWNER/);
				else if (said !== '[]') expect(TURNED_AWAY, `${name} by ${actor.kind}`).toContain(came);
			}
			const own = await outcome(who(by), call, given);
			if (name !== 'removeFigure') expect(TURNED_AWAY, `${name} by ${by}`).not.toContain(own);
			expect(own, `${name} by ${by}`).not.toBeInstanceOf(Error);
			if (OWN.includes(name)) expect(JSON.stringify(own), name).toMatch(/Name of owner|"OWNER/);
		}
	});
});
