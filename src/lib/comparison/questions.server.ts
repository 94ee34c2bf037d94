import { today } from './as-of.ts';
import { Refusal } from '#lib/access/refusal.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { FigureQuestion } from '#lib/summaries/vocabulary.ts';
import { distributionFigure } from './figures/distribution.ts';
import { statusFigure } from './figures/statuses.ts';
import { trendFigure } from './figures/trend.ts';
import type { FigureAnswer } from './figure.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import { readCountries, readForums, readPillars, type Named } from './queries/places.server.ts';
import { readPrinciples, readPublicRatings } from './queries/principles.server.ts';
import { readTrendVersions } from './queries/trend.server.ts';
import { countByStatus } from './queries/statuses.server.ts';
import { figureFilters } from './schema.ts';

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
			const cycle = found(framework.cycles.find((one) => one.key === key));
			const assessments = await readPublicRatings(db, framework.id, { cycle: key });
			return distributionFigure({ framework, principle, cycle, assessments, asOf });
		}
		case 'principle_trend': {
			const { principle: number } = figureFilters[question].parse(filters);
			const framework = found(await readPrinciples(db));
			const principle = found(framework.principles.find((one) => one.number === number));
			const versions = await readTrendVersions(db, [principle]);
			return trendFigure({ framework, principle, versions, asOf });
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

const at = (list: readonly Named[], key: string) => list.find((one) => one.key === key);

function found<T>(thing: T | null | undefined): T {
	if (thing === null || thing === undefined) throw new Refusal('not_found');
	return thing;
}
