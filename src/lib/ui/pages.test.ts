import { describe, expect, it } from 'vitest';
import { pageOf, ROWS_A_PAGE } from './pages.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, place) => place);

describe('pages of a list', () => {
	it('hold every row once, in its order, and no more than a page of them', () => {
		const all = numbers(2 * ROWS_A_PAGE + 30);
		const seen = [1, 2, 3].map((number) => pageOf(all, number));
		expect(seen.flatMap(({ rows }) => rows)).toEqual(all);
		for (const { rows, from, to, count, pages } of seen) {
			expect(rows.length).toBeLessThanOrEqual(ROWS_A_PAGE);
			expect(all.slice(from - 1, to)).toEqual(rows);
			expect([count, pages]).toEqual([all.length, 3]);
		}
	});

	it('are one where all rows fit, or where there are none', () => {
		expect(pageOf(numbers(ROWS_A_PAGE), 2)).toMatchObject({
			number: 1,
			pages: 1,
			from: 1,
			to: 100
		});
		expect(pageOf([], 3)).toEqual({ rows: [], number: 1, pages: 1, from: 0, to: 0, count: 0 });
	});
});
