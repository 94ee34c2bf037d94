import { describe, expect, it } from 'vitest';
import { completedByPlace, stageOf } from './stages.ts';

const NOW = new Date('2027-03-20T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);
const draft = {
	state: 'draft' as const,
	answers: ['not_started' as const, 'not_started' as const],
	savedAt: null,
	since: daysAgo(1)
};

describe('where an organisation stands in a cycle', () => {
	it('is not opened, started, in progress or what the review has made of it', () => {
		expect(stageOf({ ...draft, state: null, since: null }, NOW)).toBe('not_opened');
		expect(stageOf(draft, NOW)).toBe('started');
		expect(stageOf({ ...draft, answers: ['carried', 'not_started'] }, NOW)).toBe('in_progress');
		expect(stageOf({ ...draft, state: 'returned' }, NOW)).toBe('returned');
		expect(stageOf({ ...draft, state: 'submitted', since: daysAgo(90) }, NOW)).toBe('submitted');
	});

	it('is stuck when nobody has saved for ten days, counted from what happened last', () => {
		expect(stageOf({ ...draft, since: daysAgo(10) }, NOW)).toBe('stuck');
		expect(stageOf({ ...draft, since: daysAgo(40), savedAt: daysAgo(9) }, NOW)).toBe('started');
		expect(stageOf({ ...draft, state: 'returned', since: daysAgo(11) }, NOW)).toBe('stuck');
		expect(
			stageOf({ ...draft, state: 'returned', since: daysAgo(2), savedAt: daysAgo(30) }, NOW)
		).toBe('returned');
	});

	it('is counted by requirement', () => {
		expect(
			completedByPlace(
				[{ answers: ['completed', 'in_progress'] }, { answers: ['completed', 'completed'] }],
				3
			)
		).toEqual([2, 1, 0]);
	});
});
