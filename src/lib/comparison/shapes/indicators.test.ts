import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Series } from '#lib/indicators/series.ts';
import { groupsOf, isBreak } from './indicators.ts';

const series = (key: string, metric: string, values: Record<string, number>): Series => ({
	key,
	metric,
	unit: 'reports',
	subject: 'Someone',
	caveat: null,
	sources: [],
	values: Object.entries(values).map(([period, value]) => ({
		period,
		value,
		sources: [],
		certainty: 'confirmed'
	}))
});

const clearing = series('ncmec', 'cybertipline_reports', { 2020: 5, 2022: 7, 2024: 3 });
const own = series('own', 'cybertipline_reports_self_reported', { 2022: 0, 2024: 9 });

describe('published figures', () => {
	it('of two publishers about the same thing stand side by side, unmerged', () => {
		const [group, ...others] = groupsOf([clearing, own]);
		expect(others).toEqual([]);
		expect(group?.rows.filter((row) => !isBreak(row))).toMatchObject([
			{ period: '2020', values: [{ value: 5 }, null] },
			{ period: '2022', values: [{ value: 7 }, { value: 0 }] },
			{ period: '2024', values: [{ value: 3 }, { value: 9 }] }
		]);
	});

	it('break where the way of counting did, between the periods on either side', () => {
		const [group] = groupsOf([clearing]);
		expect(group?.rows.map((row) => (isBreak(row) ? row.breaks : row.period))).toEqual([
			'2020',
			['brands_split'],
			'2022',
			['bundling'],
			'2024'
		]);
		const [across] = groupsOf([series('a', 'cybertipline_reports', { 2019: 1, 2025: 2 })]);
		expect(across?.rows.filter(isBreak)).toMatchObject([{ breaks: ['brands_split', 'bundling'] }]);
	});

	it('that count something else, or in another unit, share no axis', () => {
		const items = series('c', 'pieces_of_content_actioned_self_reported', { 2024: 1 });
		expect(groupsOf([clearing, items, { ...own, unit: 'items' }]).map(({ key }) => key)).toEqual([
			'cybertipline_reports/reports',
			'pieces_of_content_actioned_self_reported/reports',
			'cybertipline_reports/items'
		]);
	});

	it('are all there, each once, and what is not published is never 0', () => {
		const years = fc.uniqueArray(fc.integer({ min: 2015, max: 2030 }), { maxLength: 8 });
		fc.assert(
			fc.property(years, years, (first, second) => {
				const given = [first, second].map((all, at) =>
					series(
						String(at),
						'cybertipline_reports',
						Object.fromEntries(all.map((year) => [year, year]))
					)
				);
				const rows = groupsOf(given).flatMap((group) => group.rows);
				const periods = rows.flatMap((row) => (isBreak(row) ? [] : row.period));
				expect(periods).toEqual([...new Set([...first, ...second])].map(String).sort());
				for (const row of rows)
					if (!isBreak(row))
						expect(row.values.map((value) => value?.value ?? null)).toEqual(
							[first, second].map((all) =>
								all.includes(Number(row.period)) ? Number(row.period) : null
							)
						);
				expect(rows.filter(isBreak).flatMap(({ breaks }) => breaks).length).toBeLessThanOrEqual(2);
			})
		);
	});
});
