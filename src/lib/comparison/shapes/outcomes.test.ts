import { describe, expect, it } from 'vitest';
import { COMMITMENT_STATUSES } from '#lib/commitments/vocabulary.ts';
import { OUTCOMES, STATUSES_OF } from '../vocabulary.ts';
import { sumOutcomes, sumPromises } from './outcomes.ts';

describe('what became of promises', () => {
	it('is one outcome for every status there is', () => {
		expect(OUTCOMES.flatMap((outcome) => STATUSES_OF[outcome]).toSorted()).toEqual(
			[...COMMITMENT_STATUSES].toSorted()
		);
	});

	it('is counted, party by party', () => {
		expect(sumOutcomes(['completed', 'completed', 'delayed', 'continuing', 'withdrawn'])).toEqual({
			parties: 5,
			done: 2,
			kept_up: 1,
			under_way: 1,
			no_evidence: 0,
			ended: 1
		});
		expect(sumOutcomes([]).parties).toBe(0);
	});

	it('adds up over forums', () => {
		const one = {
			...{ promised: 5, done: 1, kept_up: 1, under_way: 1, no_evidence: 1, ended: 1 },
			overdue: 2
		};
		expect(sumPromises([one, one])).toEqual({
			...{ promised: 10, done: 2, kept_up: 2, under_way: 2, no_evidence: 2, ended: 2 },
			overdue: 4
		});
	});
});
