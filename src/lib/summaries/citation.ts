import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { formatDay, formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

export interface Cited {
	title: Bilingual;
	edition: number;
	publishedAt: Date | null;
	asOf: string | null;
}

/** That an edition is withdrawn, and since when. */
export const withdrawnOn = ({ at }: { at: Date }, locale: Locale): string =>
	m.summaries_withdrawn_on({ date: formatDay(at, locale) }, { locale });

/** How to cite an edition: who published it, when, what it is called, of which day its figures are, where. */
export const citationText = (
	{ title, edition, publishedAt, asOf }: Cited,
	address: string,
	locale: Locale
): string =>
	m.summaries_citation(
		{
			year: publishedAt?.getUTCFullYear() ?? '',
			title: pickText(title, locale),
			edition,
			date: asOf ? formatPartialDate(asOf, locale) : '',
			address
		},
		{ locale }
	);
