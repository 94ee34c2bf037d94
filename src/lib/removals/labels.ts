import { inBoth, type Label } from '#lib/i18n/in-both.ts';
import { formatDay } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Ground, Removable } from './vocabulary.ts';

export const removableLabels: Record<Removable, Label> = {
	commitment: m.removals_kind_commitment,
	update: m.removals_kind_update,
	comment: m.removals_kind_comment,
	answer: m.removals_kind_answer,
	review: m.removals_kind_review,
	review_reply: m.removals_kind_review_reply,
	finding: m.removals_kind_finding,
	finding_reply: m.removals_kind_finding_reply,
	summary: m.removals_kind_summary,
	summary_reply: m.removals_kind_summary_reply,
	summary_comment: m.removals_kind_summary_comment
};

export const groundLabels: Record<Ground, Label> = {
	illegal: m.removals_because_illegal,
	case: m.removals_because_case,
	person: m.removals_because_person,
	method: m.removals_because_method,
	court: m.removals_because_court
};

/**
 * The two languages of what stands in the place of a text that had but one, and so has both in it;
 * nothing for any other text.
 */
export function readTombstone(text: string): { en: string; fr: string } | null {
	const [en = '', fr = ''] = text.split(' / ');
	const isIn = (locale: Locale, half: string) =>
		half.startsWith(
			m.removals_tombstone({ date: BREAK, ground: '' }, { locale }).split(BREAK)[0] ?? BREAK
		);
	return isIn('en', en) && isIn('fr', fr) ? { en, fr } : null;
}

/** In no text. */
const BREAK = '\u0000';

/** What stands in the place of a text that was removed, in both languages. */
export const tombstone = (ground: Ground, at: Date) =>
	inBoth(m.removals_tombstone, (locale) => ({
		date: formatDay(at, locale),
		ground: groundLabels[ground]({}, { locale })
	}));
