import { commitmentOptions } from '#lib/commitments/queries.server.ts';
import { rowsOf } from '#lib/exchange/import/check.ts';
import { startImport } from '#lib/exchange/import/commands.server.ts';
import { getImport } from '#lib/exchange/import/queries.server.ts';
import { templateContents } from '#lib/exchange/import/template.server.ts';
import { checkImport } from '#lib/exchange/import/work.server.ts';
import type { Person } from '#lib/access/actor.ts';
import { columns, offersOf } from '#lib/exchange/spreadsheet/columns.ts';
import { readSpreadsheet } from '#lib/exchange/spreadsheet/read.server.ts';
import type { Values } from '#lib/exchange/spreadsheet/values.ts';
import { writeCsv, writeWorkbook } from '#lib/exchange/spreadsheet/write.server.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { as, run, world } from './commitment-stage.ts';

/** A row of the template with a title, a kind and whatever else is given. */
export function rowWith(given: Partial<Values> = {}): Values {
	const blank = Object.fromEntries(columns().map(({ key }) => [key, '']));
	return {
		...blank,
		requirements: [],
		supportingAgencies: [],
		subdivisions: [],
		kind: 'programme',
		titleEn: 'Train every police service',
		...given
	} as Values;
}

export const offers = async () => offersOf(await run('contributor', commitmentOptions));

/** A file of the template that holds these rows. */
export async function fileOf(
	rows: readonly Values[],
	{ locale = 'en', format = 'xlsx' }: { locale?: Locale; format?: 'xlsx' | 'csv' } = {}
): Promise<Buffer> {
	const given = { rows, offers: await offers(), locale };
	return Buffer.from(format === 'csv' ? writeCsv(given) : await writeWorkbook(given));
}

/** What the portal gives the contributor to fill in, with what their organisation has. */
export async function exported(given: { locale: Locale; format: 'xlsx' | 'csv' }) {
	const { rows } = await run('contributor', (db, actor) =>
		templateContents(db, actor, { organisation: world.owner.id, holds: 'ours' })
	);
	return fileOf(rows, given);
}

/** Brings a file in as the contributor and has it checked; returns the import's id. */
export async function brought(file: Buffer): Promise<string> {
	const rows = rowsOf(await readSpreadsheet(file), columns());
	const id = await run('contributor', (db, actor) =>
		startImport(db, actor, {
			organisationId: world.owner.id,
			fileName: 'file.xlsx',
			locale: 'en',
			rows
		})
	);
	await checkImport(as('contributor') as Person, id);
	return id;
}

export const seen = (id: string, page = 1) =>
	run('contributor', (db, actor) => getImport(db, actor, id, { page }));
