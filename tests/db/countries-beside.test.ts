import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import {
	MOST_OF_KIND,
	countriesSideBySide
} from '#lib/comparison/queries/countries-beside.server.ts';
import { STATUS_ORDER } from '#lib/comparison/vocabulary.ts';
import { countriesBesideRecords } from '#lib/exchange/listings/countries-beside.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem } from './world.ts';

const SIX = ['CA', 'GB', 'US', 'AU', 'NZ', 'AE'];

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
}, 120_000);
afterAll(closeDatabase);

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

const ask = (country: string[]) => withActor(PUBLIC, (db) => countriesSideBySide(db, { country }));

describe('countries side by side', () => {
	it('have the commitments by status that the record has, in the order chosen, and their file has the same', async () => {
		const { countries } = await ask(SIX);
		expect(countries.map(({ key }) => key)).toEqual(SIX);
		const said = await rowsOf<{ code: string; status: string; count: number }>(sql`
			select o.country_code as code, c.status, count(*)::int as count from commitments c
			join organisations o on o.id = c.owner_id where c.published_at is not null group by 1, 2`);
		const { records } = await withActor(PUBLIC, (db) =>
			countriesBesideRecords(db, { country: SIX })
		);
		for (const { key, counts } of countries) {
			const own = said.filter(({ code }) => code === key);
			const record = records.find(({ country }) => country === key);
			expect(counts?.total ?? 0).toBe(own.reduce((sum, { count }) => sum + count, 0));
			expect(record?.total).toBe(counts?.total ?? null);
			for (const status of STATUS_ORDER) {
				const count = own.find((one) => one.status === status)?.count;
				expect(counts?.[status] ?? 0).toBe(count ?? 0);
				expect(record?.[status]).toBe(counts ? (count ?? 0) : null);
			}
		}
		expect(countries.some(({ counts }) => counts === null)).toBe(true);
	});

	it('have at most five commitments of a kind, the newest first, and say how many there are', async () => {
		const [canada] = (await ask(['CA'])).countries;
		const said = await rowsOf<{ kind: string; references: string[] }>(sql`
			select c.kind, array_agg(c.reference order by c.announced_on desc nulls last, c.reference)
				as references from commitments c join organisations o on o.id = c.owner_id
			where c.published_at is not null and o.country_code = 'CA' group by 1`);
		expect(said.some(({ references }) => references.length > MOST_OF_KIND)).toBe(true);
		for (const { kind, references } of said) {
			const own = canada?.briefs.filter((brief) => brief.kind === kind) ?? [];
			expect(own.map(({ reference }) => reference)).toEqual(references.slice(0, MOST_OF_KIND));
			expect(own[0]?.ofKind).toBe(references.length);
		}
	});

	it('have money summed within a currency and a stage only', async () => {
		const { countries } = await ask(['CA', 'GB']);
		const said = await rowsOf<{ code: string; currency: string; stage: string; sum: string }>(sql`
			select o.country_code as code, f.currency, f.stage, sum(f.amount_minor)::text as sum
			from funding_lines f join commitments c on c.id = f.commitment_id
			join organisations o on o.id = c.owner_id
			where c.published_at is not null and o.country_code in ('CA', 'GB') group by 1, 2, 3`);
		const shown = countries.flatMap(({ key, money }) =>
			money.map(({ currency, stage, amountMinor }) => ({
				code: key,
				currency,
				stage,
				sum: String(amountMinor)
			}))
		);
		const byAll = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));
		expect(shown.toSorted(byAll)).toEqual(said.toSorted(byAll));
		expect(shown.length).toBeGreaterThan(0);
	});

	it('are refused when one is not on record', async () => {
		await expect(ask(['CA', 'ZZ'])).rejects.toThrow();
	});
});
