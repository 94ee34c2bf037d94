import type { Both } from '#lib/charts/shape.ts';
import type { EndorsementStatus } from '#lib/frameworks/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Certainty } from '#lib/organisations/vocabulary.ts';
import type { CompanyFilters } from '../schema.ts';
import { ratingIn } from './cells.ts';

export interface ComparedCompany {
	slug: string;
	name: Both;
	sample: boolean;
	sectors: string[];
	endorsement: {
		status: EndorsementStatus;
		endorsedOn: string | null;
		certainty: Certainty;
	} | null;
}

export interface MatrixRow extends ComparedCompany {
	/** One cell for each principle; null where no self-assessment of the cycle is published. */
	ratings: number[] | null;
}

export type MatrixScope = Pick<CompanyFilters, 'sector' | 'endorsed' | 'samples'>;

/** The companies that the filters leave. */
export function companiesIn(
	companies: readonly ComparedCompany[],
	{ sector, endorsed, samples }: MatrixScope
): ComparedCompany[] {
	return companies.filter(
		(company) =>
			(sector === undefined || company.sectors.includes(sector)) &&
			(endorsed === undefined || (company.endorsement !== null) === (endorsed === 'yes')) &&
			(samples === undefined || company.sample === (samples === 'yes'))
	);
}

/** Companies with their cells: those with a published self-assessment, and those without. */
export function matrixOf(
	companies: readonly ComparedCompany[],
	assessments: readonly { organisation: string; ratings: number[] }[]
): { assessed: MatrixRow[]; without: MatrixRow[] } {
	const ratings = new Map(assessments.map((one) => [one.organisation, one.ratings]));
	const rows = companies.map((company) => ({
		...company,
		ratings: ratings.get(company.slug) ?? null
	}));
	return {
		assessed: rows.filter((row) => row.ratings !== null),
		without: rows.filter((row) => row.ratings === null)
	};
}

/**
 * Rows by name, or by their rating under the principle at `place`, highest first, rows without a
 * rating last. There is no order by all principles together: they are not a score.
 */
export function sortRows(
	rows: readonly MatrixRow[],
	place: number | null,
	locale: Locale
): MatrixRow[] {
	const byName = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
	const rating = (row: MatrixRow) => (place === null ? -1 : (ratingIn(row.ratings?.[place]) ?? -1));
	return rows.toSorted(
		(a, b) => rating(b) - rating(a) || byName.compare(a.name[locale], b.name[locale])
	);
}

/** Every sector that a company names, by alphabet. */
export function sectorsOf(companies: readonly ComparedCompany[]): string[] {
	return [...new Set(companies.flatMap(({ sectors }) => sectors))].toSorted((a, b) =>
		a.localeCompare(b, 'en')
	);
}
