import { sql } from 'drizzle-orm';
import { char, check, index, numeric, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { id, oneOf, partialDate } from './columns.ts';
import { countries, organisations } from './organisations.ts';

/** One published number over time, by one publisher: two sources for the same thing are two series. */
export const indicatorSeries = pgTable(
	'indicator_series',
	{
		id: id(),
		key: text().notNull().unique(),
		metric: text().notNull(),
		unit: text().notNull(),
		organisationId: uuid().references(() => organisations.id),
		countryCode: char({ length: 2 }).references(() => countries.code),
		/** The subject as the source names it: a brand, a survey, "all providers". */
		subject: text().notNull(),
		caveatEn: text(),
		caveatFr: text()
	},
	(t) => [
		check(
			'indicator_series_subject',
			sql`num_nonnulls(${t.organisationId}, ${t.countryCode}) <= 1`
		),
		index('indicator_series_organisation').on(t.organisationId),
		index('indicator_series_country').on(t.countryCode)
	]
);

export const indicatorValues = pgTable(
	'indicator_values',
	{
		id: id(),
		seriesId: uuid()
			.notNull()
			.references(() => indicatorSeries.id),
		period: partialDate().notNull(),
		value: numeric({ mode: 'number' }).notNull(),
		sources: text().array().notNull().default([]),
		certainty: text({ enum: CERTAINTIES }).notNull().default('confirmed')
	},
	(t) => [
		unique('indicator_values_period').on(t.seriesId, t.period),
		// A year, month or day, or half a year: 2025-H1.
		check(
			'indicator_values_period_format',
			sql`${t.period} ~ '^[0-9]{4}(-(H[12]|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?))?$'`
		),
		oneOf('indicator_values_certainty', t.certainty, CERTAINTIES)
	]
);
