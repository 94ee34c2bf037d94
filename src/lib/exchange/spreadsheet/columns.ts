import { kindLabels } from '#lib/commitments/labels.ts';
import type { CommitmentContent } from '#lib/commitments/schema.ts';
import { COMMITMENT_KINDS } from '#lib/commitments/vocabulary.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { SUBDIVISIONS } from '#lib/organisations/subdivisions.ts';
import { m } from '#lib/paraglide/messages.js';

/** A column of the template, by the field of the form that it fills. */
export type ColumnKey = 'reference' | keyof CommitmentContent;

export interface Column {
	key: ColumnKey;
	label: Record<Locale, string>;
	holds: 'text' | 'date' | 'choice' | 'list' | 'names';
	/** Of the column, in characters. */
	width: number;
}

type Rest = Omit<Column, 'key'>;
const text = (label: Rest['label'], width = 30): Rest => ({ label, holds: 'text', width });
const date = (label: Rest['label']): Rest => ({ label, holds: 'date', width: 14 });
const choice = (label: Rest['label'], width = 24): Rest => ({ label, holds: 'choice', width });

/** What the template has, in its order. A field that the form gains is missing here as a type error. */
export function columns(): Column[] {
	const all: Record<ColumnKey, Rest> = {
		reference: text(inBoth(m.commitments_field_reference, {}), 14),
		titleEn: text(inBoth(m.commitments_field_title_en, {}), 40),
		titleFr: text(inBoth(m.commitments_field_title_fr, {}), 40),
		kind: choice(inBoth(m.commitments_field_kind, {})),
		forumKey: choice(inBoth(m.commitments_field_forum, {}), 32),
		pillarId: choice(inBoth(m.commitments_field_pillar, {})),
		requirements: {
			label: inBoth(m.commitments_field_requirements, {}),
			holds: 'list',
			width: 26
		},
		descriptionEn: text(inBoth(m.commitments_field_description_en, {}), 60),
		descriptionFr: text(inBoth(m.commitments_field_description_fr, {}), 60),
		baselineEn: text(inBoth(m.commitments_field_baseline_en, {})),
		baselineFr: text(inBoth(m.commitments_field_baseline_fr, {})),
		measureEn: text(inBoth(m.commitments_field_measure_en, {})),
		measureFr: text(inBoth(m.commitments_field_measure_fr, {})),
		unfunded: choice(inBoth(m.commitments_field_unfunded, {}), 18),
		leadAgency: text(inBoth(m.commitments_field_lead_agency, {})),
		supportingAgencies: {
			label: inBoth(m.commitments_field_supporting_agencies, {}),
			holds: 'names',
			width: 40
		},
		subdivisions: { label: inBoth(m.commitments_field_subdivisions, {}), holds: 'list', width: 26 },
		legalBasisEn: text(inBoth(m.commitments_field_legal_basis_en, {})),
		legalBasisFr: text(inBoth(m.commitments_field_legal_basis_fr, {})),
		contactMailbox: text(inBoth(m.commitments_field_contact, {})),
		announcedOn: date(inBoth(m.commitments_field_announced_on, {})),
		startsOn: date(inBoth(m.commitments_field_starts_on, {})),
		dueOn: date(inBoth(m.commitments_field_due_on, {})),
		sourceUrl: text(inBoth(m.commitments_field_source_url, {}), 40)
	};
	return Object.entries(all).map(([key, column]) => ({ key: key as ColumnKey, ...column }));
}

/** One of the values that a column offers: what a form sends, a code that never changes, its name. */
export interface Choice {
	value: string;
	code: string;
	label: Bilingual;
}
export type Offers = Partial<Record<ColumnKey, readonly Choice[]>>;

interface Requirement {
	id: string;
	number: number;
	title: Bilingual;
}

/** What the form of a commitment offers, as `commitmentOptions` reads it. */
export interface Offered {
	forums: readonly { key: string; name: Bilingual }[];
	pillars: readonly Requirement[];
	frameworks: readonly { key: string; requirements: readonly Requirement[] }[];
}

/** `model-national-response` is called MNR. */
const initials = (key: string) =>
	key
		.split('-')
		.map((word) => word.charAt(0).toUpperCase())
		.join('');

/** The choices of every column that has some. */
export function offersOf({ forums, pillars, frameworks }: Offered): Offers {
	return {
		kind: COMMITMENT_KINDS.map((kind) => ({
			value: kind,
			code: kind,
			label: inBoth(kindLabels[kind], {})
		})),
		forumKey: forums.map(({ key, name }) => ({ value: key, code: key, label: name })),
		pillarId: pillars.map(({ id, number, title }) => ({
			value: id,
			code: `P-${number}`,
			label: title
		})),
		requirements: frameworks.flatMap(({ key, requirements }) =>
			requirements.map(({ id, number, title }) => ({
				value: id,
				code: `${initials(key)}-${number}`,
				label: title
			}))
		),
		subdivisions: SUBDIVISIONS.map(({ code, name }) => ({ value: code, code, label: name })),
		unfunded: [
			{ value: 'on', code: 'yes', label: inBoth(m.exchange_yes, {}) },
			{ value: '', code: 'no', label: inBoth(m.exchange_no, {}) }
		]
	};
}
