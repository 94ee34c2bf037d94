import { today } from './as-of.ts';
import { Refusal } from '#lib/access/refusal.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { AskedQuestion, FigureQuestion } from '#lib/summaries/vocabulary.ts';
import { distributionFigure } from './figures/distribution.ts';
import { statusFigure } from './figures/statuses.ts';
import { trendFigure } from './figures/trend.ts';
import { viewOf, type FigureAnswer, type FigureViews } from './figure.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import { readCountries, readForums, readPillars, type Named } from './queries/places.server.ts';
import {
	readPrinciples,
	readPublicRatings,
	type ComparedFramework,
	type Principle
} from './queries/principles.server.ts';
import { readTrendVersions } from './queries/trend.server.ts';
import { countByStatus } from './queries/statuses.server.ts';
import { figureFilters, viewAsked } from './schema.ts';
import { onDay } from './views/view.ts';
import { readView } from './views/views.server.ts';

/**
 * The answer to a figure's question as of today, from what the public may see, whoever asks. Throws
 * `Refusal('not_found')` where the filters name something that does not exist, and a Zod error
 * where they are not those of the question (`figureFilters`).
 */
export async function answerFigure(
	db: Db,
	question: FigureQuestion,
	filters: unknown
): Promise<FigureAnswer> {
	const asOf = today();
	switch (question) {
		case 'principle_distribution': {
			const { principle: number, cycle: key } = figureFilters[question].parse(filters);
			const framework = found(await readPrinciples(db, { cycle: key }));
			const principle = found(framework.principles.find((one) => one.number === number));
			return distributionOfPrinciple(db, { framework, principle }, key);
		}
		case 'principle_trend': {
			const { principle: number } = figureFilters[question].parse(filters);
			const framework = found(await readPrinciples(db));
			const principle = found(framework.principles.find((one) => one.number === number));
			return trendOfPrinciple(db, { framework, principle });
		}
		case 'country_status': {
			const { forum } = figureFilters[question].parse(filters);
			const named = forum === undefined ? null : found(at(await readForums(db), forum)).name;
			return statusFigure({
				title: named
					? inBoth(m.comparison_figure_country_status_forum, (locale) => ({ forum: named[locale] }))
					: inBoth(m.comparison_figure_country_status, {}),
				axis: inBoth(m.comparison_column_country, {}),
				groups: await readCountries(db),
				counts: (await countByStatus(db, 'country', { forum })).filter(
					({ group }) => group !== null
				),
				note: inBoth(m.comparison_note_shared, {}),
				asOf
			});
		}
		case 'pillar_status': {
			const { country } = figureFilters[question].parse(filters);
			const named = country === undefined ? null : found(at(await readCountries(db), country)).name;
			return statusFigure({
				title: named
					? inBoth(m.comparison_figure_pillar_status_country, (locale) => ({
							country: named[locale]
						}))
					: inBoth(m.comparison_figure_pillar_status, {}),
				axis: inBoth(m.comparison_column_pillar, {}),
				groups: await readPillars(db),
				counts: await countByStatus(db, 'pillar', { country }),
				ungrouped: inBoth(m.comparison_no_pillar, {}),
				note: inBoth(m.comparison_note_pillars, {}),
				asOf
			});
		}
	}
}

/** A principle, with the version that it is of. */
type Compared = { framework: ComparedFramework; principle: Principle };

/** How companies stand under a principle in a cycle of its version, as of today. Throws `Refusal('not_found')` on another cycle. */
export async function distributionOfPrinciple(
	db: Db,
	{ framework, principle }: Compared,
	key: string
): Promise<FigureAnswer> {
	const cycle = found(framework.cycles.find((one) => one.key === key));
	const assessments = await readPublicRatings(db, framework.id, { cycle: key });
	return distributionFigure({ framework, principle, cycle, assessments, asOf: today() });
}

/** How that moved over the cycles, as of today. */
export async function trendOfPrinciple(
	db: Db,
	{ framework, principle }: Compared
): Promise<FigureAnswer> {
	const versions = await readTrendVersions(db, [principle]);
	return trendFigure({ framework, principle, versions, asOf: today() });
}

/**
 * What a figure shows as of today, whatever it asks: in the words of each language, as the public sees it, whoever
 * asks. Throws as `answerFigure` does, and `not_found` too where a view has nothing that may be shown.
 */
export async function answerViews(
	db: Db,
	question: AskedQuestion,
	filters: unknown
): Promise<FigureViews> {
	if (question !== 'view') return viewsOf(await answerFigure(db, question, filters));
	const { what, query } = viewAsked.parse(filters);
	const read = async (locale: Locale) =>
		found(await readView(db, what, new URLSearchParams(query), locale)).figure;
	return { en: await read('en'), fr: await read('fr') };
}

/** An answer that is plain data in both languages, as each of them reads it. */
export function viewsOf(answer: FigureAnswer): FigureViews {
	const view = viewOf(answer, onDay(answer.asOf));
	return { en: view, fr: view };
}

const at = (list: readonly Named[], key: string) => list.find((one) => one.key === key);

function found<T>(thing: T | null | undefined): T {
	if (thing === null || thing === undefined) throw new Refusal('not_found');
	return thing;
}
