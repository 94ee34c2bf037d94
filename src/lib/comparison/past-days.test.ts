import { isNotNull, sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { readAggregates } from '#lib/assessments/queries.server.ts';
import { commitmentAsDated, timingAgainst } from '#lib/commitments/punctuality.ts';
import { recordedOf } from '#lib/commitments/queries/recorded.server.ts';
import { replay } from '#lib/commitments/replay.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { generate } from '../../../scripts/generating/generate.ts';
import { SIZES } from '../../../scripts/generating/sizes.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { asSystem } from '../../../tests/db/world.ts';
import { endOf, today, untilEndOf } from './as-of.ts';
import { companiesSideBySide } from './queries/companies-beside.server.ts';
import { countriesSideBySide } from './queries/countries-beside.server.ts';
import { compareStatuses, compareTiming, compareTreaties } from './queries/countries.server.ts';
import { statusFlow } from './queries/flow.server.ts';
import { compareFunding } from './queries/funding.server.ts';
import { indicatorsBeside } from './queries/indicators.server.ts';
import { comparePromises } from './queries/promises.server.ts';
import { countryFilters } from './schema.ts';
import type { DueState } from './vocabulary.ts';

const FORUM = 'five-country';
type View = (db: Db, day: { on?: string }) => Promise<unknown>;
const asked = (filters: Record<string, string | undefined>) => countryFilters.parse(filters);

const VIEWS: Record<string, View> = {
	'countries by status': (db, day) => compareStatuses(db, asked(day)),
	'kinds by status': (db, day) => compareStatuses(db, asked({ ...day, by: 'kind' })),
	'pillars by status': (db, day) => compareStatuses(db, asked({ ...day, by: 'pillar' })),
	'countries by dates kept': (db, day) => compareTiming(db, asked(day)),
	'forums by first dates kept': (db, day) =>
		compareTiming(db, asked({ ...day, by: 'forum', against: 'first' })),
	'forums by what was promised': (db, day) => comparePromises(db, asked(day)),
	'documents and parties of a forum': (db, day) =>
		comparePromises(db, asked({ ...day, forum: FORUM })),
	'countries by money': (db, day) => compareFunding(db, asked({ ...day, currency: 'CAD' })),
	'kinds by money': (db, day) => compareFunding(db, asked({ ...day, kind: 'policy' })),
	'countries by treaties': (db, day) => compareTreaties(db, asked({ ...day, forum: FORUM })),
	'commitments over time': (db, day) => statusFlow(db, day),
	'commitments of a kind over time': (db, day) => statusFlow(db, { ...day, kind: 'policy' }),
	'countries side by side': (db, day) =>
		countriesSideBySide(db, { ...day, country: ['CA', 'GB', 'US', 'NZ'] }),
	'companies side by side': (db, day) =>
		companiesSideBySide(db, { ...day, company: ['google', 'meta'] }),
	'figures about a company': (db, day) => indicatorsBeside(db, { ...day, company: 'google' }),
	'national capabilities in sum': (db, { on }) =>
		readAggregates(db, MODEL_NATIONAL_RESPONSE, untilEndOf(on))
};

const read = (view: View, day: { on?: string }) => withActor(PUBLIC, (db) => view(db, day));
const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await generate(SIZES.small, 13);
}, 240_000);
afterAll(closeDatabase);

