import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor, type Person } from '#lib/access/actor.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import { plantEveryState } from './every-state.ts';
import { rowsOf } from './what-changed.ts';
import { asSystem, cast, type Cast } from './world.ts';

let database: Database;
let world: Cast;

beforeAll(async () => {
	database = await freshDatabase();
	useDatabase(database);
	world = await cast('company');
	await asSystem((db) => plantEveryState(db, world));
}, 60_000);
afterAll(closeDatabase);

const SETTINGS = ['user', 'token', 'reads', 'writes', 'approves', 'secretariat', 'seal'] as const;
const stranger = () => world.actors.stranger as Person;
const administrator = () => world.actors.administrator as Person;

/** Who the database takes the asker for, and how many drafts and people it shows them. */
async function seenBy(db: Db) {
	const [seen] = await rowsOf<Record<string, unknown>>(
		db,
		sql`select concord_user() as person, concord_organisations('reads')::text as reads, concord_secretariat() as staff,
			(select count(*)::int from commitments where state = 'draft') as drafts, (select count(*)::int from memberships) as people`
	);
	return seen;
}
const NOBODY = { person: null, reads: '{}', staff: false, drafts: 0, people: 0 };

/** What statements of an intruder's own, within a request of this actor, make the database show. */
const after = (actor: Actor, ...statements: SQL[]) =>
	withActor(actor, async (db) => {
		for (const statement of statements) await db.execute(statement);
		return seenBy(db);
	});

const settingsOf = (actor: Actor) =>
	withActor(actor, async (db) => {
		const found: Record<string, string> = {};
		for (const name of SETTINGS) {
			const [row] = await rowsOf<{ value: string }>(
				db,
				sql`select current_setting(${`concord.${name}`}) as value`
			);
			found[name] = row?.value ?? '';
		}
		return found;
	});

const set = (name: string, value: string, local = true) =>
	sql`select set_config(${`concord.${name}`}, ${value}, ${local})`;

describe('[TRUST 56] statements that somebody gets into a request', () => {
	it('see what the request sees, as long as they change nothing of it', async () => {
		expect(await after(administrator())).toMatchObject({
			person: administrator().userId,
			staff: true
		});
		expect(await after(PUBLIC)).toEqual(NOBODY);
	});

	it('become nobody by changing who asks', async () => {
		const taken = await settingsOf(administrator());
		for (const name of SETTINGS.filter((one) => one !== 'seal' && one !== 'token'))
			for (const actor of [PUBLIC, stranger()])
				expect(
					await after(actor, set(name, taken[name] || world.owner.id)),
					`${actor.kind} sets ${name}`
				).toEqual(NOBODY);
	});

	it('become nobody with a part of what was sealed for somebody else', async () => {
		const taken = await settingsOf(administrator());
		expect(await after(stranger(), set('seal', taken.seal ?? ''))).toEqual(NOBODY);
		const others = { ...taken, writes: world.owner.id };
		expect(
			await after(PUBLIC, ...Object.entries(others).map(([name, value]) => set(name, value)))
		).toEqual(NOBODY);
	});

	it('see nothing as the role of the portal itself', async () => {
		for (const actor of [PUBLIC, stranger(), administrator()])
			expect(await after(actor, sql`set local role concord_system`)).toMatchObject({
				drafts: 0,
				people: 0
			});
	});

	it('do not read the key, whoever asks', async () => {
		for (const actor of [PUBLIC, administrator(), { kind: 'system', task: 'test' } as const])
			await expect(
				withActor(actor, (db) => db.execute(sql`select key from actor_seal`))
			).rejects.toThrow();
	});

	it('leave nothing behind for the next request on the same connection', async () => {
		await withActor(PUBLIC, async (db) => {
			for (const name of SETTINGS) await db.execute(set(name, world.owner.id, false));
		});
		const seen = await Promise.all(Array.from({ length: 20 }, () => after(PUBLIC)));
		expect(seen).toEqual(Array.from({ length: 20 }, () => NOBODY));
	});

	it('write nothing into the log in the name of another', async () => {
		const append = (by: string | null) =>
			sql`select audit_append(${by}, null, 'x', 'person', 'x', '{}')`;
		for (const by of [administrator().userId, 'sign-in', null])
			await expect(after(stranger(), append(by)), String(by)).rejects.toThrow();
		await expect(after(stranger(), append(stranger().userId))).resolves.toBeDefined();
	});

	it('change nothing of the functions, the policies and the tables', async () => {
		for (const statement of [
			sql`alter table commitments disable row level security`,
			sql`drop policy commitments_read on commitments`,
			sql`create or replace function concord_itself() returns boolean language sql as 'select true'`,
			sql`set session_replication_role = replica`,
			sql`create table own (id int)`
		])
			await expect(after(administrator(), statement)).rejects.toThrow();
	});
});

describe('the role of the portal itself', () => {
	it('sees nothing by any policy but for what is sealed', async () => {
		const open = await asSystem((db) =>
			rowsOf(
				db,
				sql`select policyname from pg_policies where 'concord_system' = any (roles)
					and (qual !~ 'concord_itself' or coalesce(with_check, qual) !~ 'concord_itself')`
			)
		);
		expect(open).toEqual([]);
	});
});

describe('[TRUST 56] many people at once on few connections', () => {
	it('are each themselves, in each of two thousand transactions', async () => {
		const people = Object.values(world.actors).filter((actor) => actor.kind !== 'system');
		const expected = new Map<Actor, unknown>();
		for (const actor of people) expected.set(actor, await after(actor));
		expect(new Set([...expected.values()].map((seen) => JSON.stringify(seen))).size).toBe(
			people.length
		);
		const wrong: unknown[] = [];
		let at = 0;
		// A hundred at a time wait for the few connections.
		const asking = async () => {
			for (let turn = at++; turn < 2000; turn = at++) {
				const actor = people[(turn * 7) % people.length] ?? PUBLIC;
				// A third of them fail in the middle, as requests do.
				const seen = await withActor(actor, async (db) => {
					const found = await seenBy(db);
					if (turn % 3 === 0) throw new Interrupted(found);
					return found;
				}).catch((thrown: unknown) => {
					if (thrown instanceof Interrupted) return thrown.found;
					throw thrown;
				});
				if (JSON.stringify(seen) !== JSON.stringify(expected.get(actor))) wrong.push(seen);
			}
		};
		await Promise.all(Array.from({ length: 100 }, asking));
		expect(wrong).toEqual([]);
	}, 60_000);
});

class Interrupted extends Error {
	constructor(readonly found: unknown) {
		super();
	}
}
