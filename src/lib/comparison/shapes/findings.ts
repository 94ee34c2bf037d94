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
 * Counts for each company, by the place of the principle that may stand together with what was found: the
 * same, or one that goes on from it or that it goes on from. What is about another requirement is left out:
 * there is no column for it.
 */
export function findingsByCompany(
	counts: readonly FindingCount[],
	principles: readonly { id: string; place: number }[],
	inOneLine: (one: string, other: string) => boolean
): Map<string, FindingCounts[]> {
	const companies = new Map<string, FindingCounts[]>();
	for (const { company, requirement, direction, count } of counts) {
		const cell = companies.get(company) ?? principles.map(() => ({ ...NO_FINDINGS }));
		const principle = principles.find(({ id }) => inOneLine(id, requirement));
		const own = principle && cell[principle.place];
		if (own) own[direction] += count;
		companies.set(company, cell);
	}
	return companies;
}
