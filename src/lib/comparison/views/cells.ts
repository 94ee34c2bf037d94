import type { GridCell } from '#lib/charts/grid.ts';
import type { Both } from '#lib/charts/shape.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { ratingTone } from '../figures/distribution.ts';
import { cellMark, differenceWords, signed } from '../marks.ts';
import type { FindingCounts } from '../shapes/findings.ts';
import type { ReviewState } from '../vocabulary.ts';

type Cell = GridCell & { said: string };

const SIGNS = {
	na: m.common_mark_na,
	hidden: m.common_mark_hidden,
	none: m.common_mark_none,
	unrated: m.common_mark_unrated
};

/** A rating, or why there is none. */
export function standingCell(
	framework: { levels: readonly { value: number; label: Both }[] },
	said: number | ReviewState,
	locale: Locale
): Cell {
	const { value, label } = cellMark(framework, said, locale);
	if (typeof value === 'number') {
		const rating = RATINGS.find((one) => one === value);
		return {
			lines: [String(value)],
			tone: rating === undefined ? 'step' : ratingTone(rating),
			said: `${value} ${label}`
		};
	}
	return { lines: [SIGNS[value]({}, { locale })], tone: value, said: label };
}

/** By how much the reviewer rates higher or lower: the edge says the direction without colour. */
export const differenceCell = (value: number, locale: Locale): Cell => ({
	lines: [signed(value)],
	tone: 'step',
	said: differenceWords(value, locale),
	edge: value > 0 ? 'above' : value < 0 ? 'below' : undefined
});

/** How many findings speak of a practice, and how many of a gap. */
export function findingsCell({ practice, gap }: FindingCounts, locale: Locale): Cell {
	const count = (number: number) => formatNumber(number, locale);
	return practice + gap
		? {
				lines: [...(practice ? [`${count(practice)} ●`] : []), ...(gap ? [`${count(gap)} ○`] : [])],
				tone: null,
				said: m.comparison_beside_findings(
					{ practices: count(practice), gaps: count(gap) },
					{ locale }
				)
			}
		: {
				lines: ['–'],
				tone: null,
				said: m.comparison_findings_none({}, { locale })
			};
}
