import { eq } from 'drizzle-orm';
import type { IndexColumn, PgTable } from 'drizzle-orm/pg-core';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { FrameworkFile } from '../file-schema.ts';
import { versionId } from '../queries/file.server.ts';

/** Writes rows; `target` is what a row is known by where there may be one already. */
type Put = <Table extends PgTable>(
	db: Db,
	table: Table,
	rows: Table['$inferInsert'][],
	target: IndexColumn[]
) => Promise<void>;

/** Rows that are new: one that is there already is an error. */
export const putNew: Put = async (db, table, rows) => {
	if (rows.length) await db.insert(table).values(rows);
};

/**
 * Writes one version of a framework as its file says it, and returns its id. The reference data and an
 * administrator's file both come in here; they differ in `put` alone, which for the reference data
 * replaces what is there. Throws where the file names something that neither it nor the version it
 * replaces has.
 */
export async function writeFramework(db: Db, file: FrameworkFile, put: Put): Promise<string> {
	const { key, version } = file;
	await put(
		db,
		t.frameworks,
		[
			{
				key,
				version,
				nameEn: file.name.en,
				nameFr: file.name.fr,
				descriptionEn: file.description?.en ?? null,
				descriptionFr: file.description?.fr ?? null,
				audience: file.audience,
				disclosure: file.disclosure,
				requirementNounEn: file.requirement_noun.en,
				requirementNounFr: file.requirement_noun.fr,
				adoptedOn: file.adopted_on ?? null,
				sourceUrl: file.source?.en ?? null,
				sourceUrlFr: file.source?.fr ?? null
			}
		],
		[t.frameworks.key, t.frameworks.version]
	);
	const frameworkId = found(await versionId(db, key, version), `${key} ${version}`);
	await put(
		db,
		t.themes,
		file.themes.map(({ number, name }) => ({
			frameworkId,
			number,
			nameEn: name.en,
			nameFr: name.fr
		})),
		[t.themes.frameworkId, t.themes.number]
	);
	const themes = await db.select().from(t.themes).where(eq(t.themes.frameworkId, frameworkId));
	const themeId = new Map(themes.map(({ number, id }) => [number, id]));
	await put(
		db,
		t.requirements,
		file.requirements.map((one) => ({
			frameworkId,
			themeId: one.theme === undefined ? null : found(themeId.get(one.theme), `theme ${one.theme}`),
			number: one.number,
			key: one.key ?? null,
			titleEn: one.title.en,
			titleFr: one.title.fr,
			summaryEn: one.summary?.en ?? null,
			summaryFr: one.summary?.fr ?? null,
			certainty: one.certainty,
			sourceUrl: one.source ?? null,
			guidance: one.guidance ?? null
		})),
		[t.requirements.frameworkId, t.requirements.number]
	);
	await put(
		db,
		t.ratingLevels,
		file.scale.map(({ value, label, meaning }) => ({
			frameworkId,
			value,
			labelEn: label.en,
			labelFr: label.fr,
			meaningEn: meaning?.en ?? null,
			meaningFr: meaning?.fr ?? null
		})),
		[t.ratingLevels.frameworkId, t.ratingLevels.value]
	);
	await writeMappings(db, file, frameworkId, put);
	return frameworkId;
}

async function writeMappings(db: Db, file: FrameworkFile, frameworkId: string, put: Put) {
	if (!file.replaces || !file.mappings.length) return;
	const named = `${file.key} ${file.replaces}`;
	const earlier = await numbersOf(db, found(await versionId(db, file.key, file.replaces), named));
	const own = await numbersOf(db, frameworkId);
	await put(
		db,
		t.requirementMappings,
		file.mappings.map(({ from, to, comparable, note }) => ({
			fromId: found(earlier.get(from), `requirement ${from} of ${named}`),
			toId: found(own.get(to), `requirement ${to}`),
			comparable,
			noteEn: note?.en ?? null,
			noteFr: note?.fr ?? null
		})),
		[t.requirementMappings.fromId, t.requirementMappings.toId]
	);
}

async function numbersOf(db: Db, frameworkId: string): Promise<Map<number, string>> {
	const rows = await db
		.select({ id: t.requirements.id, number: t.requirements.number })
		.from(t.requirements)
		.where(eq(t.requirements.frameworkId, frameworkId));
	return new Map(rows.map(({ number, id }) => [number, id]));
}

function found<T>(value: T | undefined, name: string): T {
	if (value === undefined) throw new Error(`framework file: nothing is called ${name}`);
	return value;
}
