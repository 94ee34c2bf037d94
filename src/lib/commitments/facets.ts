import type { CommitmentFilters } from './schema.ts';
import type { CommitmentKind, CommitmentSort, CommitmentStatus } from './vocabulary.ts';

/** A country, a forum or a pillar, or none. */
export interface Place {
	key: string | null;
	en: string | null;
	fr: string | null;
}

/** Commitments that are alike in everything one can filter by, and how many they are. */
export interface FacetRow {
	country: Place;
	forum: Place;
	pillar: Place;
	kind: CommitmentKind;
	status: CommitmentStatus;
	/** The year in which they were announced. */
	year: string | null;
	/** Numbers of the Voluntary Principles that they serve. */
	principles: readonly number[];
	/** Codes of the countries that take part in them beside who leads. */
	participants: readonly string[];
	evidence: boolean;
	funded: boolean;
	overdue: boolean;
	count: number;
}

const yesOrNo = (answer: boolean) => [answer ? 'yes' : 'no'];

/** What a commitment counts as under each facet: nothing, one value, or several. */
const VALUES = {
	country: ({ country }) => [country.key],
	forum: ({ forum }) => [forum.key],
	kind: ({ kind }) => [kind],
	pillar: ({ pillar }) => [pillar.key],
	status: ({ status }) => [status],
	year: ({ year }) => [year],
	principle: ({ principles }) => principles.map(String),
	participant: ({ participants }) => [...participants],
	evidence: ({ evidence }) => yesOrNo(evidence),
	funded: ({ funded }) => yesOrNo(funded),
	overdue: ({ overdue }) => yesOrNo(overdue)
} as const satisfies Record<string, (row: FacetRow) => (string | null)[]>;

export const FACETS = Object.keys(VALUES) as (keyof typeof VALUES)[];
export type Facet = keyof typeof VALUES;

export type FacetCounts = Record<Facet, Map<string, number>>;

/** The facets that are chosen, each with the value asked for. */
export function chosenFacets(filters: CommitmentFilters): [Facet, string][] {
	return FACETS.flatMap((facet) => {
		const value = filters[facet];
		return value === undefined ? [] : [[facet, String(value)] as [Facet, string]];
	});
}

/**
 * How many commitments there would be for each value of each facet, everything else that is chosen
 * staying as it is: what a choice would lead to, not how many there are in all.
 */
export function facetCounts(rows: readonly FacetRow[], filters: CommitmentFilters): FacetCounts {
	const chosen = chosenFacets(filters);
	const counts = Object.fromEntries(
		FACETS.map((facet) => [facet, new Map<string, number>()])
	) as FacetCounts;
	for (const row of rows) {
		const failed = chosen.filter(([facet, value]) => {
			const values: (string | null)[] = VALUES[facet](row);
			return !values.includes(value);
		});
		if (failed.length > 1) continue;
		for (const facet of FACETS) {
			if (failed[0] && failed[0][0] !== facet) continue;
			for (const value of VALUES[facet](row))
				if (value !== null) counts[facet].set(value, (counts[facet].get(value) ?? 0) + row.count);
		}
	}
	return counts;
}

/** How the places in the rows are called, by key. */
export function namesOf(
	rows: readonly FacetRow[],
	facet: 'country' | 'forum' | 'pillar'
): Map<string, { en: string; fr: string }> {
	const names = new Map<string, { en: string; fr: string }>();
	for (const { [facet]: place } of rows)
		if (place.key !== null)
			names.set(place.key, { en: place.en ?? place.key, fr: place.fr ?? place.key });
	return names;
}

/** The order of the list: what was asked for; else the nearest to the words, or by reference. */
export function sortOf({ sort, q }: CommitmentFilters): CommitmentSort {
	if (sort && (sort !== 'relevance' || q)) return sort;
	return q ? 'relevance' : 'reference';
}
