import { describe, expect, it } from 'vitest';
import { daysBetween, lastDayMeant, weekOf } from './days.ts';
import { nearness, occasion } from './rules.ts';

describe('days', () => {
	it('takes a date for the last day that it may mean', () => {
		expect(['2028-02', '2026-04', '2026', '2026-11-24'].map(lastDayMeant)).toEqual([
			'2028-02-29',
			'2026-04-30',
			'2026-12-31',
			'2026-11-24'
		]);
	});

	it('counts over the end of a month and backwards', () => {
		expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
		expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
	});

	it('counts weeks as ISO 8601 does, around New Year too', () => {
		expect(
			['2026-11-24', '2026-12-31', '2027-01-03', '2027-01-04', '2024-12-30'].map(weekOf)
		).toEqual(['2026-W48', '2026-W53', '2026-W53', '2027-W01', '2025-W01']);
	});
});

describe('what is near', () => {
	const today = '2026-11-24';
	it.each([
		['2026-11-23', 'overdue'],
		['2026-11-24', 'soon'],
		['2026-11', 'soon'],
		['2026-10', 'overdue'],
		['2026-12-24', 'soon'],
		['2026-12-25', null],
		['2026', null],
		[null, null]
	])('%s is %s', (dueOn, expected) => {
		expect(nearness(dueOn, today)).toBe(expected);
	});
});

describe('the occasion of a reminder', () => {
	it('is one for a date that comes, whatever the day', () => {
		const soon = { kind: 'milestone_soon' as const, since: '2026-12-01' };
		expect(occasion(soon, '2026-11-24')).toBe(occasion(soon, '2026-11-30'));
	});

	it('comes again every thirty days for what lasts', () => {
		const overdue = { kind: 'commitment_overdue' as const, since: '2026-10-31' };
		expect(occasion(overdue, '2026-11-01')).toBe(occasion(overdue, '2026-11-29'));
		expect(occasion(overdue, '2026-11-30')).not.toBe(occasion(overdue, '2026-11-29'));
	});

	it('leaves a week to answer what was returned', () => {
		const returned = { kind: 'returned' as const, since: '2026-11-20' };
		expect(occasion(returned, '2026-11-26')).toBeNull();
		expect(occasion(returned, '2026-11-27')).not.toBeNull();
	});
});
