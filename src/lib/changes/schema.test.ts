import { describe, expect, it } from 'vitest';
import { readFilters } from '#lib/comparison/schema.ts';
import { changeFilters, dayAfter, periodOf, withoutUsual } from './schema.ts';

const TODAY = '2026-11-26';

describe('the days that are asked for', () => {
	it('are the last ninety, today among them, where none is named', () => {
		expect(periodOf({}, TODAY)).toEqual({ from: '2026-08-29', to: TODAY });
		expect(periodOf({ to: '2024-03-01' }, TODAY)).toEqual({ from: '2023-12-03', to: '2024-03-01' });
	});

	it('go up to today from the day that is named, and never backwards', () => {
		expect(periodOf({ from: '2026-01-01' }, TODAY)).toEqual({ from: '2026-01-01', to: TODAY });
		expect(periodOf({ from: '2027-01-01' }, TODAY)).toEqual({
			from: '2027-01-01',
			to: '2027-01-01'
		});
	});

	it('are left out of an address where they are the usual ones', () => {
		const usual = periodOf({}, TODAY);
		expect(withoutUsual({ ...usual, country: 'CA' }, TODAY)).toEqual({ country: 'CA' });
		expect(withoutUsual({ from: '2026-01-01', to: TODAY }, TODAY)).toEqual({ from: '2026-01-01' });
		expect(withoutUsual({ to: '2026-11-25' }, TODAY)).toEqual({ to: '2026-11-25' });
	});

	it('are counted over months and leap days', () => {
		expect(dayAfter('2024-02-28', 1)).toBe('2024-02-29');
		expect(dayAfter('2026-01-01', -1)).toBe('2025-12-31');
	});
});

describe('the query string', () => {
	it('is refused where it cannot be read', () => {
		for (const wrong of [
			{ from: '2026-02-30' },
			{ to: 'yesterday' },
			{ from: '2026-02-02', to: '2026-02-01' },
			{ country: 'Canada' },
			{ principle: 'x' },
			{ company: '../x' }
		])
			expect(changeFilters.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
		expect(changeFilters.parse({ from: '2026-02-01', to: '2026-02-01', country: 'ca' })).toEqual({
			from: '2026-02-01',
			to: '2026-02-01',
			country: 'CA'
		});
	});

	it('loses on the page what cannot be read, and keeps the rest', () => {
		const read = (query: string) => readFilters(changeFilters, new URLSearchParams(query));
		expect(read('from=2026-02-30&country=CA')).toEqual({ country: 'CA' });
		expect(read('from=2026-03-01&to=2026-02-01')).toEqual({ to: '2026-02-01' });
	});
});
