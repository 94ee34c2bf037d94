import { formatNumber, formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { FigureAnswer, ViewFigure } from '../figure.ts';
import { queryOf } from '../addresses.ts';
import type { DrawnView } from '../vocabulary.ts';

interface Taken {
	what: DrawnView;
	filters: Record<string, string>;
	origin: string;
	locale: Locale;
}

/** Where a view can be had whole: its card, its picture, and the page that other sites may show in a frame. */
export function addressesOf({ what, filters, origin, locale }: Taken) {
	const at = (path: string) => origin + localizeHref(path + queryOf(filters), { locale });
	return {
		card: at(`/figures/${what}`),
		picture: at(`/figures/${what}/picture.svg`),
		embed: at(`/embed/${what}`)
	};
}

/** The filters of the files of a view: they hold the rows of all its pages. */
export const fileFilters = ({ page: _, ...filters }: Record<string, string>) => filters;

/** What a reader has to know, which rows are drawn, source, day and address, as they stand below a picture. */
export const creditOf = (
	{ source, asOf, note, page }: Pick<ViewFigure, 'source' | 'asOf' | 'note' | 'page'>,
	address: string,
	locale: Locale
): string[] => [
	...(note ? [note[locale]] : []),
	...(page && page.pages > 1 ? [rowsWords(page, locale)] : []),
	`${m.comparison_source({ source: source[locale] }, { locale })} ${m.common_as_of({ date: formatPartialDate(asOf, locale) }, { locale })}.`,
	`Concord, ${address}`
];

/** Which rows are drawn, where they are not all. */
export const rowsWords = (
	{ from, to, count }: NonNullable<ViewFigure['page']>,
	locale: Locale
): string =>
	m.comparison_card_rows(
		{
			from: formatNumber(from, locale),
			to: formatNumber(to, locale),
			count: formatNumber(count, locale)
		},
		{ locale }
	);

/** How to cite a figure: who publishes it, what it is called, of which day, where. */
export const citationOf = (
	{ title, asOf }: Pick<FigureAnswer, 'title' | 'asOf'>,
	address: string,
	locale: Locale
): string =>
	m.comparison_cite(
		{ title: title[locale], date: formatPartialDate(asOf, locale), address },
		{ locale }
	);

/** What another site puts into its page to show the figure, or a card. */
export function embedCode(title: string, address: string, height = 640): string {
	const plain = (text: string) =>
		text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
	return `<iframe src="${plain(address)}" title="${plain(title)}" width="100%" height="${height}" loading="lazy"></iframe>`;
}
