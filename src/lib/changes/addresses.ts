import { queryOf } from '#lib/comparison/addresses.ts';
import type { ListFormat } from '#lib/exchange/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { ChangeFilters } from './schema.ts';

const asked = ({ from, to, country, company, principle, forum }: ChangeFilters) => ({
	from,
	to,
	country,
	company,
	principle,
	forum
});

/** The page under these filters, without language; from a place in the list on. */
export const changesPath = (filters: ChangeFilters, after?: string): string =>
	`/changes${queryOf({ ...asked(filters), after })}`;

export const changesFile = (filters: ChangeFilters, format: ListFormat): string =>
	`/api/v1/changes${queryOf({ ...asked(filters), format })}`;

export const changesFeed = (filters: ChangeFilters, lang: Locale): string =>
	`/feeds/changes.xml${queryOf({ ...asked(filters), lang })}`;
