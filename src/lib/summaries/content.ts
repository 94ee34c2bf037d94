import type { Locale } from '#lib/i18n/vocabulary.ts';
import { plainText, readPassages, renderPassage, type Token } from './markdown.server.ts';
import type { ViewFigure } from '#lib/comparison/figure.ts';
import type { DrawnFigure } from './figures.server.ts';
import { withNumbers, type BoundNumber } from './numbers.ts';
import { passages } from './rules.ts';

/**
 * The text of both languages: what each passage is made of, with its numbers in it and the figures between them,
 * and its headings.
 */
export function passagesOf(
	row: { bodyEn: string; bodyFr: string },
	drawn: readonly DrawnFigure[],
	numbers: readonly BoundNumber[]
) {
	const shown = drawn.filter((figure) => figure.shown);
	const positions = shown.map(({ position }) => position);
	const read = (locale: Locale, text: string) => {
		const places = passages(withNumbers(text, numbers, locale), positions);
		const texts = places.flatMap((place) => (place.kind === 'text' ? [place.markdown] : []));
		const { passages: set, headings } = readPassages(texts, locale);
		let at = 0;
		const parts = places.flatMap((place): SummaryPart[] => {
			if (place.kind === 'text') return [{ kind: 'text', tokens: set[at++] ?? [] }];
			const figure = shown.find(({ position }) => position === place.position);
			if (!figure) return [];
			const { views, ...placed } = figure;
			return [{ kind: 'figure', figure: { ...placed, view: views[locale] } }];
		});
		return { headings, parts };
	};
	return { en: read('en', row.bodyEn), fr: read('fr', row.bodyFr) };
}
export type SummaryPassages = ReturnType<typeof passagesOf>;

/** A figure where a text places it, in the words of its language. */
export type PlacedFigure = Omit<DrawnFigure, 'views'> & { view: ViewFigure };
type SummaryPart = { kind: 'text'; tokens: Token[] } | { kind: 'figure'; figure: PlacedFigure };

/** The same as it reads on a page: passages of HTML with the figures between them. */
export const contentOf = ({ headings, parts }: SummaryPassages['en']) => ({
	headings,
	parts: parts.map((part) =>
		part.kind === 'text' ? { kind: part.kind, html: renderPassage(part.tokens) } : part
	)
});
export type SummaryContent = ReturnType<typeof contentOf>;

/** The longest that a page is described in a list of results. */
const OPENING = 200;

/** How a text begins, as a description of the whole: its first paragraph, cut after a word where it is long. */
export function opening({ parts }: SummaryPassages['en']): string {
	const tokens = parts.flatMap((part) => (part.kind === 'text' ? part.tokens : []));
	const first = tokens.find((token, at) => tokens[at - 1]?.type === 'paragraph_open');
	const words = first ? plainText(first) : '';
	if (words.length <= OPENING) return words;
	return `${words.slice(0, OPENING).replace(/\s+\S*$/, '')}…`;
}
