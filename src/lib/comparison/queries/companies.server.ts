import { Refusal } from '#lib/access/refusal.ts';
import type { Db } from '#lib/server/db/types.ts';
import { today } from '../as-of.ts';
import type { CompanyFilters, CompanyScope } from '../schema.ts';
import { choicesAmong, companiesIn, matrixOf, type CompanyChoices } from '../shapes/matrix.ts';
import {
	measured,
	NOT_MEASURED,
	placesOf,
	themeIn,
	type MeasuredRow,
	type Measures
} from '../shapes/measures.ts';
import { readCycleBefore } from './before.server.ts';
import { readCompanies } from './compared.server.ts';
import { countFindings } from './findings.server.ts';
import {
	readPrinciples,
	readPublicRatings,
	type ComparedCycle,
	type ComparedFramework,
	type PublicAssessment
} from './principles.server.ts';
import { readTrendVersions } from './trend.server.ts';

export interface CompanyComparison {
	framework: ComparedFramework;
	/** Cycles that have something to show, newest first. */
	cycles: ComparedCycle[];
	/** The cycle compared; null where none has a published self-assessment yet. */
	cycle: ComparedCycle | null;
	choices: CompanyChoices;
	assessments: PublicAssessment[];
	/** The cycle before, where changes since it are asked for and there is one. */
	before: ComparedCycle | null;
	/** Findings belong to no cycle: where they are shown, all companies stand in the second list. */
	rows: { assessed: MeasuredRow[]; without: MeasuredRow[] };
}

const comparable = ({ cycles, otherCycles }: ComparedFramework) =>
	[...cycles, ...otherCycles]
		.filter(({ assessed }) => assessed > 0)
		.sort((a, b) => b.opensOn.localeCompare(a.opensOn));

async function frameworkOf(
	db: Db,
	asked: { cycle?: string; on?: string }
): Promise<ComparedFramework> {
	const framework = await readPrinciples(db, asked);
	if (!framework) throw new Refusal('not_found');
	return framework;
}

/** The newest cycle with published answers that is closed by a day; an open one only where there is no other. */
export function newestAnswered(
	cycles: readonly ComparedCycle[],
	day: string
): ComparedCycle | null {
	const answered = cycles.filter(({ assessed }) => assessed > 0).toReversed();
	return answered.find(({ closesOn }) => closesOn < day) ?? answered[0] ?? null;
}

/**
 * The companies that the filters leave, with their public ratings in one cycle: the newest that has
 * any and is closed (the first few of an open one say little), unless another is named. Public. Throws `Refusal('not_found')` on a cycle that does not exist.
 */
export async function compareCompanies(
	db: Db,
	filters: Pick<CompanyFilters, 'cycle' | 'cells'> &
		Partial<Pick<CompanyFilters, 'sort' | 'weights'>> &
		CompanyScope
): Promise<CompanyComparison> {
	const { on } = filters;
	const framework = await frameworkOf(db, { cycle: filters.cycle, on });
	const cycles = comparable(framework);
	const cycle =
		filters.cycle === undefined
			? newestAnswered(framework.cycles, on ?? today())
			: framework.cycles.find(({ key }) => key === filters.cycle);
	if (cycle === undefined) throw new Refusal('not_found');
	const all = await readCompanies(db, framework.id, on);
	const companies = companiesIn(all, filters);
	const slugs = new Set(companies.map(({ slug }) => slug));
	const published = cycle
		? await readPublicRatings(db, framework.id, { cycle: cycle.key, on })
		: [];
	const assessments = published.filter(({ organisation }) => slugs.has(organisation));
	const findings =
		filters.cells === 'findings' ? await countFindings(db, framework, on) : undefined;
	const before =
		filters.sort === 'change' && filters.cells === 'self' && cycle
			? await readCycleBefore(db, framework, cycle, on)
			: null;
	const theme = themeIn(filters.sort ?? 'name');
	const asked: Measures =
		filters.cells === 'self'
			? {
					theme:
						theme === null
							? null
							: framework.principles.flatMap((one) => (one.theme === theme ? one.place : [])),
					before: before?.ratings ?? null,
					weights: placesOf(filters.weights, framework.principles)
				}
			: NOT_MEASURED;
	const { assessed, without } = matrixOf(companies, findings ? [] : assessments, findings);
	return {
		framework,
		cycles,
		cycle,
		choices: choicesAmong(all),
		assessments,
		before: before?.cycle ?? null,
		rows: {
			assessed: assessed.map((row) => measured(row, asked)),
			without: without.map((row) => measured(row, asked))
		}
	};
}

/**
 * The public ratings of every cycle by the companies that the filters leave: what the trend of a principle,
 * or of a theme where one is named, is made of. Public. Throws `Refusal('not_found')` on one that does not exist.
 */
export async function readTrend(
	db: Db,
	filters: Pick<CompanyFilters, 'principle' | 'theme'> & CompanyScope
) {
	const { on } = filters;
	const framework = await frameworkOf(db, { on });
	const theme = framework.themes.find(({ number }) => number === filters.theme) ?? null;
	const followed = framework.principles.filter((one) =>
		filters.theme === undefined ? one.number === filters.principle : one.theme === filters.theme
	);
	const [principle] = followed;
	if (!principle) throw new Refusal('not_found');
	const all = await readCompanies(db, framework.id, on);
	const slugs = new Set(companiesIn(all, filters).map(({ slug }) => slug));
	const versions = await readTrendVersions(db, followed, on);
	return {
		framework,
		/** The one that is followed, or the first of the theme. */
		principle,
		theme,
		followed,
		choices: choicesAmong(all),
		versions: versions.map((version) => ({
			...version,
			assessments: version.assessments.filter(({ organisation }) => slugs.has(organisation))
		}))
	};
}
