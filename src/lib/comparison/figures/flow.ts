import type { Both } from '#lib/charts/shape.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FigureAnswer } from '../figure.ts';
import { flowTones, flowWords } from '../labels.ts';
import { quarterKey, quarterParts, type FlowQuarter } from '../shapes/flow.ts';
import { FLOW_STATES } from '../vocabulary.ts';

/** “Q4 2026”; the one that has not ended says so. */
function quarterWords(quarter: number, last: number): Both {
	const parts = quarterParts(quarter);
	const words = { number: parts.number, year: String(parts.year) };
	return quarter === last
		? inBoth(m.comparison_flow_quarter_now, words)
		: inBoth(m.comparison_flow_quarter, words);
}

/** From the first quarter to the last. */
export const flowPeriod = (quarters: readonly FlowQuarter[], last: number): Both =>
	inBoth(m.comparison_card_from_to, (locale) => ({
		from: quarterWords(quarters[0]?.quarter ?? last, last)[locale],
		to: quarterWords(quarters.at(-1)?.quarter ?? last, last)[locale]
	}));

/** Of how many nothing was known at the end of a quarter. */
const unknownIn = ({ no_evidence, unreported }: FlowQuarter['counts']): number =>
	no_evidence + unreported;

/** Commitments by status at the end of each quarter, oldest first. */
export function flowFigure(given: {
	quarters: readonly FlowQuarter[];
	/** The quarter of today. */
	last: number;
	asOf: string;
}): FigureAnswer {
	const { quarters, last, asOf } = given;
	const labels = quarters.map(({ quarter }) => quarterWords(quarter, last));
	const states = FLOW_STATES.filter((state) => quarters.some(({ counts }) => counts[state] > 0));
	const [first] = quarters;
	const newest = quarters.at(-1);
	return {
		title: inBoth(m.comparison_flow_caption, {}),
		asOf,
		columns: [
			{ key: 'quarter', label: inBoth(m.comparison_flow_column_quarter, {}) },
			...states.map((state) => ({ key: state, label: flowWords[state], numeric: true })),
			{ key: 'total', label: inBoth(m.comparison_column_total, {}), numeric: true }
		],
		rows: quarters.map(({ quarter, counts, total }, at) => ({
			key: quarterKey(quarter),
			...counts,
			quarter: labels[at] ?? null,
			total
		})),
		chart: {
			kind: 'stacked',
			layout: 'columns',
			labels,
			axis: inBoth(m.comparison_flow_column_quarter, {}),
			series: states.map((state) => ({
				key: state,
				label: flowWords[state],
				tone: flowTones[state],
				values: quarters.map(({ counts }) => counts[state])
			})),
			unit: 'count',
			summary:
				first && newest
					? inBoth(m.comparison_summary_flow, (locale) => ({
							first: quarterWords(first.quarter, last)[locale],
							firstTotal: formatNumber(first.total, locale),
							firstDone: formatNumber(first.counts.completed, locale),
							firstUnknown: formatNumber(unknownIn(first.counts), locale),
							last: quarterWords(newest.quarter, last)[locale],
							lastTotal: formatNumber(newest.total, locale),
							lastDone: formatNumber(newest.counts.completed, locale),
							lastUnknown: formatNumber(unknownIn(newest.counts), locale)
						}))
					: inBoth(m.comparison_summary_empty, {})
		},
		source: inBoth(m.comparison_source_commitments, {}),
		note: inBoth(m.comparison_flow_note, {})
	};
}
