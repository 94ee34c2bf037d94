import { sql } from 'drizzle-orm';
import { withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import pg from 'pg';
import { assessmentsOf } from './assessments.ts';
import { commitmentRows } from './commitments.ts';
import { companiesOf } from './companies.ts';
import { historyOf } from './history.ts';
import { placesOf } from './places.ts';
import type { Size } from './sizes.ts';
import { sumsOf } from './sums.ts';
import { updatesOf } from './updates.ts';
import { worldOf } from './world.ts';

const ACTOR = { kind: 'system', task: 'reference' } as const;

/**
 * Fills a database that holds the reference data and nothing else with made-up countries, companies and all they
 * do; the same seed and size always give the same. All of it or nothing; every constraint and trigger holds.
 * Throws what the database holds of its own, having changed nothing.
 */
export async function generate(size: Size, seed: number): Promise<void> {
	await withActor(ACTOR, async (db) => {
		await requireUntouched(db);
		// What takes the application too long may take a generator longer.
		await db.execute(sql`set local statement_timeout = 0`);
		const world = await worldOf(db, size, seed);
		for (const statement of [
			...placesOf(world),
			...commitmentRows(world),
			...updatesOf(world),
			...companiesOf(world),
			...assessmentsOf(world),
			...sumsOf(world),
			...historyOf(world)
		])
			await db.execute(sql.raw(statement));
	});
}

/** Throws unless nobody has ever done or made anything here. */
export async function requireUntouched(db: Db): Promise<void> {
	const { rows } = (await db.execute(sql`select
		(select count(*)::int from users) as people,
		(select count(*)::int from assessments) as "self-assessments",
		(select count(*)::int from organisations where sample) as "sample organisations",
		(select count(*)::int from commitments where source_key is null) as "commitments of its own",
		(select count(*)::int from audit_events where event <> 'reference.loaded') as "recorded events"`)) as unknown as {
		rows: Record<string, number>[];
	};
	const own = Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0);
	if (own.length)
		throw new Error(
			`Nothing was generated: this database is in use, or was filled before. It holds ${own.map(([what, count]) => `${count} ${what}`).join(', ')}. Take an empty one.`
		);
}

/** Lets the planner know what there is, as the owner of the tables: in time, the server does so by itself. */
export async function settleStatistics(ownerUrl: string): Promise<void> {
	const client = new pg.Client({ connectionString: ownerUrl });
	await client.connect();
	try {
		await client.query('vacuum (analyze)');
	} finally {
		await client.end();
	}
}
