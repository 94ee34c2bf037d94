import { inBoth } from '#lib/i18n/in-both.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Both, ChartShape } from '#lib/charts/shape.ts';
import type { FigureAnswer } from '../figure.ts';
import type { ComparedFramework, Principle } from '../queries/principles.server.ts';
import type { TrendVersion } from '../queries/trend.server.ts';
import { mayShowAggregate } from '../rules.ts';
import type { TrendGroup } from '../vocabulary.ts';
import { inPlace, type Distribution } from '../shapes/distribution.ts';
import {
	isComparable,
	trendOf,
	type ComparablePoint,
	type Trend,
	type TrendChange,
	type TrendPoint
} from '../shapes/trend.ts';
import {
	assessmentSource,
	joinNotes,
	levelWords,
	ratingTone,
	samplesNote
} from './distribution.ts';

/** How the ratings of one principle, or of a theme, moved over the cycles, through every version it goes on from. */
export function trendFigure(given: {
	framework: ComparedFramework;
	principle: Principle;
	/** The theme that is followed in place of one principle. */
	theme?: { number: number; name: Both } | null;
	versions: readonly TrendVersion[];
	among?: TrendGroup;
	asOf: string;
}): FigureAnswer {
	const { framework, principle, theme, versions, asOf } = given;
	const { trend, points } = trendShown(framework, versions);
	const among = given.among ?? 'all';
	const comparable = points.filter(isComparable);
	const levels = RATINGS.map((value) => ({ value, key: `rating_${value}` }));
	/** How many are behind a point: companies, of which each gave one rating, or in a theme several. */
	const behind = (point: ComparablePoint) => sideOf(point, among, trend.constant).companies;
	const named = namesOf(versions);
	const counted = (point: TrendPoint) =>
		isComparable(point) ? sideOf(point, among, trend.constant) : null;
	const chart: ChartShape = {
		kind: 'stacked',
		layout: 'columns',
		labels: points.map((point) =>
			isComparable(point)
				? inBoth(m.comparison_cycle_behind, (locale) => ({
						cycle: named(point)[locale],
						count: behind(point)
					}))
				: apart(named(point))
		),
		axis: inBoth(m.comparison_column_cycle, {}),
		series: levels.map(({ value, key }) => ({
			key,
			label: levelWords(framework, value),
			tone: ratingTone(value),
			values: points.map((point) => {
				const distribution = counted(point)?.distribution;
				return distribution?.rated ? distribution.standings[value] / distribution.rated : null;
			})
		})),
		unit: 'share',
		summary: joinNotes(
			summaryOf(
				comparable.map((point) => ({
					name: named(point),
					...sideOf(point, among, trend.constant)
				})),
				!!theme
			),
			breakNote(points)
		) ?? { en: '', fr: '' }
	};
	return {
		title: theme
			? inBoth(m.comparison_figure_theme_trend, { theme: theme.number })
			: inBoth(m.comparison_figure_principle_trend, { principle: principle.number }),
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
			...(theme
				? [
						{
							key: 'companies',
							label: inBoth(m.comparison_column_companies_rated, {}),
							numeric: true
						}
					]
				: []),
			{ key: 'assessed', label: inBoth(m.comparison_column_assessed, {}), numeric: true }
		],
		rows: points.map((point) => {
			const side = counted(point);
			return {
				cycle: isComparable(point) ? named(point) : apart(named(point)),
				...Object.fromEntries(
					levels.map(({ value, key }) => [key, side?.distribution.standings[value] ?? null])
				),
				rated: side?.distribution.rated ?? null,
				...(theme && { companies: side?.companies ?? null }),
				assessed: side?.assessed ?? null
			};
		}),
		chart,
		source: assessmentSource(framework),
		note: joinNotes(
			points.length < trend.points.length ? inBoth(m.comparison_note_too_few, {}) : null,
			breakNote(points),
			cohortNote(comparable, trend, among),
			samplesNote(
				versions.flatMap(({ places, assessments }) => (places === null ? [] : assessments))
			)
		)
	};
}

