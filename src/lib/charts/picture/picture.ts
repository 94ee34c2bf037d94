import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { GridShape } from '../grid.ts';
import { breakLines } from '../lines.ts';
import type { Drawn } from '../shape.ts';
import { colourOf } from './colours.ts';
import { element, escapeXml, words } from './element.ts';
import { gridPanel } from './grid.ts';
import { patternsOf } from './marks.ts';
import { chartPanel, type Panel } from './panel.ts';
import { INK, MARGIN, SOFT, WIDTH } from './sheet.ts';
import { worldPanel } from './world.ts';

/** One of the drawings of a picture, with words above it where there are several. */
export type PicturePart = { title: string | null; says: string | null } & (
	{ chart: Drawn } | { grid: GridShape }
);

export interface PictureWords {
	title: string;
	/** What it shows, in a sentence. */
	summary: string;
	/** Source, day, address: what a picture that has left its page must carry. */
	footer: readonly string[];
	locale: Locale;
}

function panelOf(part: PicturePart, top: number, locale: Locale): Panel {
	if ('grid' in part) return gridPanel(part.grid, top);
	const { chart } = part;
	return chart.kind === 'map' ? worldPanel(chart, top, locale) : chartPanel(chart, top, locale);
}

/**
 * Charts, maps and tables as an SVG document that stands alone: title, what it shows in a sentence, each drawing with
 * its key and its values, and below them source and day. In the light look, whoever asks; the same words for
 * the same data.
 */
export function drawPicture(
	parts: readonly PicturePart[],
	{ title, summary, footer, locale }: PictureWords
): string {
	const drawn: string[] = [];
	const tones: Panel['tones'][number][] = [];
	let at = MARGIN + 20;
	const write = (
		text: string,
		most: number,
		look: { size: number; colour: string; strong?: boolean }
	) => {
		const lines = breakLines(text, most);
		drawn.push(words(lines, { x: MARGIN, y: at, ...look }));
		at += lines.length * look.size * 1.25;
	};
	write(title, 74, { size: 22, colour: INK, strong: true });
	at += 2;
	write(summary, 118, { size: 16, colour: INK });
	at += 12;
	for (const part of parts) {
		if (part.title !== null) {
			at += part === parts[0] ? 8 : 30;
			write(part.title, 90, { size: 17, colour: INK, strong: true });
		}
		if (part.says !== null) write(part.says, 136, { size: 14, colour: INK });
		if (part.title !== null) at += 8;
		const panel = panelOf(part, at, locale);
		drawn.push(panel.drawn);
		tones.push(...panel.tones);
		at = panel.bottom;
	}
	at += 16;
	for (const line of footer) write(line, 136, { size: 13, colour: SOFT });
	return svgOf({ title, summary, locale, tones, height: Math.ceil(at + MARGIN) }, drawn);
}

/** The drawing of a chart or a map alone, for a document that says the rest itself. */
export function drawingOf(
	chart: Drawn,
	{ title, summary, locale }: Pick<PictureWords, 'title' | 'summary' | 'locale'>
): string {
	const { drawn, tones, bottom } = panelOf({ title: null, says: null, chart }, MARGIN, locale);
	return svgOf({ title, summary, locale, tones, height: Math.ceil(bottom) }, [drawn]);
}

interface Sheet extends Pick<PictureWords, 'title' | 'summary' | 'locale'> {
	height: number;
	tones: Panel['tones'];
}

const svgOf = ({ title, summary, locale, height, tones }: Sheet, drawn: readonly string[]) =>
	element(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			width: WIDTH,
			height,
			viewBox: `0 0 ${WIDTH} ${height}`,
			role: 'img',
			'aria-labelledby': 'title says',
			'font-family': "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif",
			'xml:lang': locale
		},
		element('title', { id: 'title' }, escapeXml(title)),
		element('desc', { id: 'says' }, escapeXml(summary)),
		patternsOf(tones),
		element('rect', { width: WIDTH, height, fill: colourOf('--paper') }),
		...drawn
	);
