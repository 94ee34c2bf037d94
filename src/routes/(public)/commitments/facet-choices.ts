import { kindLabels, statusLabels } from '#lib/commitments/labels.ts';
import type { Facet } from '#lib/commitments/facets.ts';
import type { CommitmentFacets } from '#lib/commitments/queries.server.ts';
import type { CommitmentFilters } from '#lib/commitments/schema.ts';
import { COMMITMENT_KINDS, COMMITMENT_STATUSES } from '#lib/commitments/vocabulary.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

export interface FacetChoice {
	facet: Facet;
	label: string;
	/** Always shown, where the others fold away. */
	first: boolean;
	options: { value: string; label: string }[];
	/** What is chosen, and how it is called. */
	chosen: { value: string; label: string } | null;
}

type Named = { number: number; title: { en: string; fr: string } };

/**
 * The facets of the list as a form offers them: values that lead to nothing are left out, but for the
 * one that is chosen, so that one can see it and take it away.
 */
export function facetChoices(
	{ counts, names }: CommitmentFacets,
	filters: CommitmentFilters,
	principles: readonly Named[],
	locale: Locale
): FacetChoice[] {
	const places = (facet: keyof typeof names) =>
		[...names[facet]]
			.map(([value, name]) => ({ value, label: pickText(name, locale) }))
			.sort((one, other) => one.label.localeCompare(other.label, locale));
	const yesOrNo = (yes: string, no: string) => [
		{ value: 'yes', label: yes },
		{ value: 'no', label: no }
	];
	const years = new Set([...counts.year.keys(), ...(filters.year ? [filters.year] : [])]);
	const all: [Facet, string, { value: string; label: string }[], boolean?][] = [
		['country', m.common_country(), places('country'), true],
		[
			'status',
			m.common_status(),
			COMMITMENT_STATUSES.map((value) => ({ value, label: statusLabels[value]() })),
			true
		],
		['participant', m.public_commitments_participant(), places('participant')],
		['forum', m.organisations_column_forum(), places('forum')],
		[
			'kind',
			m.public_commitments_kind(),
			COMMITMENT_KINDS.map((value) => ({ value, label: kindLabels[value]() }))
		],
		['pillar', m.public_commitments_pillar(), places('pillar')],
		[
			'principle',
			m.public_commitments_principle(),
			principles.map(({ number, title }) => ({
				value: String(number),
				label: `${number}. ${pickText(title, locale)}`
			}))
		],
		[
			'year',
			m.public_commitments_year(),
			[...years]
				.sort()
				.toReversed()
				.map((value) => ({ value, label: value }))
		],
		[
			'overdue',
			m.public_commitments_overdue(),
			yesOrNo(m.public_commitments_overdue_yes(), m.public_commitments_overdue_no())
		],
		[
			'evidence',
			m.public_commitments_evidence(),
			yesOrNo(m.public_commitments_evidence_yes(), m.public_commitments_evidence_no())
		],
		[
			'funded',
			m.public_commitments_funded(),
			yesOrNo(m.public_commitments_funded_yes(), m.public_commitments_funded_no())
		]
	];
	return all.map(([facet, label, values, first = false]) => {
		const value = filters[facet] === undefined ? null : String(filters[facet]);
		return {
			facet,
			label,
			first,
			options: values
				.map((option) => ({ ...option, count: counts[facet].get(option.value) ?? 0 }))
				.filter((option) => option.count > 0 || option.value === value)
				.map((option) => ({
					value: option.value,
					label: m.public_commitments_option({ label: option.label, count: option.count })
				})),
			chosen:
				value === null
					? null
					: (values.find((one) => one.value === value) ?? { value, label: value })
		};
	});
}
