import { sql } from 'drizzle-orm';
import type { Db } from '#lib/server/db/types.ts';

/** How many commitments were filtered by something else than their records say, and how many values had another count. */
export interface MendedFacets {
	facets: number;
	counted: number;
}

/**
 * Works out anew by what each published commitment is filtered, and how many there are of each value, and writes what
 * differs: what triggers write with whatever those are made of. For the portal itself.
 */
export async function mendFacets(db: Db): Promise<MendedFacets> {
	return { facets: await mendLines(db), counted: await mendCounts(db) };
}

async function mendLines(db: Db): Promise<number> {
	const { rows } = (await db.execute(sql`
		select coalesce(f.commitment_id, n.commitment_id) as id
		from commitment_facets f
			full join concord_facets_now(array(select id from commitments)) as n on n.commitment_id = f.commitment_id
		where row (f.*) is distinct from row (n.*)`)) as unknown as { rows: { id: string }[] };
	if (rows.length)
		await db.execute(
			sql`select concord_facets_refresh(${`{${rows.map(({ id }) => id).join(',')}}`}::uuid[])`
		);
	return rows.length;
}

/** What was counted in several rows, so that nobody had to wait, is one row again where it was wrong. */
async function mendCounts(db: Db): Promise<number> {
	const { rows } = (await db.execute(sql`
		with counted as (
			select v.facet, v.value, count(*)::int as count
			from commitment_facets f, concord_facet_values(f) v group by 1, 2
		), kept as (
			select facet, value, sum(count)::int as count from commitment_facet_counts group by 1, 2
		), wrong as (
			select facet, value, coalesce(c.count, 0) as count
			from counted c full join kept k using (facet, value)
			where coalesce(c.count, 0) <> coalesce(k.count, 0)
		), gone as (
			delete from commitment_facet_counts k using wrong w where k.facet = w.facet and k.value = w.value
		), written as (
			insert into commitment_facet_counts (facet, value, count) select facet, value, count from wrong where count > 0
		)
		select facet from wrong`)) as unknown as { rows: unknown[] };
	return rows.length;
}
