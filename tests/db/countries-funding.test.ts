import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { exchangeRates } from '#lib/comparison/queries/funding.server.ts';
import { countryFilters } from '#lib/comparison/schema.ts';
import { countryRecords } from '#lib/exchange/listings/countries-compared.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { generate } from '../../scripts/generating/generate.ts';
import { SIZES } from '../../scripts/generating/sizes.ts';
import { freshDatabase } from '../database.ts';
import { asSystem } from './world.ts';

const ask = async (query: Record<string, string>) => {
	const filters = countryFilters.parse({ view: 'funding', ...query });
	return (await withActor(PUBLIC, (db) => countryRecords(db, filters))).records;
};

interface Line {
	key: string;
	period: string | null;
	year: string | null;
	currency: string;
	stage: string;
	lines: number;
	amount: string;
	converted: string | null;
}

/** The same sums, and what they are in a currency, worked out by the database from the rates as published. */
async function sums(to: 'CAD' | 'EUR'): Promise<Line[]> {
	const rates = exchangeRates().years.flatMap(({ year, rates }) =>
		Object.entries(rates).map(
			([currency, rate]) => sql`(${String(year)}::text, ${currency}::text, ${rate}::numeric)`
		)
	);
	const { rows } = (await asSystem((db) =>
		db.execute(sql`
			with rates (year, currency, rate) as (values ${sql.join(rates, sql`, `)}),
			lines as (
				select coalesce(o.country_code::text, o.slug) as key, f.fiscal_period as period,
					case when f.fiscal_period ~ '^[[:space:]]*[0-9]{4}' then left(trim(f.fiscal_period), 4)
						else left(c.announced_on, 4) end as year,
					f.currency::text as currency, f.stage, f.amount_minor
				from funding_lines f join commitments c on c.id = f.commitment_id
				join organisations o on o.id = c.owner_id where c.published_at is not null
			)
			select l.key, l.period, l.year, l.currency, l.stage, count(*)::int as lines,
				sum(l.amount_minor)::text as amount,
				case when l.currency = ${to} then sum(l.amount_minor)::text
					else round(sum(l.amount_minor) * b.rate / a.rate)::text end as converted
			from lines l left join rates a on a.year = l.year and a.currency = l.currency
			left join rates b on b.year = l.year and b.currency = ${to}
			group by l.key, l.period, l.year, l.currency, l.stage, a.rate, b.rate`)
	)) as unknown as { rows: Line[] };
	return rows;
}

const ordered = (lines: readonly object[]) => lines.map((line) => JSON.stringify(line)).toSorted();

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await generate(SIZES.small, 3);
}, 240_000);
afterAll(closeDatabase);

describe('money in published commitments', () => {
	it.each(['CAD', 'EUR'] as const)(
		'is summed within a period, a currency and a stage, and is in %s what the rates say',
		async (currency) => {
			const records = await ask({ currency });
			const shown = records.map((row) => ({
				key: row.country ?? row.body,
				period: row.period,
				year: row.year,
				currency: row.currency,
				stage: row.stage,
				lines: row.lines,
				amount: row.amount_minor_units,
				converted: row.converted_minor_units
			}));
			const expected = await sums(currency);
			expect(ordered(shown)).toEqual(ordered(expected));
			expect(expected.some(({ converted }) => converted === null)).toBe(true);
			expect(
				expected.filter((one) => one.converted !== null && one.currency !== currency).length
			).toBeGreaterThan(0);
			for (const row of records)
				if (row.rate_source === null && row.currency !== currency)
					expect(row.converted_minor_units).toBeNull();
		}
	);

	it('is not converted where nobody asks', async () => {
		const records = await ask({});
		expect(records.length).toBeGreaterThan(5);
		for (const row of records) expect(row).not.toHaveProperty('converted_minor_units');
	});

	it('is narrowed to a country', async () => {
		const records = await ask({ country: 'CA' });
		expect(records.length).toBeGreaterThan(0);
		for (const { country } of records) expect(country).toBe('CA');
	});
});
