import {
	confidenceLabels,
	notApplicableKindLabels,
	visibilityLabels
} from '#lib/assessments/labels.ts';
import {
	CONFIDENCES,
	EVIDENCE_LIMIT,
	NOT_APPLICABLE_KINDS,
	VISIBILITIES
} from '#lib/assessments/vocabulary.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { LOCALES, type Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SheetKind } from './vocabulary.ts';

/** A column of a sheet: `fixed` is read by people only, `known` by the portal only. */
export interface SheetColumn {
	/** The field of the answer's form that it fills; of a line's, without its place. */
	key: string;
	label: Record<Locale, string>;
	holds: 'fixed' | 'text' | 'choice' | 'figure' | 'known';
	/** In characters. */
	width: number;
}

const fixed = (key: string, label: SheetColumn['label'], width: number): SheetColumn => ({
	key,
	label,
	holds: 'fixed',
	width
});
const text = (key: string, label: SheetColumn['label'], width: number): SheetColumn => ({
	...fixed(key, label, width),
	holds: 'text'
});
const choice = (key: string, label: SheetColumn['label'], width: number): SheetColumn => ({
	...fixed(key, label, width),
	holds: 'choice'
});
/** What the portal recognises a sheet and its rows by. */
const known: SheetColumn = { key: 'known', label: { en: '', fr: '' }, holds: 'known', width: 12 };

const heading = () => [
	fixed('number', inBoth(m.exchange_sheet_number, {}), 8),
	fixed('title', inBoth(m.exchange_sheet_requirement, {}), 34)
];

const evidenceColumns = (): SheetColumn[] =>
	Array.from({ length: EVIDENCE_LIMIT }, (_, place) => {
		const number = place + 1;
		return [
			text(`evidence.${place}.url`, inBoth(m.exchange_sheet_link_address, { number }), 34),
			text(`evidence.${place}.title`, inBoth(m.exchange_sheet_link_title, { number }), 26),
			text(`evidence.${place}.publisher`, inBoth(m.exchange_sheet_link_publisher, { number }), 20)
		];
	}).flat();

/** What each sheet has, in its order. */
export const sheetColumns: Record<SheetKind, () => SheetColumn[]> = {
	answers: () => [
		...heading(),
		fixed('plain', inBoth(m.exchange_sheet_plain, {}), 44),
		fixed('levels', inBoth(m.exchange_sheet_levels, {}), 44),
		choice('rating', inBoth(m.exchange_sheet_rating, {}), 24),
		choice('notApplicableKind', inBoth(m.exchange_sheet_na_kind, {}), 26),
		text('notApplicableReason', inBoth(m.exchange_sheet_na_reason, {}), 34),
		text('narrative', inBoth(m.assessments_narrative, {}), 60),
		choice('narrativeLocale', inBoth(m.assessments_narrative_language, {}), 14),
		text('changeNote', inBoth(m.exchange_sheet_change_note, {}), 34),
		choice('confidence', inBoth(m.exchange_sheet_confidence, {}), 22),
		choice('visibility', inBoth(m.exchange_sheet_visibility, {}), 20),
		...evidenceColumns(),
		known
	],
	services: () => [
		...heading(),
		fixed('service', inBoth(m.exchange_sheet_service, {}), 28),
		choice('rating', inBoth(m.exchange_sheet_rating, {}), 28),
		text('note', inBoth(m.exchange_sheet_note, {}), 70),
		known
	],
	figures: () => [
		...heading(),
		text('name', inBoth(m.exchange_sheet_figure_name, {}), 40),
		{ ...text('value', inBoth(m.exchange_sheet_figure_value, {}), 16), holds: 'figure' },
		text('unit', inBoth(m.exchange_sheet_figure_unit, {}), 18),
		text('period', inBoth(m.exchange_sheet_figure_period, {}), 16),
		text('sourceUrl', inBoth(m.exchange_sheet_figure_source, {}), 44),
		known
	]
};

/** One of the values that a column offers: what the form sends, and its name. */
export interface SheetChoice {
	value: string;
	label: Record<Locale, string>;
}
export type SheetChoices = Readonly<Record<string, readonly SheetChoice[]>>;

type Levels = readonly { value: number; label: Bilingual }[];

/** The choices of every column that has some. */
export function sheetChoices(levels: Levels): SheetChoices {
	const level = ({ value, label }: Levels[number]): SheetChoice => ({
		value: String(value),
		label: inBoth(m.assessments_level, (locale) => ({
			value,
			label: label[locale] ?? label.en ?? label.fr ?? ''
		}))
	});
	const named = <Value extends string>(
		values: readonly Value[],
		labels: Record<Value, Parameters<typeof inBoth<object>>[0]>
	): SheetChoice[] => values.map((value) => ({ value, label: inBoth(labels[value], {}) }));
	return {
		rating: [
			...levels.map(level),
			{ value: 'na', label: inBoth(m.assessments_not_applicable, {}) }
		],
		notApplicableKind: named(NOT_APPLICABLE_KINDS, notApplicableKindLabels),
		narrativeLocale: named(LOCALES, {
			en: m.common_language_name_en,
			fr: m.common_language_name_fr
		}),
		confidence: named(CONFIDENCES, confidenceLabels),
		visibility: named(VISIBILITIES, visibilityLabels)
	};
}

/** Words as they are compared: neither case, dashes nor spaces make a difference. */
const fold = (words: string) =>
	words
		.normalize('NFKC')
		.replace(/[\s\u2010-\u2015-]+/g, ' ')
		.replaceAll('’', "'")
		.trim()
		.toLowerCase();

/** The value that words mean in either language, the number of a level with or without its name; undefined: none. */
export function choiceOf(words: string, choices: readonly SheetChoice[]): string | undefined {
	const asked = fold(words);
	const found = choices.find(({ value, label }) =>
		[value, label.en, label.fr, unnumbered(label.en), unnumbered(label.fr)].some(
			(name) => fold(name) === asked
		)
	);
	return found?.value;
}

/** `3 – In place` is also called by its name alone. */
const unnumbered = (label: string) => label.replace(/^\d+\s*[\u2010-\u2015-]\s*/, '');
