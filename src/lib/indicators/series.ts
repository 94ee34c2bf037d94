import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { Certainty } from '#lib/organisations/vocabulary.ts';

export interface SeriesValue {
	period: string;
	value: number;
	sources: string[];
	certainty: Certainty;
}

/** One published number over time, by one publisher. */
export interface Series {
	key: string;
	metric: string;
	unit: string;
	subject: string;
	caveat: Bilingual | null;
	values: SeriesValue[];
	sources: string[];
}

export interface SeriesRow extends SeriesValue {
	key: string;
	metric: string;
	unit: string;
	subject: string;
	caveatEn: string | null;
	caveatFr: string | null;
}

/** Rows of values, series after series, gathered into one object for each series. Keeps the order. */
export function gatherSeries(rows: readonly SeriesRow[]): Series[] {
	const gathered = new Map<string, Series>();
	for (const { key, metric, unit, subject, caveatEn, caveatFr, ...value } of rows) {
		const series = gathered.get(key) ?? {
			key,
			metric,
			unit,
			subject,
			caveat: caveatEn || caveatFr ? { en: caveatEn, fr: caveatFr } : null,
			values: [],
			sources: []
		};
		series.values.push(value);
		series.sources = [...new Set([...series.sources, ...value.sources])];
		gathered.set(key, series);
	}
	return [...gathered.values()];
}

/** All periods for which any of the series has a value, oldest first. */
export function periodsOf(series: readonly Pick<Series, 'values'>[]): string[] {
	return [...new Set(series.flatMap(({ values }) => values.map(({ period }) => period)))].sort();
}

/** What the publishers say about reading their series, each caveat once. */
export function caveatsOf(series: readonly Pick<Series, 'caveat'>[]): Bilingual[] {
	const caveats = new Map<string, Bilingual>();
	for (const { caveat } of series) if (caveat) caveats.set(`${caveat.en}\n${caveat.fr}`, caveat);
	return [...caveats.values()];
}
