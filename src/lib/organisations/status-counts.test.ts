import { describe, expect, it } from 'vitest';
import { COMMITMENT_STATUSES } from '#lib/commitments/vocabulary.ts';
import { sumCounts } from './status-counts.ts';

describe('sumCounts', () => {
	it('puts every status into exactly one column', () => {
		const sums = sumCounts(
			COMMITMENT_STATUSES.map((status) => ({ group: 'CA', status, count: 1 }))
		);
		expect(sums.get('CA')).toEqual({
			total: COMMITMENT_STATUSES.length,
			completed: 1,
			underWay: 5,
			noEvidence: 1,
			other: 3
		});
	});

	it('keeps countries apart and leaves out what belongs to none', () => {
		const sums = sumCounts([
			{ group: 'CA', status: 'completed', count: 2 },
			{ group: 'NZ', status: 'no_evidence', count: 3 },
			{ group: null, status: 'completed', count: 9 }
		]);
		expect([...sums.keys()]).toEqual(['CA', 'NZ']);
		expect(sums.get('NZ')).toMatchObject({ total: 3, noEvidence: 3, completed: 0 });
	});
});
