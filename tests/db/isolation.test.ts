import { eq, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Person } from '#lib/access/actor.ts';
import { can, type Resource } from '#lib/access/policy.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import { plantEveryState, plantRemovals, type Planted } from './every-state.ts';
import { PROBES } from './probes.ts';
import { readerIn } from './reader.ts';
import { CLOSED, OPEN, READS } from './reads.ts';
import { asSystem, cast, type Cast } from './world.ts';

/** Thrown to undo what a probe changed. */
class Undo extends Error {}

type Statement = ReturnType<typeof sql>;

let database: Database;
let world: Cast;
let planted: Planted;

beforeAll(async () => {
	database = await freshDatabase();
	useDatabase(database);
	world = await cast('company');
	planted = await asSystem((db) => plantEveryState(db, world));
	await withActor(actorNamed('administrator'), (db) => plantRemovals(db, planted));
}, 60_000);

afterAll(closeDatabase);

const eachActor = [
	'public',
	'stranger',
	'participant',
	'viewer',
	'contributor',
	'approver',
	'editor',
	'publisher',
	'administrator'
] as const;
const actorNamed = (name: string) => world.actors[name] as Actor;

async function rowsOf<Row>(db: Db, query: Statement): Promise<Row[]> {
	return ((await db.execute(query)) as unknown as { rows: Row[] }).rows;
}

/** One answer for each actor: the whole of it is compared, so that a failure says who else is concerned. */
async function forEachActor<Answer>(
	answer: (name: string) => Answer | Promise<Answer>
): Promise<Record<string, Answer>> {
	const answers: Record<string, Answer> = {};
	for (const name of eachActor) answers[name] = await answer(name);
	return answers;
}

describe('row-level security', () => {
	it.each(Object.entries(READS))('shows of %s what each may see', async (_, { seen, shown }) => {
		const found = await forEachActor((name) =>
			withActor(actorNamed(name), (db) => rowsOf<{ seen: string }>(db, seen))
		);
		const words = await forEachActor((name) => found[name]?.map((row) => row.seen).sort());
		expect(words).toEqual(
			await forEachActor((name) => [...shown(readerIn(world, name), world)].sort())
		);
	});

	it.each(CLOSED)('shows nothing of %s to anyone', async (table) => {
		for (const name of eachActor)
			await expect(
				withActor(actorNamed(name), (db) =>
					db.execute(sql`select * from ${sql.identifier(table)}`)
				),
				name
			).rejects.toThrow();
	});
});

/** Whether a change tried straight in SQL, past every check in TypeScript, touched anything; undone afterwards. */
async function changes(db: Db, statement: Statement): Promise<boolean> {
	let touched = 0;
	try {
		await db.transaction(async (inner) => {
			const result = (await inner.execute(statement)) as unknown as {
				rowCount?: number | null;
				affectedRows?: number;
			};
			touched = result.affectedRows ?? result.rowCount ?? 0;
			throw new Undo();
		});
	} catch (thrown) {
		if (!(thrown instanceof Undo)) return false;
	}
	return touched > 0;
}

const changed = (actor: Actor, statement: Statement) =>
	withActor(actor, (db) => changes(db, statement));

describe('past the policy table', () => {
	it.each(Object.entries(PROBES))('%s: who may, and in which states', async (_, probe) => {
		const may = (name: string, state: string) => {
			const who = readerIn(world, name);
			if (typeof probe.may === 'function') return probe.may(who, state);
			const participantIds = [world.partner.id];
			const resource = { organisationId: world.owner.id, participantIds, state } as Resource;
			return can(who.actor, probe.may, resource);
		};
		const done = await forEachActor((name) =>
			withActor(actorNamed(name), async (db) => {
				const found: string[] = [];
				for (const state of probe.states)
					if (await changes(db, probe.statement(state, planted))) found.push(state);
				return found;
			})
		);
		expect(done).toEqual(
			await forEachActor((name) => probe.states.filter((state) => may(name, state)))
		);
	});
});

