import type { Both } from '#lib/charts/shape.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { reviewWords } from './labels.ts';
import type { ReviewState } from './vocabulary.ts';

const MARKS = {
	not_applicable: 'na',
	not_public: 'hidden',
	not_answered: 'none',
	not_reviewed: 'unrated'
} as const satisfies Record<ReviewState, string>;

/** What stands in a cell, as a mark and its words. */
export function cellMark(
	{ levels }: { levels: readonly { value: number; label: Both }[] },
	said: number | ReviewState,
	locale: Locale
) {
	return typeof said === 'number'
		? { value: said, label: levels.find(({ value }) => value === said)?.label[locale] ?? '' }
		: { value: MARKS[said], label: reviewWords[said][locale] };
}

/** A difference with its sign, a true minus; 0 has none. */
export const signed = (value: number): string =>
	value > 0 ? `+${value}` : value < 0 ? `\u2212${-value}` : '0';

/** A difference in words, as the reviewer's rating stands to the company's own. */
export function differenceWords(value: number, locale: Locale): string {
	if (value === 0) return m.comparison_difference_same({}, { locale });
	return value > 0
		? m.comparison_difference_above({ steps: value }, { locale })
		: m.comparison_difference_below({ steps: -value }, { locale });
}
