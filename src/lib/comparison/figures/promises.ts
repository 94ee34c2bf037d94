import type { Both, ChartShape } from '#lib/charts/shape.ts';
import type { ChartTone } from '#lib/charts/tones.ts';
import { countsInBoth, inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import { outcomeLabels } from '../country-labels.ts';
import type { FigureAnswer, FigureRows } from '../figure.ts';
import type { PromiseComparison } from '../queries/promises.server.ts';
import { meetingWords, sumPromises, type OutcomeCounts } from '../shapes/outcomes.ts';
import { OUTCOMES, type Outcome, type PromiseList } from '../vocabulary.ts';

type Compared = Pick<PromiseComparison, 'forums' | 'elsewhere' | 'documents' | 'together'>;

const outcomeTones: Record<Outcome, ChartTone> = {
	done: 'done',
	kept_up: 'ongoing',
	under_way: 'moving',
	no_evidence: 'unknown',
	ended: 'ended'
};
const outcomeWords = (outcome: Outcome) => inBoth(outcomeLabels[outcome], {});

const same = (text: string): Both => ({ en: text, fr: text });
const yearOf = (year: string | null) => (year === null ? inBoth(m.common_unknown, {}) : same(year));

/** What a line of promises is called, what the table says of it besides, and what became of them. */
interface Line {
	name: Both;
	/** Where the name is longer than a drawing has room for. */
	short?: Both;
	more: Record<string, Both>;
	counts: Record<Outcome, number>;
	numbers: Record<string, number>;
}

/** “2024, gov.uk”; a second one of the same year and place has its number. */
function documentNames(documents: NonNullable<Compared['documents']>): Both[] {
	const seen = new Map<string, number>();
	return documents.map(({ source, year }) => {
		const place =
			source === null
				? inBoth(m.comparison_promises_no_document, {})
				: same((URL.canParse(source) ? new URL(source).hostname : source).replace(/^www\./, ''));
		const key = `${year} ${place.en}`;
		const count = (seen.get(key) ?? 0) + 1;
		seen.set(key, count);
		return inBoth(m.comparison_promises_document_short, (locale) => ({
			year: yearOf(year)[locale],
			place: place[locale] + (count > 1 ? ` (${count})` : '')
		}));
	});
}

const promisedIn = ({ promised, overdue, ...counts }: OutcomeCounts) => ({
	counts,
	numbers: { promised, overdue }
});

function linesOf(list: PromiseList, { forums, elsewhere, documents, together }: Compared): Line[] {
	if (list === 'documents') {
		const names = documentNames(documents ?? []);
		return (documents ?? []).map(({ source, year, meetings, ...counts }, at) => ({
			name:
				source === null
					? inBoth(m.comparison_promises_no_document, {})
					: same(source.replace(/^https?:\/\//, '')),
			short: names[at],
			more: {
				year: yearOf(year),
				meetings: meetings.length
					? same(meetings.map(meetingWords).join('; '))
					: inBoth(m.comparison_promises_no_meeting, {})
			},
			...promisedIn(counts)
		}));
	}
	if (list === 'together')
		return (together ?? []).map(({ reference, title, year, parties, ...counts }) => ({
			name: inBoth(m.comparison_promises_referred, (locale) => ({
				reference,
				title: title[locale] ?? title.en ?? title.fr ?? ''
			})),
			short: same(reference),
			more: { year: yearOf(year) },
			counts,
			numbers: { parties }
		}));
	return [
		...forums.map(({ name, counts }) => ({ name, more: {}, ...promisedIn(counts) })),
		...(elsewhere
			? [{ name: inBoth(m.comparison_no_forum, {}), more: {}, ...promisedIn(elsewhere) }]
			: [])
	];
}

const HEADS: Record<PromiseList, () => Both> = {
	forums: () => inBoth(m.comparison_filter_forum, {}),
	documents: () => inBoth(m.comparison_promises_document, {}),
	together: () => inBoth(m.comparison_beside_commitments, {})
};
const COLUMNS: Record<string, () => Both> = {
	year: () => inBoth(m.comparison_promises_year, {}),
	meetings: () => inBoth(m.comparison_promises_meeting, {}),
	promised: () => inBoth(m.comparison_promises_promised, {}),
	parties: () => inBoth(m.comparison_promises_parties, {}),
	overdue: () => inBoth(m.comparison_promises_overdue, {})
};

const column = (key: string, numeric: boolean) => ({
	key,
	label: COLUMNS[key]?.() ?? same(key),
	...(numeric && { numeric })
});

/** What is shown before the outcomes and after them, in each list. */
const AROUND: Record<PromiseList, { words: string[]; before: string; after: string[] }> = {
	forums: { words: [], before: 'promised', after: ['overdue'] },
	documents: { words: ['year', 'meetings'], before: 'promised', after: ['overdue'] },
	together: { words: ['year'], before: 'parties', after: [] }
};

function tableOf(list: PromiseList, lines: readonly Line[]): FigureRows {
	const { words, before, after } = AROUND[list];
	return {
		columns: [
			{ key: 'name', label: HEADS[list]() },
			...words.map((key) => column(key, false)),
			column(before, true),
			...OUTCOMES.map((key) => ({ key, label: outcomeWords(key), numeric: true })),
			...after.map((key) => column(key, true))
		],
		rows: lines.map(({ name, more, counts, numbers }) => ({ name, ...more, ...counts, ...numbers }))
	};
}

/** What became of what was promised: one bar for each forum, document or joint commitment. */
function chartOf(list: PromiseList, lines: readonly Line[]): ChartShape {
	const sum = sumPromises(
		lines.map(({ counts, numbers: { promised = 0, overdue = 0 } }) => ({
			...counts,
			promised,
			overdue
		}))
	);
	const said = {
		done: sum.done,
		keptUp: sum.kept_up,
		underWay: sum.under_way,
		unknown: sum.no_evidence,
		ended: sum.ended
	};
	return {
		kind: 'stacked',
		layout: 'rows',
		labels: lines.map(({ name, short }) => (list === 'documents' ? (short ?? name) : name)),
		...(list === 'together' && { shortLabels: lines.map(({ name, short }) => short ?? name) }),
		axis: HEADS[list](),
		series: OUTCOMES.map((outcome) => ({
			key: outcome,
			label: outcomeWords(outcome),
			tone: outcomeTones[outcome],
			values: lines.map(({ counts }) => counts[outcome])
		})),
		unit: 'count',
		summary:
			list === 'together'
				? countsInBoth(m.comparison_summary_together, { count: lines.length, ...said })
				: countsInBoth(m.comparison_summary_promises, {
						promised: sum.promised,
						overdue: sum.overdue,
						...said
					})
	};
}

/** The chart of a list of promises; null where it has no line. */
export function promisesChart(list: PromiseList, compared: Compared): ChartShape | null {
	const lines = linesOf(list, compared);
	return lines.length ? chartOf(list, lines) : null;
}

/** Promised against done, by forum, or in one forum by document or joint commitment; null where there is none. */
export function promisesFigure(
	list: PromiseList,
	compared: Compared,
	{ forum, asOf }: { forum: Both | null; asOf: string }
): FigureAnswer | null {
	const lines = linesOf(list, compared);
	if (!lines.length) return null;
	const named = (locale: 'en' | 'fr') => ({ forum: forum?.[locale] ?? '' });
	const [title, note] = {
		forums: [inBoth(m.comparison_promises_caption, {}), null],
		documents: [
			inBoth(m.comparison_promises_documents, named),
			inBoth(m.comparison_promises_documents_note, {})
		],
		together: [
			inBoth(m.comparison_promises_together, named),
			inBoth(m.comparison_promises_together_note, {})
		]
	}[list] as [Both, Both | null];
	return {
		title,
		asOf,
		...tableOf(list, lines),
		chart: chartOf(list, lines),
		source: inBoth(m.comparison_source_commitments, {}),
		note
	};
}
