import { describe, expect, it } from 'vitest';
import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { movedBetween } from './movement.ts';

/** b2 goes on from b; c2 is new; a2 goes on from a. */
const LINES = new Map([
	['a2', 'a'],
	['b2', 'b']
]);
const inOneLine = (one: string, other: string) =>
	one === other || LINES.get(one) === other || LINES.get(other) === one;

describe('ratings since the cycle before', () => {
	const requirements = ['a', 'b', 'c', 'd'];

	it('are counted requirement by requirement, and only a rating with a rating', () => {
		const { notApplicable, notPublic } = CELL_CODES;
		expect(
			movedBetween(
				{ requirements, ratings: [1, 3, 2, notApplicable] },
				{ requirements, ratings: [2, 0, 2, 4] },
				inOneLine
			)
		).toEqual({ higher: 1, lower: 1, same: 1, other: 1 });
		expect(
			movedBetween(
				{ requirements, ratings: [1, 1, notPublic, 1] },
				{ requirements, ratings: [notPublic, notApplicable, 4] },
				inOneLine
			)
		).toEqual({ higher: 0, lower: 0, same: 0, other: 4 });
	});

	it('are compared over versions where the one goes on from the other, wherever it stands', () => {
		expect(
			movedBetween(
				{ requirements, ratings: [1, 3, 2, 0] },
				{ requirements: ['c2', 'b2', 'a2'], ratings: [4, 4, 0] },
				inOneLine
			)
		).toEqual({ higher: 1, lower: 1, same: 0, other: 1 });
	});

	it('are those of the requirements that are named alone', () => {
		expect(
			movedBetween(
				{ requirements, ratings: [1, 3, 2, 0] },
				{ requirements: ['c2', 'b2', 'a2'], ratings: [4, 4, 0] },
				inOneLine,
				['b2', 'b']
			)
		).toEqual({ higher: 1, lower: 0, same: 0, other: 0 });
	});
});
