import { createHash } from 'node:crypto';
import { Refusal } from '#lib/access/refusal.ts';
import type { Db } from '#lib/server/db/types.ts';
import { csvLines, toCsv } from '../csv.ts';
import { decodeCursor } from '../cursor.ts';
import type { Reading } from '../listing.ts';
import { describePackage, type Occasion, type Written } from './description.ts';
import { readmeOf } from './readme.ts';
import { RESOURCES, pathOf, type Resource } from './resources.server.ts';
import { zipOf, type Entry } from './zip.ts';

/** Records that are in memory at once. */
const BATCH = 500;

/**
 * Everything public as one archive, part by part: a CSV for each list, `datapackage.json` that describes them
 * (Frictionless Data Package), and what a person should read first in either language. Each list is read by its
 * cursor; the transaction says as of when. To be asked as the public.
 */
export const writePackage = (db: Db, occasion: Occasion): AsyncGenerator<Uint8Array> =>
	zipOf(entriesOf(db, occasion), occasion.day);

async function* entriesOf(db: Db, occasion: Occasion): AsyncGenerator<Entry> {
	const files: Written[] = [];
	for (const resource of RESOURCES) {
		const readings = readWhole(db, resource);
		const first = await answered(readings);
		if (first) yield { name: pathOf(resource), content: csvOf(resource, first, readings, files) };
	}
	const description = describePackage(files, occasion);
	yield { name: 'datapackage.json', content: [`${JSON.stringify(description, null, '\t')}\n`] };
	yield { name: 'README.md', content: [readmeOf(description, 'en')] };
	yield { name: 'LISEZMOI.md', content: [readmeOf(description, 'fr')] };
}

/** A list from its first record to its last, as many at a time as are read at once. */
async function* readWhole(db: Db, { listing, asked }: Resource): AsyncGenerator<Reading> {
	const parameters = listing.parameters.parse(asked);
	let after: string | null = null;
	do {
		const reading: Reading = await listing.read(db, parameters, { limit: BATCH, after });
		yield reading;
		after = reading.next ? decodeCursor(reading.next) : null;
	} while (after !== null);
}

/** How a list begins; null where what it compares is not there yet. */
async function answered(readings: AsyncGenerator<Reading>): Promise<Reading | null> {
	try {
		const { value } = (await readings.next()) as IteratorYieldResult<Reading>;
		return value;
	} catch (thrown) {
		if (thrown instanceof Refusal && thrown.reason === 'not_found') return null;
		throw thrown;
	}
}

/** A list as CSV; how much that was is noted when its end is reached. */
async function* csvOf(
	resource: Resource,
	first: Reading,
	rest: AsyncIterable<Reading>,
	files: Written[]
): AsyncGenerator<string> {
	const { columns } = first;
	const hash = createHash('sha256');
	let [rows, bytes] = [0, 0];
	const noted = (text: string, { records }: Reading): string => {
		rows += records.length;
		bytes += Buffer.byteLength(text);
		hash.update(text);
		return text;
	};
	yield noted(toCsv(first.records, columns), first);
	for await (const reading of rest) yield noted(csvLines(reading.records, columns), reading);
	files.push({ resource, columns, rows, bytes, hash: hash.digest('hex') });
}
