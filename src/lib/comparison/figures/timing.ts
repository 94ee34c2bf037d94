import type { Both, ChartShape } from '#lib/charts/shape.ts';
import { countsInBoth, inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FigureAnswer } from '../figure.ts';
import { dueTones, dueWords } from '../country-labels.ts';
import { datedIn, type TimingCounts, type TimingGroup } from '../shapes/timing.ts';
import { DUE_STATES } from '../vocabulary.ts';
import { drawnOf } from './drawn.ts';

/** Groups by how their commitments stand against their dates, with a sentence about the whole. */
export function timingChart(
	groups: readonly TimingGroup[],
	total: TimingCounts | null,
	axis: Both
): ChartShape {
	const recorded = groups.flatMap(({ name, counts }) => (counts ? [{ name, counts }] : []));
	const { drawn, summary } = drawnOf(
		recorded,
		total
			? countsInBoth(m.comparison_timing_summary, {
					total: total.total,
					dated: datedIn(total),
					onTime: total.on_time,
					late: total.late,
					overdue: total.overdue,
					moved: total.later + total.earlier
				})
			: inBoth(m.comparison_summary_empty, {})
	);
	return {
		kind: 'stacked',
		layout: 'rows',
		labels: drawn.map(({ name }) => name),
		axis,
		series: DUE_STATES.map((state) => ({
			key: state,
			label: dueWords[state],
			tone: dueTones[state],
			values: drawn.map(({ counts }) => counts[state])
		})),
		unit: 'count',
		summary
	};
}

/** The same as a figure, with the moved dates beside; what nothing is on record of has no row in it. */
export function timingFigure(given: {
	title: Both;
	axis: Both;
	groups: readonly TimingGroup[];
	total: TimingCounts | null;
	asOf: string;
}): FigureAnswer {
	const { title, axis, groups, total, asOf } = given;
	const numeric = true;
	return {
		title,
		asOf,
		columns: [
			{ key: 'group', label: axis },
			...DUE_STATES.map((state) => ({ key: state, label: dueWords[state], numeric })),
			{ key: 'total', label: inBoth(m.comparison_column_total, {}), numeric },
			{ key: 'later', label: inBoth(m.comparison_timing_later, {}), numeric },
			{ key: 'earlier', label: inBoth(m.comparison_timing_earlier, {}), numeric },
			{ key: 'medianDays', label: inBoth(m.comparison_timing_median, {}), numeric }
		],
		rows: groups.flatMap(({ key, name, counts }) =>
			counts ? [{ key, group: name, ...counts }] : []
		),
		chart: timingChart(groups, total, axis),
		source: inBoth(m.comparison_source_commitments, {}),
		note: inBoth(m.comparison_timing_note, {})
	};
}
