import type { AnswerContent, AnswerPart, ServiceLine } from '#lib/assessments/content.ts';
import {
	confidenceLabels,
	notApplicableKindLabels,
	visibilityLabels
} from '#lib/assessments/labels.ts';
import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Levels = readonly { value: number; label: Bilingual }[];

interface Part {
	label: () => string;
	/** What it says, as people read it; nothing where it says nothing. */
	text: (answer: AnswerContent, levels: Levels) => string;
}

function ratingText(
	{ rating, notApplicable }: Pick<ServiceLine, 'rating' | 'notApplicable'>,
	levels: Levels
): string {
	if (notApplicable) return m.assessments_not_applicable();
	const level = levels.find(({ value }) => value === rating);
	return level
		? m.assessments_level({ value: level.value, label: pickText(level.label, getLocale()) })
		: '';
}

const lines = (...texts: (string | null)[]) => texts.filter(Boolean).join('\n');

/** What each part of an answer is called, and what it says. */
export const partTexts: Record<AnswerPart, Part> = {
	rating: { label: m.exchange_part_rating, text: ratingText },
	notApplicable: {
		label: m.assessments_not_applicable,
		text: ({ notApplicable }) => (notApplicable ? m.exchange_yes() : m.exchange_no())
	},
	notApplicableKind: {
		label: m.exchange_sheet_na_kind,
		text: ({ notApplicableKind: kind }) => (kind ? notApplicableKindLabels[kind]() : '')
	},
	notApplicableReason: {
		label: m.exchange_sheet_na_reason,
		text: ({ notApplicableReason }) => notApplicableReason ?? ''
	},
	narrative: { label: m.assessments_narrative, text: ({ narrative }) => narrative ?? '' },
	narrativeLocale: {
		label: m.assessments_narrative_language,
		text: ({ narrativeLocale }) =>
			narrativeLocale === 'fr' ? m.common_language_name_fr() : m.common_language_name_en()
	},
	changeNote: { label: m.exchange_sheet_change_note, text: ({ changeNote }) => changeNote ?? '' },
	confidence: {
		label: m.exchange_sheet_confidence,
		text: ({ confidence }) => (confidence ? confidenceLabels[confidence]() : '')
	},
	visibility: {
		label: m.exchange_sheet_visibility,
		text: ({ visibility }) => visibilityLabels[visibility]()
	},
	evidence: {
		label: m.exchange_part_evidence,
		text: ({ evidence }) =>
			evidence.map(({ url, title, publisher }) => lines(title, publisher, url)).join('\n\n')
	},
	services: {
		label: m.exchange_part_services,
		text: ({ services }, levels) =>
			services
				.map(({ name, note, ...line }) => lines(name, ratingText(line, levels), note))
				.join('\n\n')
	},
	metrics: {
		label: m.exchange_part_figures,
		text: ({ metrics }) =>
			metrics
				.map(({ name, value, unit, period, sourceUrl }) =>
					lines(
						m.exchange_part_figure({
							name,
							value: formatNumber(value, getLocale()),
							unit,
							period
						}),
						sourceUrl
					)
				)
				.join('\n\n')
	}
};
