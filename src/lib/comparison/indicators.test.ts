import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { indicatorBesideRecords } from '#lib/exchange/listings/indicators-beside.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { asSystem } from '../../../tests/db/world.ts';

const records = async (asked: { company?: string; country?: string }) =>
	(await withActor(PUBLIC, (db) => indicatorBesideRecords(db, asked))).records;

/** What is stored about one company, or one country. */
const stored = (column: 'o.slug' | 's.country_code', about: string) =>
	asSystem(
		async (db) =>
			(
				(await db.execute(sql`
					select s.key as series, v.period, v.value::float8 as value
					from indicator_values v join indicator_series s on s.id = v.series_id
					left join organisations o on o.id = s.organisation_id
					where ${column === 'o.slug' ? sql`o.slug` : sql`s.country_code`} = ${about}
					order by 1, 2`)) as unknown as {
					rows: { series: string; period: string; value: number }[];
				}
			).rows
	);

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
}, 240_000);
afterAll(closeDatabase);

describe('published figures', () => {
	it.each([
		['company', 'o.slug', 'pinterest'],
		['company', 'o.slug', 'meta'],
		['company', 'o.slug', 'x'],
		['country', 's.country_code', 'CA']
	] as const)(
		'about a %s (%s: %s) are what is stored, none merged',
		async (kind, column, about) => {
			const expected = await stored(column, about);
			expect(expected.length).toBeGreaterThan(2);
			const rows = await records({ [kind]: about });
			const reported = rows
				.filter((row) => row.reported)
				.map(({ series, period, value }) => ({ series, period, value }));
			const order = (one: object) => JSON.stringify(one);
			expect(reported.map(order).sort()).toEqual(expected.map(order).sort());
			for (const row of rows) if (!row.reported) expect(row.value).toBeNull();
		}
	);

	it('say where a series breaks, and leave a count by someone else as it is', async () => {
		const rows = await records({ company: 'pinterest' });
		const of2024 = rows.filter(({ period, unit }) => period === '2024' && unit === 'reports');
		expect(of2024.map(({ metric, value, break_before }) => [metric, value, break_before])).toEqual(
			expect.arrayContaining([
				['cybertipline_reports', 65_810, ['bundling']],
				['cybertipline_reports_self_reported', 25_223, ['bundling']]
			])
		);
	});
});
