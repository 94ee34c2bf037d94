import { sql } from 'drizzle-orm';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Guidance } from '#lib/frameworks/guidance.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { loadReference } from './load.server.ts';

const load = (directory?: string) =>
	withActor({ kind: 'system', task: 'reference' }, (db) => loadReference(db, directory));

const query = (text: ReturnType<typeof sql>) =>
	withActor({ kind: 'system', task: 'reference' }, async (db) => {
		const { rows } = (await db.execute(text)) as unknown as { rows: Record<string, unknown>[] };
		return rows;
	});

const TABLES =
	'countries organisations forums forum_memberships forum_meetings forum_chairs instruments treaty_actions frameworks themes requirements rating_levels regimes regime_items crosswalk endorsements findings commitments commitment_participants funding_lines commitment_updates evidence indicator_series indicator_values'.split(
		' '
	);

/** One number per table that changes with any of its rows. */
const contents = async () =>
	Object.fromEntries(
		await Promise.all(
			TABLES.map(async (table) => {
				const [row] = await query(
					sql`select count(*)::int || ' ' || md5(string_agg(t::text, '|' order by t::text)) as print from ${sql.identifier(table)} t`
				);
				return [table, row?.print] as const;
			})
		)
	);

/** The reference data in a directory of its own, with one file changed. */
function changed(file: string, change: (text: string) => string): string {
	const directory = mkdtempSync(join(tmpdir(), 'reference-'));
	cpSync('drizzle/reference', directory, { recursive: true });
	writeFileSync(join(directory, file), change(readFileSync(join(directory, file), 'utf8')));
	return directory;
}

