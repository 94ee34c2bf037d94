import type { Both } from '#lib/charts/shape.ts';
import type { EndorsementStatus } from '#lib/frameworks/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import {
	SERVICE_FEATURES,
	type Certainty,
	type ServiceFeature
} from '#lib/organisations/vocabulary.ts';
import type { CompanyScope } from '../schema.ts';
import type { MatrixCells, ReviewState } from '../vocabulary.ts';
import { differenceIn, reviewerStandingIn, standingIn } from './cells.ts';
import { NO_FINDINGS, type FindingCounts } from './findings.ts';

export interface Named {
	key: string;
	name: Both;
}

export interface ComparedCompany {
	slug: string;
	name: Both;
	sample: boolean;
	sectors: string[];
	country: Named | null;
	/** Bodies of which it is a member today. */
	forums: Named[];
	/** What its services that are still offered are or have. */
	features: ServiceFeature[];
	endorsement: {
		status: EndorsementStatus;
		endorsedOn: string | null;
		certainty: Certainty;
	} | null;
}

export interface MatrixRow extends ComparedCompany {
	/** One cell for each principle; null where no self-assessment of the cycle is published. */
	ratings: number[] | null;
	reviewerRatings: number[] | null;
	/** One for each principle, whether or not there is a self-assessment: findings belong to no cycle. */
	findings: FindingCounts[];
}

/** What the cells may hold of ratings: findings are counted, and are no measure. */
export type RatedCells = Exclude<MatrixCells, 'findings'>;

/** The companies that the filters leave. */
export function companiesIn(
	companies: readonly ComparedCompany[],
	{ sector, country, forum, feature, endorsed, samples }: Partial<CompanyScope>
): ComparedCompany[] {
	return companies.filter(
		(company) =>
			(sector === undefined || company.sectors.includes(sector)) &&
			(country === undefined || company.country?.key === country) &&
			(forum === undefined || company.forums.some(({ key }) => key === forum)) &&
			(feature === undefined || company.features.includes(feature)) &&
			(endorsed === undefined || (company.endorsement !== null) === (endorsed === 'yes')) &&
			(samples === undefined || company.sample === (samples === 'yes'))
	);
}

/** Companies with their cells: those with a published self-assessment, and those without. */
export function matrixOf(
	companies: readonly ComparedCompany[],
	assessments: readonly { organisation: string; ratings: number[]; reviewerRatings: number[] }[],
	findings: ReadonlyMap<string, FindingCounts[]> = new Map()
): { assessed: MatrixRow[]; without: MatrixRow[] } {
	const own = new Map(assessments.map((one) => [one.organisation, one]));
	// Field by field: to spread each of thousands of companies takes ten times as long.
	const rows = companies.map((company): MatrixRow => {
		const { slug, name, sample, sectors, country, forums, features, endorsement } = company;
		const assessment = own.get(slug);
		return {
			slug,
			name,
			sample,
			sectors,
			country,
			forums,
			features,
			endorsement,
			ratings: assessment?.ratings ?? null,
			reviewerRatings: assessment?.reviewerRatings ?? null,
			findings: findings.get(slug) ?? []
		};
	});
	return {
		assessed: rows.filter((row) => row.ratings !== null),
		without: rows.filter((row) => row.ratings === null)
	};
}

/** What stands in the cell of a principle, by its place; null in a row without a self-assessment. */
export function cellIn(
	{ ratings, reviewerRatings }: MatrixRow,
	place: number,
	cells: RatedCells
): number | ReviewState | null {
	if (!ratings) return null;
	const reviewers = reviewerRatings?.[place];
	if (cells === 'reviewer') return reviewerStandingIn(ratings[place], reviewers);
	return cells === 'difference'
		? differenceIn(ratings[place], reviewers)
		: standingIn(ratings[place]);
}

/** Practices and gaps found under a principle, by its place. */
export const findingsIn = ({ findings }: MatrixRow, place: number): FindingCounts =>
	findings[place] ?? NO_FINDINGS;

/** Of how many companies there is a finding under any principle. */
export const countFound = (rows: readonly Pick<MatrixRow, 'findings'>[]): number =>
	rows.filter(({ findings }) => findings.some(({ practice, gap }) => practice + gap > 0)).length;

/**
 * Rows by name, or by what stands under the principle at `place`, highest first, rows without a
 * number last. There is no order by all principles together: they are not a score. Nor by findings:
 * their number says how closely others have looked, so those rows stay by name.
 */
export function sortRows<Row extends MatrixRow>(
	rows: readonly Row[],
	place: number | null,
	locale: Locale,
	cells: MatrixCells = 'self'
): Row[] {
	const byName = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
	const last = Number.MIN_SAFE_INTEGER;
	const rank = (row: Row) => {
		if (place === null || cells === 'findings') return last;
		const cell = cellIn(row, place, cells);
		return typeof cell === 'number' ? cell : last;
	};
	return rows.toSorted(
		(a, b) => rank(b) - rank(a) || byName.compare(a.name[locale], b.name[locale])
	);
}

/** What companies may be told apart by: only what the record says of one of them. */
export interface CompanyChoices {
	sectors: string[];
	countries: Named[];
	forums: Named[];
	features: ServiceFeature[];
	/** Whether there are made-up companies among all. */
	hasSamples: boolean;
}

export function choicesAmong(companies: readonly ComparedCompany[]): CompanyChoices {
	const named = (all: readonly Named[]) =>
		[...new Map(all.map((one) => [one.key, one])).values()].toSorted((a, b) =>
			a.name.en.localeCompare(b.name.en, 'en')
		);
	return {
		sectors: [...new Set(companies.flatMap(({ sectors }) => sectors))].toSorted((a, b) =>
			a.localeCompare(b, 'en')
		),
		countries: named(companies.flatMap(({ country }) => country ?? [])),
		forums: named(companies.flatMap(({ forums }) => forums)),
		features: SERVICE_FEATURES.filter((feature) =>
			companies.some(({ features }) => features.includes(feature))
		),
		hasSamples: companies.some(({ sample }) => sample)
	};
}
