import { wordsCell, type GridRow } from '#lib/charts/grid.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { pageOf } from '#lib/ui/pages.ts';
import type { ViewFigure } from '../figure.ts';
import { treatyWords } from '../marks.ts';
import type { TreatyComparison } from '../queries/countries.server.ts';
import { COMPARED_TREATIES, type ComparedTreaty } from '../vocabulary.ts';
import { onDay } from './view.ts';

export const treatyNames: Record<ComparedTreaty, (locale: Locale) => string> = {
	crc: (locale) => m.comparison_treaty_crc({}, { locale }),
	opsc: (locale) => m.comparison_treaty_opsc({}, { locale })
};

/** The treaties that bind each country, in words: a page of countries by name. */
export function treatiesFigure(
	{ rows }: Pick<TreatyComparison, 'rows'>,
	{ asOf, page, locale }: { asOf: string; page: number; locale: Locale }
): ViewFigure | null {
	if (!rows.length) return null;
	const byName = new Intl.Collator(locale);
	const sorted = rows.toSorted((a, b) => byName.compare(a.name[locale], b.name[locale]));
	const { rows: shown, ...leaf } = pageOf(sorted, page);
	const bound = (treaty: ComparedTreaty) => rows.filter((row) => row[treaty] !== null).length;
	return {
		title: inBoth(m.comparison_treaty_title, {}),
		asOf,
		source: inBoth(m.comparison_source_treaties, {}),
		note: inBoth(m.comparison_treaty_lead, {}),
		summary: inBoth(m.comparison_summary_treaties, {
			countries: rows.length,
			crc: bound('crc'),
			opsc: bound('opsc')
		}),
		period: onDay(asOf),
		parts: [
			{
				title: null,
				grid: {
					corner: m.comparison_column_country({}, { locale }),
					groups: [],
					columns: COMPARED_TREATIES.map((treaty) => ({
						key: treaty,
						label: treatyNames[treaty](locale),
						said: null,
						wide: true
					})),
					rows: shown.map((row): GridRow => ({
						key: row.key,
						label: row.name[locale],
						hint: null,
						cells: COMPARED_TREATIES.map((treaty) => wordsCell(treatyWords(row[treaty], locale)))
					})),
					legend: []
				}
			}
		],
		page: leaf
	};
}
