import type { ListFormat } from '#lib/exchange/vocabulary.ts';
import type { DrawnView } from './vocabulary.ts';

type Values = Record<string, string | number | undefined>;

/** What is compared, as its file is called. */
export type ComparedFile = DrawnView;

/** A query string of what is set, in the order given; nothing when nothing is. */
export function queryOf(values: Values): string {
	const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
	return set.length
		? `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`
		: '';
}

/** What a file is called that is of a past day. */
export const dated = (name: string, on: unknown): string =>
	typeof on === 'string' ? `${name}-${on}` : name;

/** Where the figures of a comparison are given as a file, under the same filters. */
export const fileOf = (what: ComparedFile, format: ListFormat, filters: Values): string =>
	`/api/v1/compare/${what}${queryOf({ ...filters, format })}`;
