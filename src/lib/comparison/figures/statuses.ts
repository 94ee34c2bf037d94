import type { Both, ChartShape } from '#lib/charts/shape.ts';
import { countsInBoth, inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FigureAnswer } from '../figure.ts';
import { statusTones, statusWords } from '../labels.ts';
import {
	countStatuses,
	noStatuses,
	sumStatuses,
	type StatusCount,
	type StatusCounts
} from '../shapes/statuses.ts';
import { STATUS_ORDER } from '../vocabulary.ts';
import { drawnOf } from './drawn.ts';

export interface StatusGroup {
	key: string;
	name: Both;
	counts: StatusCounts;
}

/** Groups × statuses as a chart, with a sentence about the whole. */
export function statusChart(groups: readonly StatusGroup[], axis: Both): ChartShape {
	const sum = sumStatuses(groups.map(({ counts }) => counts));
	const { drawn, summary } = drawnOf(
		groups,
		sum.total
			? countsInBoth(m.comparison_summary_statuses, {
					total: sum.total,
					done: sum.completed,
					open: sum.on_track + sum.continuing,
					unknown: sum.no_evidence
				})
			: inBoth(m.comparison_summary_empty, {})
	);
	return {
		kind: 'stacked',
		layout: 'rows',
		labels: drawn.map(({ name }) => name),
		axis,
		series: STATUS_ORDER.map((status) => ({
			key: status,
			label: statusWords[status],
			tone: statusTones[status],
			values: drawn.map(({ counts }) => counts[status])
		})),
		unit: 'count',
		summary
	};
}

/** Counts put beside the names of what they count, in the order of the names; groups without any are left out. */
export function nameGroups(
	names: readonly { key: string; name: Both }[],
	rows: readonly StatusCount[],
	ungrouped?: Both
): StatusGroup[] {
	const counted = countStatuses(rows);
	const groups = names.map(({ key, name }) => ({
		key,
		name,
		counts: counted.get(key) ?? noStatuses()
	}));
	const rest = counted.get(null);
	if (ungrouped && rest) groups.push({ key: '', name: ungrouped, counts: rest });
	return groups.filter(({ counts }) => counts.total > 0);
}

/** Commitments by status within each of several groups. */
export function statusFigure(given: {
	title: Both;
	axis: Both;
	groups: readonly { key: string; name: Both }[];
	counts: readonly StatusCount[];
	/** What to call those that belong to no group; without it they are left out. */
	ungrouped?: Both;
	note: Both;
	asOf: string;
}): FigureAnswer {
	const { groups, counts, ungrouped, ...rest } = given;
	return groupsFigure({ ...rest, groups: nameGroups(groups, counts, ungrouped) });
}

/** The same where the groups are counted already. */
export function groupsFigure(given: {
	title: Both;
	axis: Both;
	groups: readonly StatusGroup[];
	note: Both;
	asOf: string;
}): FigureAnswer {
	const { title, axis, groups, note, asOf } = given;
	const chart = statusChart(groups, axis);
	return {
		title,
		asOf,
		columns: [
			{ key: 'group', label: axis },
			...STATUS_ORDER.map((status) => ({
				key: status,
				label: statusWords[status],
				numeric: true
			})),
			{ key: 'total', label: inBoth(m.comparison_column_total, {}), numeric: true }
		],
		rows: groups.map(({ key, name, counts }) => ({ key, group: name, ...counts })),
		chart,
		source: inBoth(m.comparison_source_commitments, {}),
		note
	};
}
