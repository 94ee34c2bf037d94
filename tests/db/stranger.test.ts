import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { LISTINGS } from '#lib/exchange/listings.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import { sourcesIn } from '../sources.ts';
import { setStage, type Stage } from './assessment-world.ts';
import { OPEN, OWN, plant, type Case } from './stranger-cases.ts';

/** Where the domains are; what carries requests and sign-in has tests of its own. */
const DOMAINS =
	/^#lib\/(access\/(members|tokens)|assessments|audit\/queries|changes|commitments|comparison|exchange\/(listings|import\/(commands|queries|template)|sheet\/(commands|queries))|frameworks|indicators|links\/queries|notifications\/settings|organisations|summaries|webhooks)\b/;

type Call = (db: Db, actor: Actor, ...given: unknown[]) => unknown;
/** Thrown to undo what a call changed. */
class Undo extends Error {
	constructor(readonly value: unknown) {
		super();
	}
}

let stage: Stage;
let cases: Record<string, Case>;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	cases = await plant(stage);
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);

/** Each query and command of a domain that a route imports, by name. */
async function calls(): Promise<Map<string, Call>> {
	const found = new Map<string, Call>();
	for (const { text } of sourcesIn('src/routes')) {
		const imports = text.matchAll(/import (\{[^}]*\}|\* as \w+) from '(#lib\/[^']*\.server\.ts)'/g);
		for (const [, what = '', module = ''] of imports) {
			if (!DOMAINS.test(module)) continue;
			const exported = (await import(/* @vite-ignore */ module)) as Record<string, unknown>;
			const names = what.startsWith('*')
				? Object.keys(exported)
				: what.replace(/[{}]/g, '').split(',');
			for (const name of names.map((given) => given.trim().split(' as ')[0] ?? ''))
				if (typeof exported[name] === 'function') found.set(name, exported[name] as Call);
		}
	}
	return found;
}

/** Why it was refused, or what came of it; nothing stays changed. */
const outcome = async (actor: Actor, call: Call, given: unknown[]): Promise<unknown> =>
	withActor(actor, async (db) => {
		throw new Undo(await call(db, actor, ...given));
	}).catch((thrown: unknown) =>
		thrown instanceof Undo ? thrown.value : thrown instanceof Refusal ? thrown.reason : thrown
	);

const TURNED_AWAY = ['not_signed_in', 'not_found', 'not_allowed'];

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
