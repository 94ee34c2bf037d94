import { isGrid, type FigurePart } from '#lib/comparison/figure.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { editionAddress } from '#lib/summaries/addresses.ts';
import type { PlacedFigure } from '#lib/summaries/content.ts';
import type { PublishedSummary } from '#lib/summaries/queries.server.ts';
import type { SummaryState } from '#lib/summaries/vocabulary.ts';

/** What a part of a figure gives numbers or ratings of. */
const measuredIn = (part: FigurePart, locale: Locale): string[] =>
	isGrid(part)
		? part.grid.columns.map(({ label, said }) => said ?? label)
		: part.table.columns.flatMap(({ numeric, label }) => (numeric ? [label[locale]] : []));

/** What an edition that no longer stands is called. */
const NO_LONGER: Partial<Record<SummaryState, string>> = {
	superseded: 'Superseded',
	withdrawn: 'Withdrawn'
};

/** An edition and its figures as search engines and catalogues read them (schema.org: Report, Dataset). */
export function linkedData(
	summary: PublishedSummary,
	given: { origin: string; locale: Locale; description: string }
) {
	const { origin, locale, description } = given;
	const address = (file?: string, language = locale) =>
		editionAddress(summary, origin, language, file);
	const publisher = {
		'@type': 'Organization',
		name: m.summaries_publisher({}, { locale }),
		url: origin
	};
	const other = LOCALES.find((one) => one !== locale) ?? locale;
	const note = pickText(summary.correctionNote, locale);
	const shared = {
		inLanguage: `${locale}-CA`,
		isAccessibleForFree: true,
		usageInfo: `${address()}#licence`,
		publisher,
		datePublished: summary.publishedAt?.toISOString(),
		version: String(summary.edition)
	};
	const dataset = ({ position, caption, view }: PlacedFigure) => ({
		'@type': 'Dataset',
		'@id': `${address()}#figure-${position}`,
		...shared,
		name: pickText(caption, locale),
		description: [view.title[locale], view.summary[locale], view.note?.[locale]]
			.filter(Boolean)
			.join('. '),
		creator: publisher,
		temporalCoverage: view.asOf,
		variableMeasured: [...new Set(view.parts.flatMap((part) => measuredIn(part, locale)))],
		isBasedOn: view.source[locale],
		distribution: {
			'@type': 'DataDownload',
			encodingFormat: 'text/csv',
			contentUrl: address(`/figures/${position}.csv`)
		}
	});
	return {
		'@context': 'https://schema.org',
		'@type': 'Report',
		'@id': address(),
		url: address(),
		...shared,
		name: pickText(summary.title, locale),
		description,
		author: publisher,
		creativeWorkStatus: NO_LONGER[summary.state],
		...(note ? { correction: note } : {}),
		workTranslation: { '@id': address(undefined, other), inLanguage: `${other}-CA` },
		encoding: {
			'@type': 'MediaObject',
			encodingFormat: 'application/pdf',
			contentUrl: address('/summary.pdf')
		},
		hasPart: summary.passages[locale].parts.flatMap((part) =>
			part.kind === 'figure' ? [dataset(part.figure)] : []
		)
	};
}

/** Data as a script element that holds no sign with which HTML could end it, whatever the texts in it. */
export const dataScript = (data: object): string =>
	`<script type="application/ld+json">${JSON.stringify(data).replace(
		/[<>&\u2028\u2029]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	)}</script>`;
