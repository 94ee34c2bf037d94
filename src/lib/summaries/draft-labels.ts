import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import { headingOf, type Pair, type SectionStatus } from './sections.ts';

export const sectionLabels: Record<Exclude<SectionStatus, 'empty'>, () => string> = {
	same: m.drafting_same,
	missing_en: m.drafting_missing_en,
	missing_fr: m.drafting_missing_fr,
	outdated_en: m.drafting_outdated_en,
	outdated_fr: m.drafting_outdated_fr,
	unconfirmed: m.drafting_unconfirmed
};

export const sectionTones: Record<SectionStatus, Tone> = {
	empty: 'muted',
	same: 'good',
	missing_en: 'warn',
	missing_fr: 'warn',
	outdated_en: 'warn',
	outdated_fr: 'warn',
	unconfirmed: 'info'
};

/** What a row of the editor is called, for the labels of its fields. */
export const rowName = (at: number): string =>
	at === 0 ? m.drafting_opening() : m.drafting_section({ number: at });

/** The same with its heading, in that language or else in the other. */
export function rowTitle(at: number, pair: Pair, locale: 'en' | 'fr'): string {
	const other = locale === 'en' ? 'fr' : 'en';
	const heading = headingOf(pair[locale].trim()) || headingOf(pair[other].trim());
	return at === 0 || !heading ? rowName(at) : m.drafting_section_named({ number: at, heading });
}

/** What the fields of the editor are called. */
export const fieldLabels = (rows: number): Record<string, string> => ({
	titleEn: m.summaries_title_en(),
	titleFr: m.summaries_title_fr(),
	correctionNoteEn: m.summaries_note_en(),
	correctionNoteFr: m.summaries_note_fr(),
	comment: m.drafting_comment_whole(),
	...Object.fromEntries(
		Array.from({ length: rows }, (_, at) => [
			[`sections.${at}.en`, m.drafting_in_en({ section: rowName(at) })],
			[`sections.${at}.fr`, m.drafting_in_fr({ section: rowName(at) })],
			[`sections.${at}.comment`, m.drafting_comment()]
		]).flat()
	)
});
