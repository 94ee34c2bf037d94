import type { FindingDirection, Rating } from '#lib/frameworks/vocabulary.ts';
import { SMALLEST_GROUP } from '#lib/frameworks/vocabulary.ts';
import { ALL_SECTORS, type CellState } from '../vocabulary.ts';
import { standingIn } from './cells.ts';
import { cellsAt, distributionOf, type Distribution } from './distribution.ts';

interface Placed {
	number: number;
	place: number;
}

export interface BesideFinding {
	id: string;
	principle: number;
	direction: FindingDirection;
	correctsId: string | null;
}

/** One company under one principle. */
export interface BesideCell {
	/** Null where no self-assessment of the cycle is published: neither a rating nor an answer left out. */
	standing: Rating | CellState | null;
	/** What the secretariat says, where it says something. */
	review: number | null;
	findings: Record<FindingDirection, number>;
}

/** Findings that stand: one that was corrected counts as its correction, once. */
export function countFindings(
	findings: readonly BesideFinding[],
	principle: number
): Record<FindingDirection, number> {
	const corrected = new Set(findings.map(({ correctsId }) => correctsId));
	const counts = { practice: 0, gap: 0 };
	for (const finding of findings)
		if (finding.principle === principle && !corrected.has(finding.id))
			counts[finding.direction] += 1;
	return counts;
}

/** The same principles for each company, a row each, cells in the order of the companies. */
export function besideRows<Principle extends Placed>(
	principles: readonly Principle[],
	companies: readonly {
		ratings: readonly number[] | null;
		reviews: ReadonlyMap<number, number>;
		findings: readonly BesideFinding[];
	}[]
): { principle: Principle; cells: BesideCell[] }[] {
	return principles.map((principle) => ({
		principle,
		cells: companies.map(({ ratings, reviews, findings }) => ({
			standing: ratings && standingIn(ratings[principle.place]),
			review: reviews.get(principle.number) ?? null,
			findings: countFindings(findings, principle.number)
		}))
	}));
}

interface Grouped {
	slug: string;
	sample: boolean;
	sectors: readonly string[];
	ratings: readonly number[] | null;
}

/**
 * With whom a company is compared: those of the sector with a published self-assessment, itself included,
 * and made-up companies with made-up ones only.
 */
export function groupOf<Company extends Grouped>(
	companies: readonly Company[],
	{ sample }: Pick<Grouped, 'sample'>,
	sector: string
): (Company & { ratings: readonly number[] })[] {
	return companies.filter(
		(one): one is Company & { ratings: readonly number[] } =>
			one.ratings !== null &&
			one.sample === sample &&
			(sector === ALL_SECTORS || one.sectors.includes(sector))
	);
}

export interface AgainstRow<Principle> {
	principle: Principle;
	own: Rating | CellState | null;
	/** Null where fewer than five give a public rating: a few ratings are no distribution. */
	distribution: Distribution | null;
}

/** One company against a group, principle by principle; null where the group itself is too small. */
export function againstGroup<Principle extends Placed>(
	principles: readonly Principle[],
	own: readonly number[] | null,
	group: readonly { ratings: readonly number[] }[]
): AgainstRow<Principle>[] | null {
	if (group.length < SMALLEST_GROUP) return null;
	return principles.map((principle) => {
		const distribution = distributionOf(cellsAt(group, principle.place));
		return {
			principle,
			own: own && standingIn(own[principle.place]),
			distribution: distribution.rated < SMALLEST_GROUP ? null : distribution
		};
	});
}
