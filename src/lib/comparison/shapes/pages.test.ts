import { describe, expect, it } from 'vitest';
import { ROWS_A_PAGE } from '#lib/ui/pages.ts';
import { matrixPage } from './pages.ts';

const rows = (word: string, count: number) =>
	Array.from({ length: count }, (_, place) => `${word} ${place}`);

describe('pages of the matrix', () => {
	it('hold every row once, in its order, and no more than a page of them', () => {
		const assessed = rows('assessed', 130);
		const without = rows('without', 145);
		const seen = [1, 2, 3].map((number) => matrixPage(assessed, without, number));
		expect(seen.flatMap((page) => page.assessed)).toEqual(assessed);
		expect(seen.flatMap((page) => page.without)).toEqual(without);
		for (const page of seen) {
			expect(page.assessed.length + page.without.length).toBeLessThanOrEqual(ROWS_A_PAGE);
			expect(page.to - page.from + 1).toBe(page.assessed.length + page.without.length);
			expect(page).toMatchObject({ pages: 3, count: { assessed: 130, total: 275 } });
		}
		expect(seen.map(({ from, to }) => [from, to])).toEqual([
			[1, 100],
			[101, 200],
			[201, 275]
		]);
	});

	it('show the last one where a later one is asked for, and one where there are no rows', () => {
		expect(matrixPage(rows('a', 100), rows('b', 1), 7)).toMatchObject({
			number: 2,
			assessed: [],
			without: ['b 0']
		});
		expect(matrixPage([], [], 3)).toMatchObject({ number: 1, pages: 1, from: 0, to: 0 });
		expect(matrixPage(rows('a', 100), [], 2)).toMatchObject({ number: 1, pages: 1 });
	});
});
