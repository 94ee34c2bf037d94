import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { countryFilters } from '#lib/comparison/schema.ts';
import { MAP_MEASURES, type MapMeasure } from '#lib/comparison/vocabulary.ts';
import { countryRecords } from '#lib/exchange/listings/countries-compared.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { generate } from '../../scripts/generating/generate.ts';
import { SIZES } from '../../scripts/generating/sizes.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation, person } from './world.ts';

const TODAY = new Date().toISOString().slice(0, 10);

const ask = (query: Record<string, string>, actor: Actor = PUBLIC) =>
	withActor(actor, async (db) => {
		const filters = countryFilters.parse({ view: 'map', ...query });
		return (await countryRecords(db, filters)).records;
	});

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

interface Counted {
	country: string;
	count: number;
	of: number | null;
}

/** What every published commitment of a country is, one row each, under a condition. */
const promised = (where: SQL) => sql`
	select o.country_code as country,
		case when c.state = 'withdrawn' then 'withdrawn' else c.status end as status,
		case length(c.due_on) when 4 then c.due_on || '-12-31' when 7 then c.due_on || '-31' else c.due_on end as due,
		left(c.status_as_of, length(c.due_on)) as reported
	from commitments c join organisations o on o.id = c.owner_id
	left join requirements r on r.id = c.pillar_id
	where c.published_at is not null and o.country_code is not null and ${where}`;

/** The same figures, computed by the database in another way. */
const COMPUTED: Record<MapMeasure, (where: SQL) => SQL> = {
	completed: (where) => sql`
		select country, sum((status = 'completed')::int)::int as count, count(*)::int as of
		from (${promised(where)}) p group by country`,
	commitments: (where) => sql`
		select country, count(*)::int as count, null::int as of
		from (${promised(where)}) p group by country`,
	overdue: (where) => sql`
		select country,
			sum((dated and status <> 'completed' and due < ${TODAY})::int)::int as count,
			sum(dated::int)::int as of
		from (
			select *, due is not null and status not in ('continuing', 'superseded', 'withdrawn')
				and (status <> 'completed' or reported is not null) as dated
			from (${promised(where)}) p
		) q group by country`,
	treaties: () => sql`
		select country_code as country, 2 as of,
			count(distinct instrument_key) filter (where action <> 'signed')::int as count
		from treaty_actions where instrument_key in ('un-crc', 'un-opsc') group by country_code`
};

/** What commitments are narrowed to; treaties are those of a country, whatever it promised. */
const CASES: [string, Record<string, string>, SQL][] = [
	['all', {}, sql`true`],
	['one forum', { forum: 'five-country' }, sql`c.forum_key = 'five-country'`],
	['one kind', { kind: 'policy' }, sql`c.kind = 'policy'`],
	['one pillar', { pillar: 'protection' }, sql`r.key = 'protection'`]
];

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await generate(SIZES.small, 11);
}, 240_000);
afterAll(closeDatabase);

describe.each(MAP_MEASURES)('the map of %s', (measure) => {
	const cases = measure === 'treaties' ? CASES.slice(0, 1) : CASES;
	it.each(cases)('has the figures that the rows have: %s', async (_, query, where) => {
		const shown = await ask({ measure, ...query });
		const expected = new Map(
			(await rowsOf<Counted>(COMPUTED[measure](where))).map((row) => [row.country, row])
		);
		expect(expected.size).toBeGreaterThan(2);
		const codes = (await asSystem((db) => db.select({ code: t.countries.code }).from(t.countries)))
			.map(({ code }) => code)
			.toSorted();
		expect(shown.map(({ country }) => country).toSorted()).toEqual(codes);
		for (const { country, count, of, figure, step, step_from, step_to } of shown) {
			const own = expected.get(String(country));
			expect([count, of], String(country)).toEqual([own?.count ?? null, own?.of ?? null]);
			const share = measure === 'completed' || measure === 'overdue';
			const drawn = !own ? null : share ? (own.of ? own.count / own.of : null) : own.count;
			expect(figure).toBe(drawn);
			if (drawn === null) expect([step, step_from, step_to]).toEqual([null, null, null]);
			else {
				expect(Number(step_from)).toBeLessThanOrEqual(drawn);
				expect(Number(step_to)).toBeGreaterThanOrEqual(drawn);
			}
		}
	});

	it('is the same whoever asks, also for those who see drafts', async () => {
		const insider = await person(
			await organisation('secretariat', `desk-${measure}`),
			'administrator'
		);
		expect(await ask({ measure }, insider)).toEqual(await ask({ measure }));
	});
});

describe('a map', () => {
	it('has only the country asked for, and of a forum’s treaties only its members', async () => {
		expect((await ask({ country: 'CA' })).map(({ country }) => country)).toEqual(['CA']);
		const members = await ask({ measure: 'treaties', forum: 'five-country' });
		expect(members.map(({ country }) => country).toSorted()).toEqual([
			'AU',
			'CA',
			'GB',
			'NZ',
			'US'
		]);
		await expect(ask({ forum: 'no-such' })).rejects.toMatchObject({ reason: 'not_found' });
	});

	it('has nothing on record before anything was published, and the same as today on this day', async () => {
		const before = await ask({ measure: 'commitments', on: '1990-01-01' });
		expect(new Set(before.map(({ count }) => count))).toEqual(new Set([null]));
		for (const measure of MAP_MEASURES)
			expect(await ask({ measure, on: TODAY })).toEqual(await ask({ measure }));
	});
});
