import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';

/** A requirement by its number, as its framework calls it: “Principle 4”, « Capacité 4 ». */
export const requirementName = (noun: Bilingual, number: number, locale: Locale): string =>
	`${pickText(noun, locale)} ${number}`;