describe('what is tried', () => {
	it('is reading every table', async () => {
		const tables = await asSystem((db) =>
			rowsOf<{ name: string }>(
				db,
				sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
			)
		);
		const tried = [...Object.keys(READS), ...OPEN, ...CLOSED].sort();
		expect(tried).toEqual(tables.map(({ name }) => name).sort());
	});

	it('takes for open to all what a policy says is', async () => {
		const open = await asSystem((db) =>
			rowsOf<{ name: string }>(
				db,
				sql`select tablename as name from pg_policies where cmd = 'SELECT' and qual = 'true' and 'concord_app' = any (roles)`
			)
		);
		expect(open.map(({ name }) => name).sort()).toEqual([...OPEN].sort());
	});

	it('is every kind of change that a policy lets anyone make', async () => {
		const policies = await asSystem((db) =>
			rowsOf<{ change: string }>(
				db,
				sql`select distinct lower(cmd) || ' ' || tablename as change from pg_policies
					where cmd <> 'SELECT' and 'concord_app' = any (roles)`
			)
		);
		const dialect = new PgDialect();
		const tried = Object.values(PROBES).map(({ states, statement }) => {
			const { sql: text } = dialect.sqlToQuery(statement(states[0] ?? '', planted));
			return text.replace(/^(insert|update|delete)( into| from)? "?(\w+)[^]*/, '$1 $3');
		});
		expect(policies.map(({ change }) => change).filter((one) => !tried.includes(one))).toEqual([]);
	});
});

describe('the database', () => {
	it('forces row-level security on every table', async () => {
		const rows = await asSystem((db) =>
			rowsOf(
				db,
				sql`select relname from pg_class
					where relkind = 'r' and relnamespace = 'public'::regnamespace
						and not (relrowsecurity and relforcerowsecurity)`
			)
		);
		expect(rows).toEqual([]);
	});

	it('runs no request as the owner of the tables or as a superuser', async () => {
		const rows = await withActor({ kind: 'public' }, (db) =>
			rowsOf(
				db,
				sql`select rolname, rolsuper, rolbypassrls,
						exists (select from pg_class c where c.relowner = r.oid and c.relkind = 'r') as owns
					from pg_roles r where rolname = current_user`
			)
		);
		expect(rows).toEqual([
			{ rolname: 'concord_app', rolsuper: false, rolbypassrls: false, owns: false }
		]);
	});

	it('has nothing for who leaves the role of the request, but for the embedded database, which has one user', async () => {
		const read = withActor({ kind: 'public' }, async (db) => {
			await db.execute(sql`reset role`);
			return rowsOf(db, sql`select email from users`);
		}).then(
			(rows) => `${rows.length > 0 ? 'all' : 'no'} rows`,
			() => 'refused'
		);
		expect(await read).toBe(database.engine === 'pglite' ? 'all rows' : 'refused');
	});

	it('lets nobody insert, change or remove an audit entry', async () => {
		for (const name of eachActor)
			for (const statement of [
				sql`insert into audit_events values (99, now(), null, null, 'x', 'x', 'x', '{}', '', 'x')`,
				sql`update audit_events set event = 'x'`,
				sql`delete from audit_events`
			])
				expect(await changed(actorNamed(name), statement)).toBe(false);
	});

	it('lets no author publish a summary, whoever asks and however', async () => {
		const publisher = world.actors.publisher as Person;
		await asSystem((db) =>
			db
				.update(t.summaries)
				.set({ authors: [publisher.userId] })
				.where(eq(t.summaries.state, 'in_review'))
		);
		expect(
			await changed(
				publisher,
				sql`update summaries set state = 'published', published_by = concord_user(), slug = 'mine' where state = 'in_review'`
			)
		).toBe(false);
	});

	it('lets nobody review whom an interest keeps from it', async () => {
		const editor = world.actors.editor as Person;
		const { assessments, owner, requirements } = planted;
		await asSystem((db) =>
			db.insert(t.reviewerInterests).values({
				assessmentId: assessments.in_review,
				organisationId: owner,
				reviewerId: editor.userId,
				conflicted: true,
				note: 'worked there'
			})
		);
		for (const statement of [
			sql`update assessments set state = 'accepted' where id = ${assessments.in_review}`,
			sql`update answer_reviews set comment = 'x' where assessment_id = ${assessments.in_review}`,
			sql`update reviewer_opinions set rating = 2 where assessment_id = ${assessments.in_review}`,
			sql`update reviewer_interests set conflicted = false where reviewer_id = ${editor.userId}`,
			sql`insert into answer_reviews (assessment_id, organisation_id, requirement_id, revision, reviewer_id)
				values (${assessments.in_review}, ${owner}, ${requirements[2]}, 1, concord_user())`
		])
			expect(await changed(editor, statement)).toBe(false);
	});

	it('leaves nothing of one actor to the next on the same connection', async () => {
		await withActor(actorNamed('approver'), (db) => db.execute(sql`select 1`));
		const rows = await withActor({ kind: 'public' }, (db) =>
			rowsOf(
				db,
				sql`select concord_user() as id, concord_organisations('reads')::text as reads, concord_secretariat() as staff`
			)
		);
		expect(rows).toEqual([{ id: null, reads: '{}', staff: false }]);
	});
});
