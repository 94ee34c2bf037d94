/**
 * How long comparisons take on generated data: `npx tsx tests/bench/compare.ts [address]`, with DATABASE_URL on a
 * database that `npm run generate` filled. With the address of a server on it, its pages and files too.
 */
import { PUBLIC } from '#lib/access/actor.ts';
import { openPostgres } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { VIEWS } from '../plans/views.ts';

const RUNS = 7;
/** What a reader opens; companies and countries as in `tests/plans/views.ts`. */
const PAGES = [
	'/en/compare/companies',
	'/en/compare/companies?cells=findings',
	'/en/compare/companies?view=distribution',
	'/en/compare/companies?view=trend&principle=3',
	'/en/compare/companies?view=trend&theme=2&among=cohort',
	'/en/compare/companies/side-by-side?company=generated-company-0007&company=google',
	'/en/compare/countries',
	'/en/compare/countries?view=treaties',
	'/en/compare/countries/side-by-side?country=QD&country=CA',
	'/en/compare/countries?view=timing',
	'/en/compare/countries?view=promises',
	'/en/compare/countries?view=funding',
	'/en/compare/countries?view=map',
	'/en/compare/over-time',
	'/en/changes?from=2025-01-01&to=2025-06-30',
	'/en/changes?from=2017-01-01&to=2026-11-01',
	'/en/compare/countries?on=2024-06-30',
	'/en/compare/countries?view=timing&on=2024-06-30',
	'/en/compare/countries?view=promises&on=2024-06-30',
	'/en/compare/countries?view=funding&on=2024-06-30',
	'/en/compare/countries?view=map&on=2024-06-30',
	'/en/compare/over-time?on=2024-06-30',
	'/en/compare/companies?on=2024-06-30',
	'/en/compare/companies?view=trend&principle=3&on=2024-06-30',
	'/en/compare/companies/side-by-side?company=generated-company-0007&company=google&on=2024-06-30',
	'/en/compare/countries/side-by-side?country=QD&country=CA&on=2024-06-30',
	'/en/countries',
	'/en/countries/QD',
	'/en/countries/capabilities',
	'/en/companies',
	'/en/companies/generated-company-0007',
	'/en/principles/3',
	'/en/principles/endorsements',
	'/en/forums/five-country',
	'/api/v1/compare/companies',
	'/api/v1/compare/companies?format=csv',
	'/api/v1/compare/countries'
];

async function measured(name: string, work: () => Promise<unknown>): Promise<void> {
	await work();
	const times: number[] = [];
	for (let run = 0; run < RUNS; run++) {
		const started = performance.now();
		await work();
		times.push(performance.now() - started);
	}
	times.sort((a, b) => a - b);
	const at = (share: number) => `${Math.round(times[Math.floor(share * (RUNS - 1))] ?? 0)}`;
	process.stdout.write(`${at(0.5).padStart(6)} ms  (${at(0)} to ${at(1)})  ${name}\n`);
}

const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
if (!DATABASE_URL) throw new Error('Set DATABASE_URL.');
useDatabase(openPostgres(DATABASE_URL, { pool: 2, ownerUrl: DATABASE_OWNER_URL }));
for (const [name, view] of Object.entries(VIEWS))
	await measured(name, () => withActor(PUBLIC, (db) => view(db, PUBLIC)));
await closeDatabase();

const [, , address] = process.argv;
if (address)
	for (const page of PAGES) {
		let size = 0;
		await measured(page, async () => {
			const answer = await fetch(new URL(page, address));
			if (!answer.ok) throw new Error(`${page}: ${answer.status}`);
			size = (await answer.arrayBuffer()).byteLength;
		});
		process.stdout.write(`${' '.repeat(11)}${Math.round(size / 1000)} kB\n`);
	}
