import type { Aggregates } from '#lib/assessments/queries/aggregates.server.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FigureAnswer } from '../figure.ts';
import { cellWords } from '../labels.ts';
import { levelWords, ratingTone } from './distribution.ts';

/** What governments say of each national capability, in sum: how many gave which rating in one cycle. */
export function capabilitiesFigure(
	cycle: Aggregates['cycles'][number],
	{ levels }: Pick<Aggregates, 'levels'>
): FigureAnswer {
	const looks = [
		...RATINGS.map((value) => ({
			key: `rating_${value}`,
			label: levelWords({ levels }, value),
			tone: ratingTone(value)
		})),
		{ key: 'not_applicable', label: cellWords.not_applicable, tone: 'na' as const }
	];
	const named = cycle.requirements.map(({ number, title }) =>
		inBoth(m.comparison_capability_titled, (locale) => ({ number, title: title[locale] }))
	);
	return {
		title: inBoth(m.comparison_capabilities_title, (locale) => ({ cycle: cycle[locale] })),
		asOf: cycle.countedAt.toISOString().slice(0, 10),
		columns: [
			{ key: 'capability', label: inBoth(m.comparison_column_capability, {}) },
			...looks.map(({ key, label }) => ({ key, label, numeric: true }))
		],
		rows: cycle.requirements.map(({ counts }, place) => ({
			capability: named[place] ?? null,
			...Object.fromEntries(looks.map(({ key }, at) => [key, counts[at] ?? 0]))
		})),
		chart: {
			kind: 'stacked',
			layout: 'rows',
			labels: named,
			shortLabels: cycle.requirements.map(({ number }) =>
				inBoth(m.comparison_capability_number, { number })
			),
			axis: inBoth(m.comparison_column_capability, {}),
			series: looks.map((look, at) => ({
				...look,
				values: cycle.requirements.map(({ counts }) => counts[at] ?? 0)
			})),
			unit: 'count',
			summary: inBoth(m.comparison_capabilities_summary, {
				organisations: cycle.organisations,
				inPlace: cycle.requirements.filter(({ counts }) => isMostlyInPlace(counts)).length,
				all: cycle.requirements.length
			})
		},
		source: inBoth(m.comparison_capabilities_source, {}),
		note: inBoth(m.comparison_capabilities_note, {})
	};
}

/** Whether more than half of those it concerns say that it is in place: ratings of 3 and 4. */
export function isMostlyInPlace(counts: readonly number[]): boolean {
	const rated = RATINGS.reduce<number>((sum, rating) => sum + (counts[rating] ?? 0), 0);
	return 2 * ((counts[3] ?? 0) + (counts[4] ?? 0)) > rated;
}
