import { inBoth } from '#lib/i18n/in-both.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Both, ChartShape } from '#lib/charts/shape.ts';
import type { FigureAnswer } from '../figure.ts';
import type {
	ComparedFramework,
	Principle,
	PublicAssessment
} from '../queries/principles.server.ts';
import { mayShowAggregate } from '../rules.ts';
import { inPlace } from '../shapes/distribution.ts';
import { trendOf, type Trend, type TrendPoint } from '../shapes/trend.ts';
import {
	assessmentSource,
	joinNotes,
	levelWords,
	ratingTone,
	samplesNote
} from './distribution.ts';

/** How the ratings of one principle moved over the cycles. */
export function trendFigure(given: {
	framework: ComparedFramework;
	principle: Principle;
	assessments: readonly PublicAssessment[];
	asOf: string;
}): FigureAnswer {
	const { framework, principle, assessments, asOf } = given;
	const trend = trendOf(
		framework.cycles.map(({ key }) => key),
		assessments,
		principle.place
	);
	const points = trend.points.filter(({ distribution }) =>
		mayShowAggregate(framework.disclosure, distribution.assessed)
	);
	const levels = RATINGS.map((value) => ({ value, key: `rating_${value}` }));
	const named = (point: TrendPoint): Both =>
		framework.cycles.find(({ key }) => key === point.cycle)?.name ?? {
			en: point.cycle,
			fr: point.cycle
		};
	const chart: ChartShape = {
		kind: 'stacked',
		layout: 'columns',
		labels: points.map((point) =>
			inBoth(m.comparison_cycle_behind, (locale) => ({
				cycle: named(point)[locale],
				count: point.distribution.rated
			}))
		),
		axis: inBoth(m.comparison_column_cycle, {}),
		series: levels.map(({ value, key }) => ({
			key,
			label: levelWords(framework, value),
			tone: ratingTone(value),
			values: points.map(({ distribution: { standings, rated } }) =>
				rated ? standings[value] / rated : null
			)
		})),
		unit: 'share',
		summary: summaryOf(points, named)
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
			cycle: named(point),
			...Object.fromEntries(
				levels.map(({ value, key }) => [key, point.distribution.standings[value]])
			),
			rated: point.distribution.rated,
			assessed: point.distribution.assessed
		})),
		chart,
		source: assessmentSource(framework),
		note: joinNotes(
			points.length < trend.points.length ? inBoth(m.comparison_note_too_few, {}) : null,
			cohortNote(trend),
			samplesNote(assessments)
		)
	};
}

const cohortNote = ({ points, constant }: Trend) =>
	points.length > 1 ? inBoth(m.comparison_note_cohort, { count: constant }) : null;

function summaryOf(points: readonly TrendPoint[], named: (point: TrendPoint) => Both): Both {
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