describe('a day in the middle of the record', () => {
	it.each(['2019-12-31', '2022-06-30', '2025-01-31'])(
		'holds each commitment of %s against the date in force then, as its history replays',
		async (on) => {
			const all = await asSystem((db) =>
				db.select().from(t.commitments).where(isNotNull(t.commitments.publishedAt))
			);
			const expected: Record<string, number> = {};
			let moved = 0;
			for (const one of all.filter(({ publishedAt }) => publishedAt && publishedAt < endOf(on))) {
				const recorded = await asSystem((db) => recordedOf(db, one.id));
				const accepted = await asSystem((db) =>
					db
						.select({ id: t.commitmentUpdates.id })
						.from(t.commitmentUpdates)
						.where(
							sql`commitment_id = ${one.id} and decided_at < ${endOf(on).toISOString()}::timestamptz`
						)
				);
				const then = new Set(accepted.map(({ id }) => id));
				const { standings, dueOn } = replay({
					...recorded,
					updates: recorded.updates.filter(({ id }) => then.has(id))
				});
				const gone = one.state === 'withdrawn' && (one.statusAsOf ?? '') <= on;
				const stood = gone
					? { status: 'withdrawn' as const, statusAsOf: one.statusAsOf }
					: (standings.get(one.ownerId) ?? { status: 'not_started' as const, statusAsOf: null });
				const dated = commitmentAsDated({ ...stood, firstDueOn: one.firstDueOn, dueOn });
				if (dueOn !== one.dueOn) moved += 1;
				const state: DueState =
					dated.state === 'dropped'
						? 'not_awaited'
						: dueOn === null
							? 'no_date'
							: ((timing) =>
									timing === 'unknown'
										? 'undated_report'
										: timing === 'late' && dated.state === 'open'
											? 'overdue'
											: timing)(timingAgainst(dueOn, dated, on));
				expected[state] = (expected[state] ?? 0) + 1;
			}
			const { total } = await withActor(PUBLIC, (db) => compareTiming(db, asked({ on })));
			expect(moved).toBeGreaterThan(0);
			expect(total).toMatchObject(expected);
			expect(total?.total).toBe(Object.values(expected).reduce((sum, count) => sum + count, 0));
		},
		60_000
	);

	it('has the money of what was published, and only of that', async () => {
		const on = '2022-06-30';
		const expected = await rowsOf<{ currency: string; amount: string }>(sql`
			select f.currency::text, sum(f.amount_minor)::text as amount from funding_lines f
			join commitments c on c.id = f.commitment_id
			where c.published_at < ${endOf(on).toISOString()}::timestamptz group by 1 order by 1`);
		const { rows } = await withActor(PUBLIC, (db) => compareFunding(db, asked({ on })));
		const sums = new Map<string, bigint>();
		for (const { currency, amountMinor } of rows)
			sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
		expect(
			[...sums].map(([currency, amount]) => ({ currency, amount: String(amount) })).toSorted(byKey)
		).toEqual(expected);
		expect(expected.length).toBeGreaterThan(2);
	});

	it('has the treaties that bound each country by then', async () => {
		const on = '2002-01-17';
		const bound = await rowsOf<{ country: string }>(sql`
			select distinct country_code as country from treaty_actions
			where instrument_key = 'un-opsc' and coalesce(taken_on, '') <= ${on}`);
		const { rows } = await withActor(PUBLIC, (db) => compareTreaties(db, asked({ on })));
		expect(rows.flatMap(({ key, opsc }) => (opsc ? [key] : [])).toSorted()).toEqual(
			bound.map(({ country }) => country).toSorted()
		);
		const now = await withActor(PUBLIC, (db) => compareTreaties(db, asked({})));
		expect(now.rows.filter(({ opsc }) => opsc).length).toBeGreaterThan(bound.length);
	});

	it('follows statuses by what had been accepted by then', async () => {
		const on = '2022-06-30';
		const { quarters, last } = await withActor(PUBLIC, (db) => statusFlow(db, { on }));
		expect(last).toBe(2022 * 4 + 1);
		const { total } = await withActor(PUBLIC, (db) => compareStatuses(db, asked({ on })));
		expect(quarters.at(-1)?.total).toBe(total.total);
		expect(quarters.at(-1)?.counts.completed).toBe(total.completed);
	});

	it('has figures about what had begun by then', async () => {
		const on = '2022-06-30';
		const { groups } = await withActor(PUBLIC, (db) =>
			indicatorsBeside(db, { on, company: 'google' })
		);
		const values = groups.flatMap(({ series }) => series.flatMap((one) => one.values)).length;
		const [expected] = await rowsOf<{ count: number }>(sql`
			select count(*)::int as count from indicator_values v
			join indicator_series s on s.id = v.series_id
			join organisations o on o.id = s.organisation_id and o.slug = 'google'
			where left(v.period, 4) < '2022' or v.period in ('2022', '2022-H1')
				or (length(v.period) = 7 and v.period !~ 'H' and v.period <= '2022-06')`);
		expect(values).toBe(expected?.count);
	});
});

describe('a view as of a day', () => {
	it.each(Object.entries(VIEWS))('is, as of today, what it is: %s', async (_, view) => {
		expect(await read(view, { on: today() })).toEqual(await read(view, {}));
	});
});

const byKey = (a: { currency: string }, b: { currency: string }) =>
	a.currency.localeCompare(b.currency, 'en');
