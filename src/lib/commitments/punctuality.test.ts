import { describe, expect, it } from 'vitest';
import { commitmentAsDated, punctuality, timingAgainst, type Dated } from './punctuality.ts';

const TODAY = '2026-11-24';
const OPEN: Dated = { state: 'open', firstDueOn: '2026-03', dueOn: '2027-03', completedOn: null };
const DONE: Dated = {
	state: 'done',
	firstDueOn: '2026-03',
	dueOn: '2026-09',
	completedOn: '2026-09'
};

describe('against a date', () => {
	it.each([
		['2026-09', '2026-09-30', 'on_time'],
		['2026-09', '2026-10-01', 'late'],
		['2026', '2026-12', 'on_time'],
		['2026-09-01', '2026', 'on_time'],
		[null, '2026-09-30', 'unknown'],
		['2026-09', null, 'unknown']
	])('what was due %s and done %s is %s', (due, completedOn, timing) => {
		expect(timingAgainst(due, { state: 'done', completedOn }, TODAY)).toBe(timing);
	});
	it('what is open is late once the date has gone by', () => {
		expect(timingAgainst('2026-10', OPEN, TODAY)).toBe('late');
		expect(timingAgainst('2026-11', OPEN, TODAY)).toBe('ahead');
		expect(timingAgainst('2026', OPEN, TODAY)).toBe('ahead');
	});
});

describe('punctuality', () => {
	it('counts by the date first promised and by the date as last revised', () => {
		expect(punctuality([OPEN, DONE, { ...DONE, state: 'dropped' }], TODAY)).toEqual({
			first: { on_time: 0, late: 2, ahead: 0, unknown: 0 },
			revised: { on_time: 1, late: 0, ahead: 1, unknown: 0 },
			moved: 2,
			total: 2
		});
	});
	it('takes the only date there is for both', () => {
		const { first, revised, moved } = punctuality([{ ...OPEN, firstDueOn: null }], TODAY);
		expect(first).toEqual(revised);
		expect(moved).toBe(0);
	});
});

describe('a commitment', () => {
	it('is done at the date of the report that says so', () => {
		const dates = { firstDueOn: '2026-03', dueOn: '2026-09', statusAsOf: '2026-09-15' };
		expect(commitmentAsDated({ ...dates, status: 'completed' })).toMatchObject({
			state: 'done',
			completedOn: '2026-09-15'
		});
		expect(commitmentAsDated({ ...dates, status: 'at_risk' })).toMatchObject({
			state: 'open',
			completedOn: null
		});
		expect(commitmentAsDated({ ...dates, status: 'continuing' }).state).toBe('dropped');
	});
});
