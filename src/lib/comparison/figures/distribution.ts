import type { Both, ChartSeries } from '#lib/charts/shape.ts';
import type { ChartTone } from '#lib/charts/tones.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { RATINGS, type Rating } from '#lib/frameworks/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FigureAnswer } from '../figure.ts';
import { cellWords } from '../labels.ts';
import type {
	ComparedCycle,
	ComparedFramework,
	Principle,
	PublicAssessment
} from '../queries/principles.server.ts';
import { mayShowAggregate } from '../rules.ts';
import { CELL_STATES, type CellState } from '../vocabulary.ts';
import { cellsAt, distributionOf, inPlace } from '../shapes/distribution.ts';

/** “3 In place”, in both languages, as the framework words its scale. */
export function levelWords(
	framework: { levels: readonly { value: number; label: Both }[] },
	value: Rating
): Both {
	const label = framework.levels.find((level) => level.value === value)?.label;
	return label
		? inBoth(m.comparison_level, (locale) => ({ value, label: label[locale] }))
		: { en: String(value), fr: String(value) };
}

export const ratingTone = (value: Rating): ChartTone => `rating-${value}`;

const STANDING_TONES: Record<CellState, ChartTone> = {
	not_applicable: 'na',
	not_public: 'hidden',
	not_answered: 'none'
};

/** Where a company may stand under a principle, in the order of the scale: its words and its look. */
export function standings(framework: Pick<ComparedFramework, 'levels'>) {
	return [
		...RATINGS.map((value) => ({
			standing: value,
			key: `rating_${value}`,
			label: levelWords(framework, value),
			tone: ratingTone(value)
		})),
		...CELL_STATES.map((state) => ({
			standing: state,
			key: state,
			label: cellWords[state],
			tone: STANDING_TONES[state]
		}))
	];
}

export const assessmentSource = ({ name, version }: Pick<ComparedFramework, 'name' | 'version'>) =>
	inBoth(m.comparison_source_assessments, (locale) => ({ framework: name[locale], version }));

/** Says how many of those counted are made up; null where none is. */
export function samplesNote(
	assessments: readonly Pick<PublicAssessment, 'sample' | 'organisation'>[]
): Both | null {
	const samples = new Set(
		assessments.filter(({ sample }) => sample).map(({ organisation }) => organisation)
	);
	return samples.size ? inBoth(m.comparison_note_samples, { count: samples.size }) : null;
}

/** One after the other, leaving out what is not there. */
export function joinNotes(...notes: (Both | null)[]): Both | null {
	const there = notes.filter((note) => note !== null);
	if (!there.length) return null;
	return {
		en: there.map(({ en }) => en).join(' '),
		fr: there.map(({ fr }) => fr).join(' ')
	};
}

/** How companies rate themselves under one principle in one cycle. */
export function distributionFigure(given: {
	framework: ComparedFramework;
	principle: Principle;
	cycle: ComparedCycle;
	assessments: readonly PublicAssessment[];
	asOf: string;
}): FigureAnswer {
	const { framework, principle, cycle, assessments, asOf } = given;
	const counted = distributionOf(cellsAt(assessments, principle.place));
	const shown = mayShowAggregate(framework.disclosure, counted.assessed);
	const rows = standings(framework).map(({ standing, ...row }) => ({
		...row,
		count: shown ? counted.standings[standing] : null
	}));
	const companies = inBoth(m.comparison_column_companies, {});
	const series: ChartSeries[] = rows.map(({ key, label, tone, count }) => ({
		key,
		label,
		tone,
		values: [count]
	}));
	return {
		title: inBoth(m.comparison_figure_principle_distribution, (locale) => ({
			principle: principle.number,
			cycle: cycle.name[locale]
		})),
		asOf,
		columns: [
			{ key: 'label', label: inBoth(m.comparison_column_rating, {}) },
			{ key: 'count', label: companies, numeric: true, of: 'assessed' }
		],
		rows: rows.map(({ key, label, count }) => ({
			key,
			label,
			count,
			assessed: shown ? counted.assessed : null
		})),
		chart: {
			kind: 'stacked',
			layout: 'rows',
			labels: [inBoth(m.comparison_principle_number, { number: principle.number })],
			axis: companies,
			series,
			unit: 'count',
			summary: !shown
				? inBoth(m.comparison_note_too_few, {})
				: counted.rated
					? inBoth(m.comparison_summary_distribution, {
							inPlace: inPlace(counted),
							rated: counted.rated
						})
					: inBoth(m.comparison_summary_empty, {})
		},
		source: assessmentSource(framework),
		note: joinNotes(shown ? null : inBoth(m.comparison_note_too_few, {}), samplesNote(assessments))
	};
}
