import { describe, expect, it } from 'vitest';
import { allStatuses, byYear, countBriefs } from './status-counts.ts';
import { COMMITMENT_STATUSES } from './vocabulary.ts';

describe('counts by status', () => {
	it('have every status in them, at 0 where there is none', () => {
		expect(Object.keys(allStatuses({ completed: 2 }))).toEqual([...COMMITMENT_STATUSES]);
		expect(allStatuses({ completed: 2 })).toMatchObject({ completed: 2, no_evidence: 0 });
	});

	it('add up to the number of commitments', () => {
		const counts = countBriefs([
			{ status: 'completed' },
			{ status: 'no_evidence' },
			{ status: 'completed' }
		]);
		expect(counts).toMatchObject({ completed: 2, no_evidence: 1, on_track: 0 });
		expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(3);
	});
});

describe('commitments by year', () => {
	it('come newest year first, those without a date last, each once', () => {
		const commitments = ['2019-07', null, '2022', '2019'].map((announcedOn) => ({ announcedOn }));
		expect(byYear(commitments).map(({ year, commitments: own }) => [year, own.length])).toEqual([
			['2022', 1],
			['2019', 2],
			[null, 1]
		]);
	});
});
