import type { Locale } from './vocabulary.ts';

/** A piece of content in both languages, of which one may be missing. */
export interface Bilingual {
	en: string | null;
	fr: string | null;
}

export interface Picked {
	text: string;
	/** The language the text is in, for its `lang`. */
	lang: Locale;
	/** Whether it is in another language than the reader's, for want of a translation. */
	fallback: boolean;
}

/** The text in the reader's language, else in the other one, marked so; null when there is none. */
export function pick(content: Bilingual, locale: Locale): Picked | null {
	const other = locale === 'en' ? 'fr' : 'en';
	const own = content[locale]?.trim();
	if (own) return { text: own, lang: locale, fallback: false };
	const theirs = content[other]?.trim();
	return theirs ? { text: theirs, lang: other, fallback: true } : null;
}

/** For places that cannot carry a language mark, such as a document title or a cell of a file. */
export function pickText(content: Bilingual, locale: Locale): string {
	return pick(content, locale)?.text ?? '';
}

/** A text of one language as content. Where its language is not known, it is taken for English. */
export const inLanguage = (text: string, locale: Locale | null | undefined): Bilingual =>
	locale === 'fr' ? { en: null, fr: text } : { en: text, fr: null };
