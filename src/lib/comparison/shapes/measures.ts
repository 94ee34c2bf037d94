import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { MatrixSort, Weight } from '../schema.ts';
import type { MatrixCells } from '../vocabulary.ts';
import { ratingIn } from './cells.ts';
import { sortRows, type MatrixRow } from './matrix.ts';

/** How much a count covers: of so many principles, so many have a public rating. */
type Covered = { rated: number; of: number };

/** What a row of the matrix says of several principles together, where a reader asks for it. */
export interface RowMeasures {
	/** Principles of the theme by which rows are ordered that are rated 3 or 4. */
	theme: (Covered & { inPlace: number }) | null;
	/** Principles rated higher and lower than in the cycle before, of those rated in both. */
	change: { higher: number; lower: number; both: number } | null;
	/** The mean of the ratings with the reader's weights; null where none of them is rated. */
	weighted: (Covered & { mean: number | null }) | null;
}

export type MeasuredRow = MatrixRow & {
	measures: RowMeasures;
	/** The sector under which it stands; null for none on record; undefined where rows are not grouped. */
	sector?: string | null;
};

/** What rows are measured by: places of principles, and the cells of the cycle before. */
export interface Measures {
	theme: readonly number[] | null;
	/** For each company, one cell for each principle; undefined where the one before asked something else. */
	before: ReadonlyMap<string, readonly (number | undefined)[]> | null;
	weights: readonly { place: number; weight: number }[] | null;
}

export const NOT_MEASURED: Measures = { theme: null, before: null, weights: null };

const NOTHING: RowMeasures = { theme: null, change: null, weighted: null };

/** A row with what is asked of it; of one without a self-assessment nothing can be said. */
export function measured(row: MatrixRow, asked: Measures): MeasuredRow {
	// Field by field, as `matrixOf` does, for the same reason.
	return {
		slug: row.slug,
		name: row.name,
		sample: row.sample,
		sectors: row.sectors,
		country: row.country,
		forums: row.forums,
		features: row.features,
		endorsement: row.endorsement,
		ratings: row.ratings,
		reviewerRatings: row.reviewerRatings,
		findings: row.findings,
		measures: row.ratings ? measuresOf(row.slug, row.ratings, asked) : NOTHING
	};
}

function measuresOf(
	slug: string,
	ratings: readonly number[],
	{ theme, before, weights }: Measures
): RowMeasures {
	if (!theme && !before && !weights) return NOTHING;
	const at = (place: number) => ratingIn(ratings[place]);
	const rated = (places: readonly number[]) => places.flatMap((place) => at(place) ?? []);
	const old = before?.get(slug) ?? [];
	const pairs = ratings.flatMap((_, place) => {
		const [from, to] = [ratingIn(old[place]), at(place)];
		return from === null || to === null ? [] : [to - from];
	});
	return {
		theme: theme && {
			inPlace: rated(theme).filter((rating) => rating >= 3).length,
			rated: rated(theme).length,
			of: theme.length
		},
		change: before && {
			higher: pairs.filter((by) => by > 0).length,
			lower: pairs.filter((by) => by < 0).length,
			both: pairs.length
		},
		weighted: weights && {
			mean: weightedMean(
				weights.flatMap(({ place, weight }) => {
					const rating = at(place);
					return rating === null ? [] : [{ rating, weight }];
				})
			),
			rated: rated(weights.map(({ place }) => place)).length,
			of: weights.length
		}
	};
}

/** Over what is rated alone: what is not is neither 0 nor anything else. */
export function weightedMean(given: readonly { rating: number; weight: number }[]): number | null {
	const whole = given.reduce((sum, { weight }) => sum + weight, 0);
	if (whole === 0) return null;
	return given.reduce((sum, { rating, weight }) => sum + rating * weight, 0) / whole;
}

/** The number of the theme in an order of the matrix; null in any other. */
export const themeIn = (sort: MatrixSort): number | null =>
	typeof sort === 'string' && sort.startsWith('theme-') ? Number(sort.slice(6)) : null;

/** The principles that are given a weight above 0, by their places. */
export const placesOf = (
	weights: readonly Weight[] | undefined,
	principles: readonly { number: number; place: number }[]
) =>
	weights?.flatMap(({ principle, weight }) => {
		const place = principles.find(({ number }) => number === principle)?.place;
		return place === undefined || weight === 0 ? [] : [{ place, weight }];
	}) ?? null;

/**
 * Rows in the order asked for: by name, by a principle, by how many principles of a theme are in place, or by
 * how many are rated higher than before, less those rated lower. Where nothing can be counted, last.
 */
export function orderRows(
	rows: readonly MeasuredRow[],
	asked: { place: number | null; sort: MatrixSort; cells: MatrixCells },
	locale: Locale
): MeasuredRow[] {
	const ordered = sortRows(rows, asked.place, locale, asked.cells);
	const rank = ({ measures: { theme, change } }: MeasuredRow) => {
		if (themeIn(asked.sort) !== null && theme?.rated) return theme.inPlace;
		return asked.sort === 'change' && change?.both
			? change.higher - change.lower
			: Number.MIN_SAFE_INTEGER;
	};
	return ordered.toSorted((a, b) => rank(b) - rank(a));
}

/** Rows sector by sector, each under every sector that is its own, those without any last. */
export function groupRows(
	rows: readonly MeasuredRow[],
	nameOf: (sector: string) => string,
	locale: Locale
): MeasuredRow[] {
	const byName = new Intl.Collator(locale);
	const sectors = [...new Set(rows.flatMap((row) => row.sectors))].toSorted((a, b) =>
		byName.compare(nameOf(a), nameOf(b))
	);
	return [...sectors, null].flatMap((sector) =>
		rows
			.filter((row) => (sector === null ? !row.sectors.length : row.sectors.includes(sector)))
			.map((row) => ({ ...row, sector }))
	);
}
