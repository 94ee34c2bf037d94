import type { Locale } from '#lib/i18n/vocabulary.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';

interface Edition {
	slug: string;
	edition: number;
}

/** The page of a summary, or a file of it, by its path: always the edition that is named. */
export const editionPath = ({ slug, edition }: Edition, file = ''): string =>
	`/summaries/${slug}${file}?edition=${edition}`;

/** Where an edition, or a file of it, stays for good. */
export const editionAddress = (
	summary: Edition,
	origin: string,
	locale: Locale,
	file = ''
): string => origin + localizeHref(editionPath(summary, file), { locale });

/** The feed of all summaries in one language. */
export const summariesFeed = (lang: Locale): string => `/feeds/summaries.xml?lang=${lang}`;
