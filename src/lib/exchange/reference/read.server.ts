import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { frameworkFile } from '#lib/frameworks/file-schema.ts';
import * as schema from './schema.ts';

const FILES = {
	voluntaryPrinciples: ['frameworks/voluntary-principles.json', frameworkFile],
	nationalResponse: ['frameworks/model-national-response.json', frameworkFile],
	pillars: ['frameworks/national-strategy-pillars.json', frameworkFile],
	crosswalk: ['crosswalk.json', schema.crosswalkFile],
	countries: ['countries.json', schema.countriesFile],
	bodies: ['bodies.json', schema.bodiesFile],
	companies: ['companies.json', schema.companiesFile],
	commitments: ['commitments.json', schema.commitmentsFile],
	findings: ['findings.json', schema.findingsFile],
	translations: ['translations.json', schema.translationsFile],
	indicators: ['indicators.csv', z.array(schema.indicatorRow)]
} as const;

/** Counts up when the same files come to mean more rows, so that they are loaded once more. */
const READING = '3';

export type Reference = { [K in keyof typeof FILES]: z.output<(typeof FILES)[K][1]> };

/**
 * Reads the reference data of a directory. Throws one error for the first file that does not hold
 * what it should, naming the file, the record and what is wrong with it.
 */
export function readReference(directory: string): { reference: Reference; hash: string } {
	const hash = createHash('sha256').update(READING);
	const entries = Object.entries(FILES).map(([name, [file, shape]]) => {
		const text = readFileSync(join(directory, file), 'utf8');
		hash.update(text);
		const raw: unknown = file.endsWith('.csv') ? parse(text, { columns: true }) : JSON.parse(text);
		const parsed = shape.safeParse(raw);
		if (!parsed.success) throw new Error(`reference data: ${describe(file, raw, parsed.error)}`);
		return [name, parsed.data];
	});
	return { reference: Object.fromEntries(entries) as Reference, hash: hash.digest('hex') };
}

function describe(file: string, raw: unknown, error: z.ZodError): string {
	const [issue] = error.issues;
	const path = issue?.path ?? [];
	let at = raw;
	let record = '';
	for (const part of path) {
		at = (at as Record<PropertyKey, unknown> | undefined)?.[part];
		const key = at && typeof at === 'object' ? recordName(at) : undefined;
		if (typeof part === 'number')
			record = key ?? (file.endsWith('.csv') ? `line ${part + 2}` : `record ${part + 1}`);
	}
	return [file, record, path.join('.'), issue?.message].filter(Boolean).join(': ');
}

function recordName(value: object): string | undefined {
	const { key, iso2, number } = value as Record<string, unknown>;
	const name = key ?? iso2 ?? number;
	return name === undefined ? undefined : String(name);
}
