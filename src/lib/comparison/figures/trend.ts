import { inBoth } from '#lib/i18n/in-both.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Both, ChartShape } from '#lib/charts/shape.ts';
import type { FigureAnswer } from '../figure.ts';
import type { ComparedFramework, Principle } from '../queries/principles.server.ts';
import type { TrendVersion } from '../queries/trend.server.ts';
import { mayShowAggregate } from '../rules.ts';
import { inPlace } from '../shapes/distribution.ts';
import {
	isComparable,
	trendOf,
	type ComparablePoint,
	type Trend,
	type TrendPoint
} from '../shapes/trend.ts';
import {
	assessmentSource,
	joinNotes,
	levelWords,
	ratingTone,
	samplesNote
} from './distribution.ts';

/** How the ratings of one principle moved over the cycles, through every version it goes on from. */
export function trendFigure(given: {
	framework: ComparedFramework;
	principle: Principle;
	versions: readonly TrendVersion[];
	asOf: string;
}): FigureAnswer {
	const { framework, principle, versions, asOf } = given;
	const trend = trendOf(
		versions.map(({ cycles, ...version }) => ({ ...version, cycles: cycles.map(({ key }) => key) }))
	);
	const points = trend.points.filter(
		(point) =>
			!isComparable(point) || mayShowAggregate(framework.disclosure, point.distribution.assessed)
	);
	const comparable = points.filter(isComparable);
	const levels = RATINGS.map((value) => ({ value, key: `rating_${value}` }));
	const named = (point: TrendPoint): Both =>
		versions
			.find(({ version }) => version === point.version)
			?.cycles.find(({ key }) => key === point.cycle)?.name ?? { en: point.cycle, fr: point.cycle };
	/** A cycle that cannot be compared says so itself, in the chart and in the table. */
	const apart = (point: TrendPoint): Both =>
		inBoth(m.comparison_cycle_apart, (locale) => ({ cycle: named(point)[locale] }));
	const chart: ChartShape = {
		kind: 'stacked',
		layout: 'columns',
		labels: points.map((point) =>
			isComparable(point)
				? inBoth(m.comparison_cycle_behind, (locale) => ({
						cycle: named(point)[locale],
						count: point.distribution.rated
					}))
				: apart(point)
		),
		axis: inBoth(m.comparison_column_cycle, {}),
		series: levels.map(({ value, key }) => ({
			key,
			label: levelWords(framework, value),
			tone: ratingTone(value),
			values: points.map(({ distribution }) =>
				distribution?.rated ? distribution.standings[value] / distribution.rated : null
			)
		})),
		unit: 'share',
		summary: joinNotes(summaryOf(comparable, named), breakNote(points)) ?? { en: '', fr: '' }
	};
	return {
		title: inBoth(m.comparison_figure_principle_trend, { principle: principle.number }),
		asOf,
		columns: [
			{ key: 'cycle', label: inBoth(m.comparison_column_cycle, {}) },
			...levels.map(({ value, key }) => ({
				key,
				label: levelWords(framework, value),
				numeric: true,
				of: 'rated'
			})),
			{ key: 'rated', label: inBoth(m.comparison_column_rated, {}), numeric: true },
			{ key: 'assessed', label: inBoth(m.comparison_column_assessed, {}), numeric: true }
		],
		rows: points.map((point) => ({
			cycle: isComparable(point) ? named(point) : apart(point),
			...Object.fromEntries(
				levels.map(({ value, key }) => [key, point.distribution?.standings[value] ?? null])
			),
			rated: point.distribution?.rated ?? null,
			assessed: point.distribution?.assessed ?? null
		})),
		chart,
		source: assessmentSource(framework),
		note: joinNotes(
			points.length < trend.points.length ? inBoth(m.comparison_note_too_few, {}) : null,
			breakNote(points),
			cohortNote(comparable, trend),
			samplesNote(versions.flatMap(({ place, assessments }) => (place === null ? [] : assessments)))
		)
	};
}

const cohortNote = (points: readonly ComparablePoint[], { constant }: Trend) =>
	points.length > 1 ? inBoth(m.comparison_note_cohort, { count: constant }) : null;

/** Says where the trend breaks, if it does: the versions before that asked something else. */
function breakNote(points: readonly TrendPoint[]): Both | null {
	const before = [...new Set(points.filter((one) => !isComparable(one)).map((p) => p.version))];
	return before.length
		? inBoth(m.comparison_note_break, (locale) => ({
				versions: new Intl.ListFormat(locale).format(before)
			}))
		: null;
}

function summaryOf(points: readonly ComparablePoint[], named: (point: TrendPoint) => Both): Both {
	const [first] = points;
	const last = points.at(-1);
	if (!first || !last) return inBoth(m.comparison_summary_empty, {});
	if (points.length === 1)
		return inBoth(m.comparison_summary_trend_one, (locale) => ({
			cycle: named(first)[locale],
			inPlace: inPlace(first.distribution),
			rated: first.distribution.rated
		}));
	return inBoth(m.comparison_summary_trend, (locale) => ({
		first: inPlace(first.distribution),
		firstRated: first.distribution.rated,
		firstCycle: named(first)[locale],
		last: inPlace(last.distribution),
		lastRated: last.distribution.rated,
		lastCycle: named(last)[locale]
	}));
}
