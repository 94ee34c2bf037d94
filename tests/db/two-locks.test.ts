import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import type * as Policy from '#lib/access/policy.ts';
import { LISTINGS } from '#lib/exchange/listings.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { ownedDatabase } from '../database.ts';
import { setStage, type Stage } from './assessment-world.ts';
import { calls, type Call } from './stranger-calls.ts';
import { plant, type Case } from './stranger-cases.ts';
import { contents, hiddenFrom } from './what-changed.ts';

/** The policy table, which lets everyone do everything while its lock is off. */
const policyTable = vi.hoisted(() => ({ off: false }));
vi.mock('#lib/access/policy.ts', async (original) => {
	const policy = await original<typeof Policy>();
	return {
		...policy,
		can: (...asked: Parameters<typeof policy.can>) => policyTable.off || policy.can(...asked)
	};
});

let stage: Stage;
let cases: Record<string, Case>;
let asOwner: (statements: string) => Promise<void>;
let all: Map<string, Call>;
let outsiders: readonly Actor[];
/** What row-level security keeps from each outsider, as it stood with both locks on. */
let hidden: Map<Actor, Set<string>>;
let before: Map<string, string>;

beforeAll(async () => {
	const owned = await ownedDatabase();
	asOwner = owned.asOwner;
	stage = await setStage(owned.database);
	cases = await plant(stage);
	all = await calls();
	outsiders = [PUBLIC, stage.who('stranger')];
	hidden = new Map();
	for (const actor of outsiders) hidden.set(actor, await hiddenFrom(actor));
	before = await contents();
}, 120_000);
afterAll(closeDatabase);

const tellsOfHidden = (actor: Actor, told: unknown): boolean => {
	const said = JSON.stringify(told) ?? '';
	return [...(hidden.get(actor) ?? [])].some((id) => said.includes(id));
};

/** Who got something hidden out of a call, or changed anything by it: each call is made for good, nothing is undone. */
async function gotThrough(): Promise<string[]> {
	const through: string[] = [];
	for (const [name, { given }] of Object.entries(cases))
		for (const actor of outsiders) {
			const told = await withActor(actor, async (db) => [
				await (all.get(name) as Call)(db, actor, ...given)
			]).catch(() => undefined);
			if (!told) continue;
			if (tellsOfHidden(actor, told)) through.push(`${name} tells ${actor.kind}`);
			const after = await contents();
			for (const [table, word] of after)
				if (word !== before.get(table)) through.push(`${name} by ${actor.kind} changes ${table}`);
			before = after;
		}
	return through;
}

/** Every list of the API as each outsider reads it. */
async function lists(): Promise<unknown[]> {
	const read: unknown[] = [];
	for (const actor of outsiders)
		for (const { path, parameters, example, read: rows } of LISTINGS)
			read.push([
				actor.kind,
				path,
				await withActor(actor, (db) =>
					rows(db, parameters.parse(example ?? {}), { limit: 500, after: null })
				).catch((thrown: unknown) => String(thrown))
			]);
	return read;
}

describe('[TRUST 56] with one of the two locks taken away', () => {
	it('there is something that it could let out', async () => {
		for (const actor of outsiders) expect(hidden.get(actor)?.size).toBeGreaterThan(50);
		const { by, given } = cases.getUpdate as Case;
		const own = await withActor(stage.who(by), async (db) =>
			(all.get('getUpdate') as Call)(db, stage.who(by), ...given)
		);
		expect(tellsOfHidden(PUBLIC, own)).toBe(true);
	});

	it('the policy table: row-level security lets no stranger read or change anything', async () => {
		policyTable.off = true;
		const through = await gotThrough().finally(() => (policyTable.off = false));
		expect(through).toEqual([]);
	}, 120_000);

	it('row-level security: the policy table does, and lists give what they gave', async () => {
		const listed = await lists();
		await asOwner(await withoutRowSecurity());
		const seen = await withActor(PUBLIC, (db) => db.execute(sql`select from commitments`));
		const published = listed.find((one) => (one as unknown[])[1] === '/commitments');
		expect((seen as unknown as { rows: unknown[] }).rows.length).toBeGreaterThan(
			(published as [string, string, { records: unknown[] }])[2].records.length
		);
		expect(await gotThrough()).toEqual([]);
		expect(await lists()).toEqual(listed);
	}, 120_000);
});

async function withoutRowSecurity(): Promise<string> {
	const { rows } = (await withActor(PUBLIC, (db) =>
		db.execute(
			sql`select string_agg(format('alter table %I disable row level security', relname), ';') as statements
				from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
		)
	)) as unknown as { rows: { statements: string }[] };
	return rows[0]?.statements ?? '';
}
