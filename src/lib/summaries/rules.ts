import { numbersNamed } from './marks.ts';
import type { AskedQuestion, SummaryState } from './vocabulary.ts';

/** The ways a summary may go (DESIGN §2). */
export const TRANSITIONS: Record<SummaryState, readonly SummaryState[]> = {
	draft: ['in_review'],
	in_review: ['draft', 'scheduled', 'published'],
	scheduled: ['in_review', 'published'],
	published: ['superseded', 'withdrawn'],
	superseded: ['withdrawn'],
	withdrawn: []
};

export const mayBecome = (from: SummaryState, to: SummaryState): boolean =>
	TRANSITIONS[from].includes(to);

/** Whether another edition may follow: of one that stands, or of one that was withdrawn. */
export const mayBeCorrected = (state: SummaryState): boolean =>
	state === 'published' || state === 'withdrawn';

/** What is asked of a summary before anyone else reads it: each a line of the check list. */
export const REQUIRED_PARTS = [
	'titleEn',
	'titleFr',
	'bodyEn',
	'bodyFr',
	'figure',
	'captions',
	'alternatives',
	'placedFigures',
	'placedNumbers',
	'correctionNote'
] as const;
export type RequiredPart = (typeof REQUIRED_PARTS)[number];

/** Those that are mended among the figures; the others are in the text. */
export const FIGURE_PARTS: readonly RequiredPart[] = [
	'figure',
	'captions',
	'alternatives',
	'placedFigures',
	'placedNumbers'
];

export interface Completeness {
	edition: number;
	titleEn: string;
	titleFr: string;
	bodyEn: string;
	bodyFr: string;
	correctionNoteEn: string | null;
	correctionNoteFr: string | null;
	figures: readonly {
		position: number;
		captionEn: string;
		captionFr: string;
		altEn: string;
		altFr: string;
		shown: boolean;
	}[];
	/** Null where the figure that a number is bound to has it no more. */
	numbers: readonly { position: number; value: unknown }[];
}

/**
 * What is still missing: both languages of everything, at least one figure, every number that the text names, a
 * note on a correction.
 */
export function missingParts(summary: Completeness): RequiredPart[] {
	const blank = (value: string | null) => !value?.trim();
	const shown = summary.figures.filter((figure) => figure.shown);
	const missing: Record<RequiredPart, boolean> = {
		titleEn: blank(summary.titleEn),
		titleFr: blank(summary.titleFr),
		bodyEn: blank(summary.bodyEn),
		bodyFr: blank(summary.bodyFr),
		figure: !shown.length,
		captions: shown.some((figure) => blank(figure.captionEn) || blank(figure.captionFr)),
		// Without the author's words the figure is told in those made from its data, in both languages.
		alternatives: shown.some((figure) => blank(figure.altEn) !== blank(figure.altFr)),
		placedFigures: [summary.bodyEn, summary.bodyFr].some((body) =>
			placesIn(body).some((place) => !shown.some(({ position }) => position === place))
		),
		placedNumbers: [summary.bodyEn, summary.bodyFr].some((body) =>
			numbersNamed(body).some(
				(named) => !summary.numbers.some(({ position, value }) => position === named && value)
			)
		),
		correctionNote:
			summary.edition > 1 && (blank(summary.correctionNoteEn) || blank(summary.correctionNoteFr))
	};
	return REQUIRED_PARTS.filter((part) => missing[part]);
}

const PLACE = /^\s*\{\{\s*figure\s+(\d{1,3})\s*\}\}\s*$/i;

/** The figures that the lines of a text put somewhere. */
export const placesIn = (markdown: string): number[] =>
	markdown
		.split('\n')
		.flatMap((line) => PLACE.exec(line)?.[1] ?? [])
		.map(Number);

/** The address of a summary, from its English title. */
export function slugOf(title: string): string {
	const slug = title
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 80)
		.replace(/-+$/, '');
	return slug || 'summary';
}

export type Passage = { kind: 'text'; markdown: string } | { kind: 'figure'; position: number };

/**
 * A text with its figures where its lines `{{figure 1}}` put them; figures that no line places come
 * at the end. Lines that name a figure that is not there are left out.
 */
export function passages(markdown: string, positions: readonly number[]): Passage[] {
	const placed = new Set<number>();
	const parts: Passage[] = [];
	let lines: string[] = [];
	const flush = () => {
		const text = lines.join('\n').trim();
		if (text) parts.push({ kind: 'text', markdown: text });
		lines = [];
	};
	for (const line of markdown.split('\n')) {
		const named = PLACE.exec(line);
		if (!named) {
			lines.push(line);
			continue;
		}
		flush();
		const position = Number(named[1]);
		if (positions.includes(position) && !placed.has(position)) {
			placed.add(position);
			parts.push({ kind: 'figure', position });
		}
	}
	flush();
	for (const position of positions)
		if (!placed.has(position)) parts.push({ kind: 'figure', position });
	return parts;
}

/** A question of an earlier summary asked anew: of the newest cycle, and of no past day. */
export function askedAnew(
	question: AskedQuestion,
	filters: unknown,
	newest: string | null | undefined
): object {
	const given = typeof filters === 'object' && filters !== null ? filters : {};
	if (question !== 'view') return 'cycle' in given && newest ? { ...given, cycle: newest } : given;
	const params = new URLSearchParams('query' in given ? String(given.query) : '');
	for (const name of ['cycle', 'on', 'page']) params.delete(name);
	return { ...given, query: params.toString() };
}
