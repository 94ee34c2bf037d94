import type { Placing } from '#lib/charts/map/small.ts';
import type { Both, MapShape, MapStep } from '#lib/charts/shape.ts';
import type { ChartTone } from '#lib/charts/tones.ts';
import { formatNumber, formatShare } from '#lib/i18n/format.ts';
import { countsInBoth, inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { dueWords } from '../country-labels.ts';
import type { FigureAnswer } from '../figure.ts';
import { statusWords } from '../labels.ts';
import { isShare, type MapRow } from '../shapes/map.ts';
import { MOST_STEPS, type Step } from '../shapes/steps.ts';
import { COMPARED_TREATIES, type MapMeasure } from '../vocabulary.ts';

const SHADES: readonly ChartTone[] = ['shade-1', 'shade-2', 'shade-3', 'shade-4', 'shade-5'];
const EMPTY: ChartTone = 'unknown';
const LEFT_OUT: ChartTone = 'none';

interface MeasureWords {
	title: Both;
	/** What is counted, and of how many. */
	count: Both;
	of: Both | null;
	/** Of a country without a figure. */
	empty: Both;
	/** What the measure does not say. */
	limits: Both;
	source: Both;
}

const nothing = inBoth(m.comparison_map_empty, {});
const commitments = inBoth(m.comparison_map_source_commitments, {});

export const measureWords: Record<MapMeasure, MeasureWords> = {
	completed: {
		title: inBoth(m.comparison_map_title_completed, {}),
		count: statusWords.completed,
		of: inBoth(m.comparison_map_of_completed, {}),
		empty: nothing,
		limits: inBoth(m.comparison_map_limits_completed, {}),
		source: commitments
	},
	overdue: {
		title: inBoth(m.comparison_map_title_overdue, {}),
		count: dueWords.overdue,
		of: inBoth(m.comparison_map_of_overdue, {}),
		empty: inBoth(m.comparison_map_undated, {}),
		limits: inBoth(m.comparison_map_limits_overdue, {}),
		source: commitments
	},
	commitments: {
		title: inBoth(m.comparison_map_title_commitments, {}),
		count: inBoth(m.comparison_map_commitments, {}),
		of: null,
		empty: nothing,
		limits: inBoth(m.comparison_cannot_countries_short, {}),
		source: commitments
	},
	treaties: {
		title: inBoth(m.comparison_map_title_treaties, {}),
		count: inBoth(m.comparison_map_treaties, {}),
		of: inBoth(m.comparison_map_of_treaties, {}),
		empty: nothing,
		limits: inBoth(m.comparison_methods_treaties_limits, {}),
		source: inBoth(m.comparison_map_source_treaties, {})
	}
};

/** The bounds of a step in words: one number, or from one to another. */
function stepWords({ from, to }: Step, { share, last }: { share: boolean; last: boolean }): Both {
	if (share)
		return inBoth(last ? m.comparison_map_step_range : m.comparison_map_step_under, (locale) => ({
			from: formatShare(from, locale),
			to: formatShare(to, locale)
		}));
	if (from === to) return { en: formatNumber(from, 'en'), fr: formatNumber(from, 'fr') };
	return inBoth(m.comparison_map_step_range, (locale) => ({
		from: formatNumber(from, locale),
		to: formatNumber(to, locale)
	}));
}

/** Steps with their looks: a few are drawn as far apart as five are from end to end. */
function drawnSteps(measure: MapMeasure, steps: readonly Step[]): MapStep[] {
	const apart = (MOST_STEPS - 1) / Math.max(1, steps.length - 1);
	return steps.map((step, at) => ({
		label: stepWords(step, { share: isShare(measure), last: at === steps.length - 1 }),
		tone: SHADES[Math.round(at * apart)] ?? EMPTY
	}));
}

/** What is said of a country in words: how many, of how many, and which share that is. */
function saidOf(measure: MapMeasure, { count, of, step }: MapRow): Both {
	const words = measureWords[measure];
	if (count === null || step === null) return words.empty;
	const said = (locale: Locale) => ({
		what: words.count[locale],
		count: formatNumber(count, locale)
	});
	if (of === null) return inBoth(m.comparison_map_said_count, said);
	const ofAll = (locale: Locale) => ({ ...said(locale), of: formatNumber(of, locale) });
	return isShare(measure)
		? inBoth(m.comparison_map_said_share, (locale) => ({
				...ofAll(locale),
				share: formatShare(count / of, locale)
			}))
		: inBoth(m.comparison_map_said_of, ofAll);
}

function summaryOf(measure: MapMeasure, rows: readonly MapRow[]): Both {
	const drawn = rows.filter(({ step }) => step !== null);
	if (!drawn.length) return inBoth(m.comparison_summary_empty, {});
	const sum = (key: 'count' | 'of') => drawn.reduce((all, row) => all + (row[key] ?? 0), 0);
	const having = (count: number) => drawn.filter((row) => row.count === count).length;
	const given = {
		recorded: drawn.length,
		all: rows.length,
		count: sum('count'),
		empty: rows.length - drawn.length
	};
	switch (measure) {
		case 'completed':
			return countsInBoth(m.comparison_map_summary_completed, {
				...given,
				of: sum('of'),
				none: having(0)
			});
		case 'overdue':
			return countsInBoth(m.comparison_map_summary_overdue, {
				...given,
				of: sum('of'),
				none: having(0)
			});
		case 'commitments':
			return countsInBoth(m.comparison_map_summary_commitments, given);
		case 'treaties':
			return countsInBoth(m.comparison_map_summary_treaties, {
				...given,
				full: having(COMPARED_TREATIES.length),
				some: having(1),
				none: having(0)
			});
	}
}

export interface Mapped {
	measure: MapMeasure;
	/** In the order of the table. */
	rows: readonly MapRow[];
	steps: readonly Step[];
	/** Whether only some of the countries were asked for. */
	chosen: boolean;
	placing: Placing;
}

/** Countries in the look of their steps, with a sentence about the whole. */
export function mapShape({ measure, rows, steps, chosen, placing }: Mapped): MapShape {
	const empty = { label: measureWords[measure].empty, tone: EMPTY };
	return {
		kind: 'map',
		places: rows.map((row) => {
			const at = placing.points.get(row.key);
			return {
				code: row.key,
				name: row.name,
				said: saidOf(measure, row),
				step: row.step,
				...(at ? { at } : {})
			};
		}),
		steps: drawnSteps(measure, steps),
		empty,
		rest: chosen
			? { label: inBoth(m.comparison_map_left_out, {}), tone: LEFT_OUT }
			: { label: nothing, tone: EMPTY },
		summary: summaryOf(measure, rows)
	};
}

/** The same as a figure: what is counted of each country, of how many, and its step. */
export function mapFigure(mapped: Mapped & { asOf: string }): FigureAnswer<MapShape> {
	const { measure, rows, asOf } = mapped;
	const words = measureWords[measure];
	const chart = mapShape(mapped);
	const note = [words.limits, inBoth(m.comparison_map_note, {})] as const;
	return {
		title: words.title,
		asOf,
		columns: [
			{ key: 'country', label: inBoth(m.comparison_column_country, {}) },
			{
				key: 'count',
				label: words.count,
				numeric: true,
				...(isShare(measure) ? { of: 'of' } : {})
			},
			...(words.of ? [{ key: 'of', label: words.of, numeric: true }] : []),
			{ key: 'step', label: inBoth(m.comparison_map_step, {}) }
		],
		rows: rows.map(({ key, name, count, of, step }) => ({
			key,
			country: name,
			count,
			of,
			step: (step === null ? undefined : chart.steps[step]?.label) ?? words.empty
		})),
		chart,
		source: words.source,
		note: {
			en: note.map(({ en }) => en).join(' '),
			fr: note.map(({ fr }) => fr).join(' ')
		}
	};
}
