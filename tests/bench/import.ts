/** How long an import of 5,000 rows takes and how long others wait meanwhile: `npx tsx tests/bench/import.ts`. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Person } from '#lib/access/actor.ts';
import { commitmentOptions } from '#lib/commitments/queries.server.ts';
import { rowsOf } from '#lib/exchange/import/check.ts';
import { confirmImport, startImport } from '#lib/exchange/import/commands.server.ts';
import { getImport } from '#lib/exchange/import/queries.server.ts';
import { templateContents } from '#lib/exchange/import/template.server.ts';
import { applyImport, checkImport } from '#lib/exchange/import/work.server.ts';
import { columns, offersOf } from '#lib/exchange/spreadsheet/columns.ts';
import { readSpreadsheet } from '#lib/exchange/spreadsheet/read.server.ts';
import type { Values } from '#lib/exchange/spreadsheet/values.ts';
import { writeWorkbook } from '#lib/exchange/spreadsheet/write.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import { cast } from '../db/world.ts';

const ROWS = 5000;

const database = await freshDatabase();
useDatabase(database);
const { owner, actors } = await cast('government');
const person = actors.contributor as Person;
const run = <T>(work: (db: Db, actor: Person) => Promise<T>) =>
	withActor(person, (db) => work(db, person));

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
	delay.reset();
	const started = performance.now();
	const result = await work();
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	// A wait is counted when it is over.
	await setTimeout(20);
	const figures = {
		seconds,
		longestWait: `${Math.round(delay.max / 1e6)} ms`,
		memory: `${Math.round(process.memoryUsage().rss / 1e6)} MB`
	};
	process.stdout.write(`${name.padEnd(10)} ${JSON.stringify(figures)}\n`);
	return result;
}

const blank = Object.fromEntries(columns().map(({ key }) => [key, '']));
const rows = Array.from({ length: ROWS }, (_, index) => ({
	...blank,
	requirements: [],
	kind: 'programme',
	titleEn: `Commitment ${index}`,
	titleFr: `Engagement ${index}`,
	descriptionEn: `What will be done, by whom and for whom, number ${index}. `.repeat(10),
	dueOn: '2027-03'
})) as unknown as Values[];

async function bring(given: readonly Values[]): Promise<string> {
	const offers = offersOf(await run(commitmentOptions));
	const file = await measured('write', () => writeWorkbook({ rows: given, offers, locale: 'en' }));
	const grid = await measured('read', () => readSpreadsheet(Buffer.from(file)));
	const id = await measured('store', () =>
		run((db, actor) =>
			startImport(db, actor, {
				organisationId: owner.id,
				fileName: 'bench.xlsx',
				locale: 'en',
				rows: rowsOf(grid, columns())
			})
		)
	);
	await measured('dry run', () => checkImport(person, id));
	await measured('page', () => run((db, actor) => getImport(db, actor, id, { page: 1 })));
	return id;
}

process.stdout.write(`${ROWS} rows, ${database.engine}, Node ${process.version}\n`);
const id = await bring(rows);
await run((db, actor) => confirmImport(db, actor, id));
await measured('apply', () => applyImport(person, id));
const { rows: ours } = await run((db, actor) =>
	templateContents(db, actor, { organisation: owner.id, holds: 'ours' })
);
process.stdout.write('again, all unchanged\n');
await bring(ours);
await closeDatabase();
