import type { Both } from '#lib/charts/shape.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { certaintyLabels, treatyActionLabels } from '#lib/organisations/labels.ts';
import type { Certainty } from '#lib/organisations/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { levelWords } from './figures/distribution.ts';
import { reviewWords } from './labels.ts';
import type { ComparedFramework } from './queries/principles.server.ts';
import type { ComparedCompany } from './shapes/matrix.ts';
import type { TreatyStanding } from './shapes/treaties.ts';
import type { CellState, ReviewState } from './vocabulary.ts';

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

/** How a standing is drawn and named; null is a company without a published self-assessment. */
export function standingMark(
	standing: number | CellState | null,
	levels: ComparedFramework['levels'],
	locale: Locale
) {
	if (standing === null)
		return { value: 'none', label: m.comparison_beside_none({}, { locale }), words: '' } as const;
	const mark = cellMark({ levels }, standing, locale);
	const rating = RATINGS.find((value) => value === standing);
	return {
		...mark,
		words: rating === undefined ? mark.label : levelWords({ levels }, rating)[locale]
	};
}

/** The endorsement in words, with its certainty where it is not confirmed. */
export function endorsementWords(
	endorsement: ComparedCompany['endorsement'],
	locale: Locale
): string {
	if (!endorsement) return m.comparison_endorsed_not({}, { locale });
	const said =
		endorsement.status === 'endorsed_national'
			? m.comparison_endorsed_national({}, { locale })
			: endorsement.endorsedOn
				? m.comparison_endorsed_on(
						{ date: formatPartialDate(endorsement.endorsedOn, locale) },
						{ locale }
					)
				: m.comparison_endorsed_undated({}, { locale });
	return asCertain(said, endorsement.certainty, locale);
}

/** What was said, with its certainty where it is not confirmed. */
const asCertain = (said: string, certainty: Certainty, locale: Locale) =>
	certainty === 'confirmed'
		? said
		: `${said} (${certaintyLabels[certainty]({}, { locale }).toLocaleLowerCase(locale)})`;

/** How a treaty binds a country, in words. */
export function treatyWords(standing: TreatyStanding, locale: Locale): string {
	if (!standing) return m.comparison_treaty_none({}, { locale });
	const action = treatyActionLabels[standing.action]({}, { locale });
	const said = standing.takenOn
		? m.comparison_treaty_standing(
				{ action, date: formatPartialDate(standing.takenOn, locale) },
				{ locale }
			)
		: action;
	return asCertain(said, standing.certainty, locale);
}
