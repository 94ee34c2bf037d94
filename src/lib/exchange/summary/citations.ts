import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Cited } from '#lib/summaries/citation.ts';

interface Source extends Cited {
	slug: string;
	/** Where the edition stays. */
	address: string;
	locale: Locale;
}

const MARKS: Record<string, string> = {
	'\\': '\\textbackslash{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}'
};

/** A text as a value of BibTeX: what would be a command or a brace is said, not done. */
const value = (text: string): string =>
	`{${text.replace(/[\p{Cc}\s]+/gu, ' ').replace(/[\\{}$&#%_~^]/g, (sign) => MARKS[sign] ?? `\\${sign}`)}}`;

const LANGUAGES: Record<Locale, string> = { en: 'canadian', fr: 'canadien' };
const keyOf = ({ slug, edition, locale }: Source) => `concord-${slug}-${edition}-${locale}`;

/** How to cite an edition, for BibTeX and BibLaTeX. The address is as it is: it holds no sign that means anything. */
export function toBibtex(source: Source): string {
	const { title, edition, publishedAt, address, locale } = source;
	const published = (publishedAt ?? new Date(0)).toISOString();
	const fields = {
		// Two braces: a name of an office is not first name and last name, and a title keeps its capitals.
		author: `{${value(m.summaries_publisher({}, { locale }))}}`,
		title: `{${value(pickText(title, locale))}}`,
		institution: value('Concord'),
		type: value(m.summaries_kind({}, { locale })),
		number: value(m.summaries_edition({ edition }, { locale })),
		year: value(published.slice(0, 4)),
		month: value(String(Number(published.slice(5, 7)))),
		date: value(published.slice(0, 10)),
		langid: value(LANGUAGES[locale]),
		url: `{${address}}`
	};
	const lines = Object.entries(fields).map(([name, said]) => `\t${name} = ${said}`);
	return `@techreport{${keyOf(source)},\n${lines.join(',\n')}\n}\n`;
}

/** The same for programs that read CSL-JSON, such as Zotero: a list of one. */
export function toCsl(source: Source) {
	const { title, edition, publishedAt, address, locale } = source;
	const published = publishedAt ?? new Date(0);
	return [
		{
			id: keyOf(source),
			type: 'report',
			title: pickText(title, locale),
			author: [{ literal: m.summaries_publisher({}, { locale }) }],
			publisher: 'Concord',
			genre: m.summaries_kind({}, { locale }),
			edition: String(edition),
			version: String(edition),
			issued: {
				'date-parts': [
					[published.getUTCFullYear(), published.getUTCMonth() + 1, published.getUTCDate()]
				]
			},
			language: `${locale}-CA`,
			URL: address
		}
	];
}
