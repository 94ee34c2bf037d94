import type { FieldLabels } from '#lib/forms/errors.ts';
import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { formatDay } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { AnswerPart, AttestedContent } from './content.ts';
import type { Spell } from './spells.ts';
import {
	confidenceLabels,
	notApplicableKindLabels,
	stateLabels,
	visibilityLabels
} from './labels.ts';
import type { ReviewDecision } from './vocabulary.ts';

export const decisionLabels: Record<ReviewDecision, () => string> = {
	accepted: m.assessments_verdict_accepted,
	evidence_requested: m.assessments_verdict_evidence_requested,
	change_requested: m.assessments_verdict_change_requested
};

export const partLabels: Record<AnswerPart, () => string> = {
	rating: m.assessments_part_rating,
	notApplicable: m.assessments_part_not_applicable,
	notApplicableKind: m.assessments_part_kind,
	notApplicableReason: m.assessments_part_reason,
	narrative: m.assessments_part_narrative,
	narrativeLocale: m.assessments_part_language,
	changeNote: m.assessments_part_change,
	confidence: m.assessments_part_confidence,
	visibility: m.assessments_part_visibility,
	evidence: m.assessments_part_evidence,
	services: m.assessments_part_services,
	metrics: m.assessments_part_metrics
};

type Levels = readonly { value: number; label: Bilingual }[];

/** A rating in words, with its number; that there is none. */
export function ratingText(levels: Levels, value: number | null, locale: Locale): string {
	const level = levels.find((one) => one.value === value);
	return level
		? m.assessments_level({ value: level.value, label: pickText(level.label, locale) })
		: m.assessments_not_rated();
}

const yesOrNo = (value: boolean) => (value ? m.assessments_part_yes() : m.assessments_part_no());
const lines = (all: readonly (string | null | false)[][]): string =>
	all.map((line) => line.filter(Boolean).join(', ')).join('\n');

/** What one part of an answer says, in words that two readers can compare. */
export function partText(
	part: AnswerPart,
	answer: AttestedContent,
	levels: Levels,
	locale: Locale
): string {
	switch (part) {
		case 'rating':
			return ratingText(levels, answer.rating, locale);
		case 'notApplicable':
			return yesOrNo(answer.notApplicable);
		case 'notApplicableKind':
			return answer.notApplicableKind ? notApplicableKindLabels[answer.notApplicableKind]() : '';
		case 'narrativeLocale':
			return answer.narrativeLocale === 'fr'
				? m.common_language_name_fr()
				: m.common_language_name_en();
		case 'confidence':
			return answer.confidence ? confidenceLabels[answer.confidence]() : '';
		case 'visibility':
			return visibilityLabels[answer.visibility]();
		case 'evidence':
			return lines(answer.evidence.map(({ title, publisher, url }) => [title, publisher, url]));
		case 'services':
			return lines(
				(answer.services ?? []).map(({ name, rating, notApplicable, note }) => [
					name,
					notApplicable ? m.assessments_not_applicable() : ratingText(levels, rating, locale),
					note
				])
			);
		case 'metrics':
			return lines(
				(answer.metrics ?? []).map(({ name, value, unit, period, sourceUrl }) => [
					name,
					`${value} ${unit}`,
					period,
					sourceUrl
				])
			);
		case 'notApplicableReason':
		case 'narrative':
		case 'changeNote':
			return answer[part] ?? '';
	}
}

/** A state in which an assessment was or is, since when, and for how long. */
export function spellText({ state, since, until, days }: Spell, locale: Locale): string {
	const said = { state: stateLabels[state](), since: formatDay(since, locale), count: days };
	return until
		? m.assessments_course_ended({ ...said, until: formatDay(until, locale) })
		: m.assessments_course_lasting(said);
}

/** What the fields of a review are called, under the name of the list that they stand in. */
export const reviewFieldLabels = (list: string): FieldLabels => ({
	[`${list}.*.comment`]: m.assessments_review_comment(),
	[`${list}.*.reviewerRating`]: m.assessments_review_rating(),
	[`${list}.*.reason`]: m.assessments_review_reason(),
	[`${list}.*.reasonLocale`]: m.assessments_review_reason_language(),
	[`${list}.*.decision`]: m.assessments_review_verdict()
});
