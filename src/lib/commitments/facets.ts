import type { CommitmentFilters } from './schema.ts';
import type { CommitmentSort } from './vocabulary.ts';

/** What one can filter the list of commitments by. */
export const FACETS = [
	'country',
	'forum',
	'kind',
	'pillar',
	'status',
	'year',
	'principle',
	'participant',
	'evidence',
	'funded',
	'overdue'
] as const satisfies readonly (keyof CommitmentFilters)[];
export type Facet = (typeof FACETS)[number];

/** For each facet its values, each with how many commitments there would be if it were chosen. */
export type FacetCounts = Record<Facet, Map<string, number>>;

/** The facets that are chosen, each with the value asked for. */
export function chosenFacets(filters: CommitmentFilters): [Facet, string][] {
	return FACETS.flatMap((facet) => {
		const value = filters[facet];
		return value === undefined ? [] : [[facet, String(value)] as [Facet, string]];
	});
}

/** The order of the list: what was asked for; else the nearest to the words, or by reference. */
export function sortOf({ sort, q }: CommitmentFilters): CommitmentSort {
	if (sort && (sort !== 'relevance' || q)) return sort;
	return q ? 'relevance' : 'reference';
}
