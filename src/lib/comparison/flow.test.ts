import { eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { REPORTABLE_STATUSES } from '#lib/commitments/vocabulary.ts';
import { countByStatus } from '#lib/comparison/queries/statuses.server.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { flowRecords } from '#lib/exchange/listings/over-time.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { asSystem, organisation, person } from '../../../tests/db/world.ts';
import { flowFilters } from './schema.ts';
import { FLOW_STATES } from './vocabulary.ts';

const records = async (query: Record<string, string>, actor: Actor = PUBLIC) =>
	(await withActor(actor, (db) => flowRecords(db, flowFilters.parse(query)))).records;

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

/** As precise as reports may be dated: to the day, the month, the year, or not at all. */
const DATES = ['2024-02-29', '2024-05', '2025', '2025-09-30', null, '2026-01', '2025-03-31'];

/** Reports on every commitment: several, some put right, some waiting; some commitments are taken back. */
async function report() {
	await asSystem(async (db) => {
		const published = await db
			.select({ id: t.commitments.id, ownerId: t.commitments.ownerId })
			.from(t.commitments)
			.where(isNotNull(t.commitments.publishedAt))
			.orderBy(t.commitments.reference);
		for (const [at, { id, ownerId }] of published.entries()) {
			const report = (k: number) => ({
				commitmentId: id,
				ownerId,
				state: (at + k) % 7 === 0 ? ('posted' as const) : ('accepted' as const),
				status: REPORTABLE_STATUSES[(at * 3 + k) % REPORTABLE_STATUSES.length] ?? 'on_track',
				basis: 'owner' as const,
				asOf: DATES[(at * 5 + k * 2) % DATES.length] ?? null,
				decidedAt: new Date(Date.UTC(2026, (at + k) % 10, 3))
			});
			const given = await db
				.insert(t.commitmentUpdates)
				.values([1, 2, 3].slice(0, 1 + (at % 3)).map(report))
				.returning({ id: t.commitmentUpdates.id });
			if (at % 5 === 3 && given[0])
				await db.insert(t.commitmentUpdates).values({
					...report(4),
					correctsId: given[0].id,
					asOf: DATES[at % DATES.length] ?? null
				});
			if (at % 11 === 6)
				await db
					.update(t.commitments)
					.set({
						state: 'withdrawn',
						status: 'withdrawn',
						withdrawnReason: 'No longer planned.',
						statusAsOf: '2026-08-15'
					})
					.where(eq(t.commitments.id, id));
		}
	});
}

/** Each commitment at each quarter's end, one by one, without windows or spans. */
const standings = (where: SQL) =>
	rowsOf<{ quarter: string; state: string; count: number }>(sql`
		with ends as (
			select to_char(d, 'YYYY') || '-Q' || to_char(d, 'Q') as quarter,
				to_char(d + interval '3 months - 1 day', 'YYYY-MM-DD') as ends
			from generate_series('2021-01-01'::date, date_trunc('quarter', now())::date, '3 months') d)
		select e.quarter, s.state, count(*)::int as count
		from ends e
		join commitments c on c.published_at is not null
		join organisations o on o.id = c.owner_id
		left join requirements r on r.id = c.pillar_id
		cross join lateral (
			select case
				when c.state = 'withdrawn' and c.status_as_of <= e.ends then 'withdrawn'
				else coalesce(
					(select u.status from commitment_updates u
						where u.commitment_id = c.id and u.owner_id = c.owner_id and u.state = 'accepted'
						and not exists (select 1 from commitment_updates x
							where x.corrects_id = u.id and x.state = 'accepted')
						and rpad(coalesce(u.as_of, u.decided_at::date::text), 10,
							case length(u.as_of) when 4 then '-12-31' else '-28' end) <= e.ends
						order by coalesce(u.as_of, '') desc, u.decided_at desc, u.created_at desc, u.id desc
						limit 1),
					case when rpad(c.announced_on, 10,
						case length(c.announced_on) when 4 then '-12-31' else '-28' end) <= e.ends
						then 'unreported' end) end as state) s
		where s.state is not null and ${where}
		group by 1, 2 order by 1`);

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await asSystem(loadDemo);
	await report();
}, 240_000);
afterAll(closeDatabase);

describe('commitments over the quarters', () => {
	it.each<[string, Record<string, string>, SQL]>([
		['of all', {}, sql`true`],
		['of a country', { country: 'CA' }, sql`o.country_code = 'CA'`],
		['of a forum', { forum: 'five-country' }, sql`c.forum_key = 'five-country'`],
		['of a kind', { kind: 'programme' }, sql`c.kind = 'programme'`],
		['of a pillar', { pillar: 'prevention-awareness' }, sql`r.key = 'prevention-awareness'`]
	])('stand, %s, as each one’s newest report by then says', async (_, query, where) => {
		const expected = await standings(where);
		const rows = await records(query);
		expect(rows.length).toBeGreaterThan(6);
		expect(new Set(expected.map(({ state }) => state)).size).toBeGreaterThan(4);
		for (const row of rows)
			for (const state of FLOW_STATES)
				expect(row[state], `${String(row.quarter)} ${state}`).toBe(
					expected.find((one) => one.quarter === row.quarter && one.state === state)?.count ?? 0
				);
	});

	it('are the same for whoever asks', async () => {
		const insider = await person(await organisation('secretariat', 'desk'), 'administrator');
		expect(await records({}, insider)).toEqual(await records({}));
	});

	it('end where the statuses of today are', async () => {
		const last = (await records({})).at(-1);
		const total = (await withActor(PUBLIC, (db) => countByStatus(db, 'country'))).reduce(
			(sum, { count }) => sum + count,
			0
		);
		expect(last?.total).toBe(total);
		expect(last?.ended).toBe(false);
	});
});
