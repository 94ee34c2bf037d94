import type { ChartShape } from '#lib/charts/shape.ts';
import type { FigureAnswer } from '../figure.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type {
	ComparedCycle,
	ComparedFramework,
	Principle,
	PublicAssessment
} from '../queries/principles.server.ts';
import { mayShowAggregate } from '../rules.ts';
import { cellsAt, distributionOf, inPlace, type Distribution } from '../shapes/distribution.ts';
import { assessmentSource, joinNotes, samplesNote, standings } from './distribution.ts';

export interface PrincipleDistribution {
	principle: Principle;
	distribution: Distribution;
}

/** How the companies of a matrix stand under each principle; null where they are too few to be summed. */
export function distributionsOf(
	framework: ComparedFramework,
	assessments: readonly { ratings: readonly number[] }[]
): PrincipleDistribution[] | null {
	if (!mayShowAggregate(framework.disclosure, assessments.length)) return null;
	return framework.principles.map((principle) => ({
		principle,
		distribution: distributionOf(cellsAt(assessments, principle.place))
	}));
}

const share = ({ distribution }: PrincipleDistribution) =>
	distribution.rated ? inPlace(distribution) / distribution.rated : 0;

/** All principles of a cycle in one chart, with the principles most and least often in place. */
export function distributionsChart(
	framework: ComparedFramework,
	cycle: ComparedCycle,
	all: readonly PrincipleDistribution[]
): ChartShape {
	const ranked = all
		.filter(({ distribution }) => distribution.rated > 0)
		.toSorted((a, b) => share(b) - share(a));
	const most = ranked[0];
	const least = ranked.at(-1);
	return {
		kind: 'stacked',
		layout: 'rows',
		labels: all.map(({ principle }) =>
			inBoth(m.comparison_principle_titled, (locale) => ({
				number: principle.number,
				title: principle.title[locale]
			}))
		),
		shortLabels: all.map(({ principle }) =>
			inBoth(m.comparison_principle_number, { number: principle.number })
		),
		axis: inBoth(m.comparison_column_principle, {}),
		series: standings(framework).map(({ standing, ...look }) => ({
			...look,
			values: all.map(({ distribution }) => distribution.standings[standing])
		})),
		unit: 'count',
		summary:
			most && least
				? inBoth(m.comparison_summary_distributions, (locale) => ({
						cycle: cycle.name[locale],
						most: most.principle.number,
						mostCount: inPlace(most.distribution),
						mostRated: most.distribution.rated,
						least: least.principle.number,
						leastCount: inPlace(least.distribution),
						leastRated: least.distribution.rated
					}))
				: inBoth(m.comparison_summary_empty, {})
	};
}

/** All principles of a cycle as a figure; null where the companies are too few to be summed, or there are none. */
export function distributionsFigure(given: {
	framework: ComparedFramework;
	cycle: ComparedCycle | null;
	assessments: readonly PublicAssessment[];
	asOf: string;
}): FigureAnswer | null {
	const { framework, cycle, assessments, asOf } = given;
	const all = distributionsOf(framework, assessments);
	if (!cycle || !all || !assessments.length) return null;
	const chart = distributionsChart(framework, cycle, all);
	return {
		title: inBoth(m.comparison_distribution_chart, (locale) => ({ cycle: cycle.name[locale] })),
		asOf,
		columns: [
			{ key: 'principle', label: chart.axis },
			...standings(framework).map(({ key, label }) => ({ key, label, numeric: true })),
			{ key: 'rated', label: inBoth(m.comparison_column_rated, {}), numeric: true },
			{ key: 'assessed', label: inBoth(m.comparison_column_assessed, {}), numeric: true }
		],
		rows: all.map(({ distribution }, place) => ({
			principle: chart.labels[place] ?? null,
			...Object.fromEntries(
				standings(framework).map(({ key, standing }) => [key, distribution.standings[standing]])
			),
			rated: distribution.rated,
			assessed: distribution.assessed
		})),
		chart,
		source: assessmentSource(framework),
		note: joinNotes(samplesNote(assessments))
	};
}
