import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { companyRecords } from '#lib/exchange/listings/comparisons.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { asSystem } from '../../../tests/db/world.ts';
import { companyFilters } from './schema.ts';

const records = async (query: Record<string, string>) => {
	const filters = companyFilters.parse({ view: 'trend', ...query });
	return (await withActor(PUBLIC, (db) => companyRecords(db, filters))).records;
};

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

interface Counted {
	cycle: string;
	assessed: number;
	rated: number;
	in_place: number;
	companies: number;
	cohort_rated: number;
	cohort_in_place: number;
	cohort: number;
	both: number;
	higher: number;
	unchanged: number;
	lower: number;
}

/** The same from the answers themselves, without the arrays that publishing writes and without our shaping. */
function counted(numbers: readonly number[], sector?: string): Promise<Counted[]> {
	const among = sql.join(
		numbers.map((number) => sql`${number}`),
		sql`, `
	);
	return rowsOf<Counted>(sql`
		with stages as (
			select c.id, c.key, dense_rank() over (order by c.opens_on) as at
			from cycles c join frameworks f on f.id = c.framework_id and f.key = 'voluntary-principles'
			where exists (select 1 from assessments a join organisations o on o.id = a.organisation_id
				where a.cycle_id = c.id and a.state = 'published'
				and (${sector ?? null}::text is null or ${sector ?? null}::text = any (o.sectors)))),
		published as (
			select s.key, s.at, a.id, a.organisation_id from assessments a join stages s on s.id = a.cycle_id
			join organisations o on o.id = a.organisation_id
			where a.state = 'published'
			and (${sector ?? null}::text is null or ${sector ?? null}::text = any (o.sectors))),
		given as (
			select p.key, p.at, p.organisation_id, r.number, w.rating from published p
			join answers w on w.assessment_id = p.id join requirements r on r.id = w.requirement_id
			where r.number in (${among}) and w.visibility = 'public' and w.rating is not null),
		always as (
			select organisation_id from given group by 1
			having count(distinct key) = (select count(*) from stages)),
		moved as (
			select n.key, n.rating - b.rating as by from given n join given b
			on b.organisation_id = n.organisation_id and b.number = n.number and b.at = n.at - 1)
		select s.key as cycle,
			(select count(*)::int from published p where p.key = s.key) as assessed,
			(select count(*)::int from given g where g.key = s.key) as rated,
			(select count(*)::int from given g where g.key = s.key and rating >= 3) as in_place,
			(select count(distinct organisation_id)::int from given g where g.key = s.key) as companies,
			(select count(*)::int from given g join always using (organisation_id) where g.key = s.key)
				as cohort_rated,
			(select count(*)::int from given g join always using (organisation_id)
				where g.key = s.key and rating >= 3) as cohort_in_place,
			(select count(*)::int from always) as cohort,
			(select count(*)::int from moved m where m.key = s.key) as both,
			(select count(*)::int from moved m where m.key = s.key and m.by > 0) as higher,
			(select count(*)::int from moved m where m.key = s.key and m.by = 0) as unchanged,
			(select count(*)::int from moved m where m.key = s.key and m.by < 0) as lower
		from stages s order by s.at`);
}

/** The numbers of the principles of a theme. */
async function numbersIn(theme: number): Promise<number[]> {
	const rows = await rowsOf<{ number: number }>(sql`
		select r.number from requirements r join themes t on t.id = r.theme_id
		join frameworks f on f.id = r.framework_id and f.key = 'voluntary-principles'
		where t.number = ${theme}`);
	return rows.map(({ number }) => number);
}

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await asSystem(loadDemo);
}, 240_000);
afterAll(closeDatabase);

describe('the trend', () => {
	it.each<[string, Record<string, string>]>([
		['principle 1', { principle: '1' }],
		['principle 11', { principle: '11' }],
		['principle 2 in one sector', { principle: '2', sector: 'social media' }],
		['theme 1', { theme: '1' }],
		['theme 2', { theme: '2' }]
	])('of %s is what the answers say, of everyone and of the same companies', async (_, query) => {
		const numbers =
			query.theme === undefined ? [Number(query.principle)] : await numbersIn(Number(query.theme));
		const expected = await counted(numbers, query.sector);
		expect(expected.length).toBeGreaterThan(1);
		const all = await records(query);
		const cohort = await records({ ...query, among: 'cohort' });
		expect(all.map(({ cycle }) => cycle)).toEqual(expected.map(({ cycle }) => cycle));
		for (const [at, one] of expected.entries()) {
			expect(all[at], one.cycle).toMatchObject({
				comparable: true,
				assessed: one.assessed,
				rated: one.rated,
				companies_rated: one.companies,
				rated_in_every_cycle: one.cohort,
				all: { in_place: one.in_place, rated: one.rated },
				cohort: { in_place: one.cohort_in_place, rated: one.cohort_rated },
				since_cycle_before:
					at === 0
						? null
						: {
								both: one.both,
								higher: one.higher,
								unchanged: one.unchanged,
								lower: one.lower
							}
			});
			expect(cohort[at], one.cycle).toMatchObject({
				assessed: one.cohort,
				rated: one.cohort_rated,
				companies_rated: one.cohort
			});
		}
	});
});