/** A trend and those of its points that may be shown. */
export function trendShown(
	{ disclosure }: Pick<ComparedFramework, 'disclosure'>,
	versions: readonly TrendVersion[]
): { trend: Trend; points: TrendPoint[] } {
	const trend = trendOf(
		versions.map(({ cycles, ...version }) => ({ ...version, cycles: cycles.map(({ key }) => key) }))
	);
	const points = trend.points.filter(
		(point) => !isComparable(point) || mayShowAggregate(disclosure, point.assessed)
	);
	return { trend, points };
}

/** A cycle in the table of changes; its numbers are null where it, or the cycle before, cannot be compared. */
export interface TrendChangeRow {
	cycle: Both;
	/** Rated 3 or 4, of how many: everyone, and those alone who were rated every time. */
	all: { inPlace: number; rated: number } | null;
	cohort: { inPlace: number; rated: number } | null;
	change: TrendChange | null;
}

/** The cycles of a trend, everyone beside those who were rated every time, with what moved since the cycle before. */
export function trendChanges(
	framework: Pick<ComparedFramework, 'disclosure'>,
	versions: readonly TrendVersion[]
): TrendChangeRow[] {
	const { points } = trendShown(framework, versions);
	const named = namesOf(versions);
	const summed = (distribution: Distribution) => ({
		inPlace: inPlace(distribution),
		rated: distribution.rated
	});
	return points.map((point) => ({
		cycle: isComparable(point) ? named(point) : apart(named(point)),
		all: point.distribution && summed(point.distribution),
		cohort: point.cohort && summed(point.cohort),
		change: point.change
	}));
}

/** What a point counts of everyone, or of those alone who were rated every time. */
export const sideOf = (point: ComparablePoint, among: TrendGroup, constant: number) =>
	among === 'all'
		? { distribution: point.distribution, companies: point.companies, assessed: point.assessed }
		: { distribution: point.cohort, companies: constant, assessed: constant };

/** The name of the cycle of a point. */
export const namesOf =
	(versions: readonly TrendVersion[]) =>
	({ version, cycle }: Pick<TrendPoint, 'version' | 'cycle'>): Both =>
		versions.find((one) => one.version === version)?.cycles.find(({ key }) => key === cycle)
			?.name ?? { en: cycle, fr: cycle };

/** A cycle that cannot be compared says so itself, in the chart and in the table. */
export const apart = (name: Both): Both =>
	inBoth(m.comparison_cycle_apart, (locale) => ({ cycle: name[locale] }));

function cohortNote(points: readonly ComparablePoint[], { constant }: Trend, among: TrendGroup) {
	if (points.length < 2) return null;
	return among === 'all'
		? inBoth(m.comparison_note_cohort, { count: constant })
		: inBoth(m.comparison_note_cohort_only, { count: constant });
}

/** Says where the trend breaks, if it does: the versions before that asked something else. */
function breakNote(points: readonly TrendPoint[]): Both | null {
	const before = [...new Set(points.filter((one) => !isComparable(one)).map((p) => p.version))];
	return before.length
		? inBoth(m.comparison_note_break, (locale) => ({
				versions: new Intl.ListFormat(locale).format(before)
			}))
		: null;
}

type Named = { name: Both; distribution: Distribution };

function summaryOf(points: readonly Named[], ofTheme: boolean): Both {
	const [first] = points;
	const last = points.at(-1);
	if (!first?.distribution.rated || !last) return inBoth(m.comparison_summary_empty, {});
	if (points.length === 1)
		return inBoth(
			ofTheme ? m.comparison_summary_theme_one : m.comparison_summary_trend_one,
			(locale) => ({
				cycle: first.name[locale],
				inPlace: inPlace(first.distribution),
				rated: first.distribution.rated
			})
		);
	return inBoth(ofTheme ? m.comparison_summary_theme : m.comparison_summary_trend, (locale) => ({
		first: inPlace(first.distribution),
		firstRated: first.distribution.rated,
		firstCycle: first.name[locale],
		last: inPlace(last.distribution),
		lastRated: last.distribution.rated,
		lastCycle: last.name[locale]
	}));
}
