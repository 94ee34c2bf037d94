import type { FindingDirection } from '#lib/frameworks/vocabulary.ts';

/** How many findings speak of a practice, and how many of a gap. */
export type FindingCounts = Record<FindingDirection, number>;

export const NO_FINDINGS: FindingCounts = { practice: 0, gap: 0 };

export interface FindingCount {
	company: string;
	/** The requirement it is about, of whichever version. */
	requirement: string;
	direction: FindingDirection;
	count: number;
}

/**
 * Counts for each company, by the place of the principle that goes on from what was found. What is about
 * a requirement that no principle goes on from is left out: there is no column for it.
 */
export function findingsByCompany(
	counts: readonly FindingCount[],
	principles: readonly { id: string; place: number }[],
	heirs: ReadonlyMap<string, string>
): Map<string, FindingCounts[]> {
	const places = new Map(principles.map(({ id, place }) => [id, place]));
	const companies = new Map<string, FindingCounts[]>();
	for (const { company, requirement, direction, count } of counts) {
		const cell = companies.get(company) ?? principles.map(() => ({ ...NO_FINDINGS }));
		const own = cell[places.get(heirs.get(requirement) ?? '') ?? -1];
		if (own) own[direction] += count;
		companies.set(company, cell);
	}
	return companies;
}
