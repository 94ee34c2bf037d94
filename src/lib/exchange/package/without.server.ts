import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { neutralise } from '../csv.ts';
import { zipOf, type Entry } from './zip.ts';

interface Description {
	created: string;
	resources: { path: string; bytes: number; hash: string }[];
}

/**
 * A package in which no cell holds any of these texts any more, but `instead`, and whose description fits it again; null
 * where none of them stood in it.
 */
export async function withoutTexts(
	archive: Uint8Array,
	texts: readonly string[],
	instead: string
): Promise<Uint8Array | null> {
	const files = Object.entries(unzipSync(archive)).map(
		([name, bytes]) => [name, strFromU8(bytes)] as const
	);
	const cells = new Set(texts.map((text) => String(neutralise(text))));
	const cleaned = new Map<string, string>();
	for (const [name, text] of files)
		if (name.endsWith('.csv')) {
			const clean = cleanCsv(text, cells, instead);
			if (clean !== null) cleaned.set(name, clean);
		}
	if (!cleaned.size) return null;
	const description = JSON.parse(
		files.find(([name]) => name === 'datapackage.json')?.[1] ?? '{}'
	) as Description;
	for (const resource of description.resources) {
		const text = cleaned.get(resource.path);
		if (text === undefined) continue;
		resource.bytes = strToU8(text).length;
		resource.hash = hashLike(resource.hash, text);
	}
	cleaned.set('datapackage.json', `${JSON.stringify(description, null, '\t')}\n`);
	async function* entries(): AsyncGenerator<Entry> {
		for (const [name, text] of files) yield { name, content: [cleaned.get(name) ?? text] };
	}
	const parts: Uint8Array[] = [];
	for await (const part of zipOf(entries(), description.created.slice(0, 10))) parts.push(part);
	return Buffer.concat(parts);
}

/** The same file with other words in those cells; null where there are none. */
function cleanCsv(text: string, cells: ReadonlySet<string>, instead: string): string | null {
	const rows = parse(text) as string[][];
	let found = 0;
	for (const row of rows)
		for (const [at, cell] of row.entries())
			if (cells.has(cell)) {
				row[at] = instead;
				found += 1;
			}
	return found ? stringify(rows, { record_delimiter: 'windows', quoted_match: /[\r\n]/ }) : null;
}

/** A SHA-256 written as the one that it takes the place of. */
const hashLike = (before: string, text: string): string =>
	before.replace(/[0-9a-f]{64}$/, createHash('sha256').update(text).digest('hex'));