beforeAll(async () => {
	useDatabase(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

describe('the reference data', () => {
	it.each([
		[
			'commitments.json',
			'"currency": "CAD"',
			'"currency": "dollars"',
			/commitments\.json: ca-ns-ongoing-18m: .*currency/
		],
		['countries.json', '"iso3": "CAN"', '"iso3": "Canada"', /countries\.json: CA: .*iso3/],
		[
			'indicators.csv',
			'2019,cybertipline_reports,16836694',
			'last year,cybertipline_reports,16836694',
			/indicators\.csv: line 2: .*year/
		],
		[
			'findings.json',
			'"principle": 1,',
			'"principle": 12,',
			/findings\.json: record 1: .*principle/
		],
		[
			'commitments.json',
			'"owner": "five-country"',
			'"owner": "six-country"',
			/commitments\.json.*six-country/
		]
	])(
		'in %s is refused with file and record when wrong, and leaves nothing behind',
		async (file, right, wrong, message) => {
			const directory = changed(file, (text) => text.replace(right, wrong));
			await expect(load(directory)).rejects.toThrow(message);
			expect(await query(sql`select 1 from countries`)).toEqual([]);
			rmSync(directory, { recursive: true });
		}
	);

	it('is loaded whole', async () => {
		await load();
		const [counts] = await query(sql`select
			(select count(*)::int from commitments where state = 'published' and status_basis = 'public_record') as commitments,
			(select count(*)::int from commitments where french_is_ours and description_fr is not null) as commitments_translated,
			(select count(*)::int from findings where french_is_ours and text_fr is not null) as findings_translated,
			(select count(*)::int from countries) as countries,
			(select count(*)::int from organisations where kind = 'company') as companies,
			(select count(*)::int from findings) as findings,
			(select count(*)::int from endorsements) as endorsements,
			(select count(*)::int from forums) as forums,
			(select count(*)::int from requirements r join frameworks f on f.id = r.framework_id where f.key = 'voluntary-principles') as principles,
			(select count(*)::int from requirements r join frameworks f on f.id = r.framework_id where f.key = 'model-national-response') as capabilities,
			(select count(*)::int from indicator_values v join indicator_series s on s.id = v.series_id where s.country_code is null) as figures`);
		expect(counts).toEqual({
			commitments: 91,
			commitments_translated: 55,
			findings_translated: 67,
			countries: 58,
			companies: 25,
			findings: 67,
			endorsements: 10,
			forums: 18,
			principles: 11,
			capabilities: 21,
			figures: 415
		});
	});

	it('says every commitment in both languages, what is our translation marked as such', async () => {
		const untold = await query(sql`
			select reference from commitments
			where coalesce(title_en, '') = '' or coalesce(title_fr, '') = ''
				or coalesce(description_en, '') = '' or coalesce(description_fr, '') = ''
				or (description_fr = description_en)`);
		expect(untold).toEqual([]);
	});

	it('numbers commitments by owner, in the order of the file', async () => {
		const [row] = await query(sql`select title_en from commitments where reference = 'CA-0001'`);
		expect(row?.title_en).toBe('Run a whole-of-government National Strategy on four pillars');
	});

	it('says who takes part where a body’s whole list of members is evidenced, and nothing of what they did', async () => {
		const rows = await query(sql`
			select w.slug as owner, count(distinct c.id)::int as commitments,
				(array_agg(distinct p.slug order by p.slug)) as participants,
				array_agg(distinct cp.status || ' ' || cp.status_basis || coalesce(cp.status_as_of, '')) as said
			from commitment_participants cp
			join commitments c on c.id = cp.commitment_id
			join organisations w on w.id = c.owner_id
			join organisations p on p.id = cp.organisation_id
			group by w.slug order by w.slug`);
		const said = ['no_evidence public_record'];
		expect(rows).toEqual([
			{
				owner: 'five-country',
				commitments: 7,
				participants: ['au', 'ca', 'gb', 'nz', 'us'].map((code) => `government-${code}`),
				said
			},
			{
				owner: 'g7-csea',
				commitments: 2,
				participants: [
					'eu',
					...['ca', 'de', 'fr', 'gb', 'it', 'jp', 'us'].map((c) => `government-${c}`)
				],
				said
			}
		]);
	});

	it('keeps money to the cent and dates to what is known', async () => {
		const rows = await query(
			sql`select amount_minor::text as amount, announced_on from funding_lines f join commitments c on c.id = f.commitment_id where source_key in ('ca-budget-2019', 'au-2021-industry') order by source_key`
		);
		expect(rows).toEqual([
			{ amount: '295000000', announced_on: '2021-05' },
			{ amount: '2224000000', announced_on: '2019-08-06' }
		]);
	});

	it('invents no rating for anyone', async () => {
		expect(await query(sql`select 1 from assessments`)).toEqual([]);
		expect(await query(sql`select 1 from answers`)).toEqual([]);
	});

	it('upgrades a database that had its frameworks from before there was guidance', async () => {
		const before = await contents();
		await query(
			sql`update frameworks set requirement_noun_en = 'Requirement', requirement_noun_fr = 'Exigence'`
		);
		await query(sql`update requirements set guidance = null`);
		await query(sql`delete from crosswalk`);
		await query(sql`delete from regime_items`);
		const directory = changed('countries.json', (text) => `${text}\n`);
		await load(directory);
		rmSync(directory, { recursive: true });
		const [noun] = await query(
			sql`select requirement_noun_en as en, requirement_noun_fr as fr from frameworks where key = 'voluntary-principles'`
		);
		expect(noun).toEqual({ en: 'Principle', fr: 'Principe' });
		const after = await contents();
		const made = { regime_items: '', crosswalk: '' };
		expect({ ...after, ...made }).toEqual({ ...before, ...made });
		const [counted] = await query(sql`select
			(select count(*)::int from crosswalk) as lines,
			(select count(*)::int from requirements where guidance is not null) as guided`);
		expect(counted).toEqual({ lines: 29, guided: 32 });
	});

	it('says of each principle what it means, what each level looks like and what could show it', async () => {
		const rows = await query(
			sql`select r.number, r.guidance from requirements r join frameworks f on f.id = r.framework_id
				where f.key = 'voluntary-principles' order by r.number`
		);
		for (const { number, guidance } of rows) {
			const said = guidance as Guidance;
			expect(said.plain?.fr, `principle ${number}`).toBeTruthy();
			expect(said.levels?.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4]);
			expect(said.evidence?.length).toBeGreaterThanOrEqual(3);
		}
		const concerned = rows.map(({ guidance }) => (guidance as Guidance).concerns);
		expect(concerned[4]).toEqual(['live']);
		expect(concerned[5]).toEqual(['searchable']);
		expect(concerned.filter(Boolean)).toHaveLength(2);
	});

	it('changes nothing when loaded again, even with other spacing in a file', async () => {
		const before = await contents();
		await load();
		const directory = changed('frameworks/voluntary-principles.json', (text) => `${text}\n`);
		await load(directory);
		expect(await contents()).toEqual(before);
		rmSync(directory, { recursive: true });
	});
});
