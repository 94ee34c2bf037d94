import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, moveIn } from './grid.ts';

/** Heads, a heading across all columns, two rows, and one that says in one wide cell that it has none. */
const ROWS = [[1, 1, 1], [3], [1, 1, 1], [1, 2]];
const from = (row: number, column: number, key: string, control = false) => {
	const to = moveIn(ROWS, { row, column }, key, control);
	return to && [to.row, to.column];
};

describe('the keys of a grid', () => {
	it('go to the next cell and stay at the edges', () => {
		expect(from(2, 0, 'ArrowRight')).toEqual([2, 1]);
		expect(from(2, 2, 'ArrowRight')).toEqual([2, 2]);
		expect(from(2, 0, 'ArrowLeft')).toEqual([2, 0]);
		expect(from(0, 1, 'ArrowUp')).toEqual([0, 1]);
		expect(from(3, 0, 'ArrowDown')).toEqual([3, 0]);
	});

	it('keep the column across wide cells, and pass them in one step', () => {
		expect(from(0, 2, 'ArrowDown')).toEqual([1, 2]);
		expect(from(1, 2, 'ArrowDown')).toEqual([2, 2]);
		expect(from(3, 2, 'ArrowLeft')).toEqual([3, 0]);
		expect(from(3, 1, 'ArrowRight')).toEqual([3, 1]);
		expect(cellAt([1, 2], 2)).toEqual([1, 2, 1]);
	});

	it('go to the ends of the row, and with Control to those of the table', () => {
		expect(from(2, 1, 'Home')).toEqual([2, 0]);
		expect(from(2, 1, 'End')).toEqual([2, 2]);
		expect(from(2, 1, 'Home', true)).toEqual([0, 0]);
		expect(from(2, 1, 'End', true)).toEqual([3, 2]);
		expect(from(1, 1, 'PageDown')).toEqual([3, 1]);
		expect(from(3, 1, 'PageUp')).toEqual([0, 1]);
	});

	it('leave every other key to the browser', () => {
		for (const key of ['Tab', 'Enter', 'a', 'Escape']) expect(from(2, 1, key)).toBeNull();
	});

	it('never leave the table', () => {
		const key = fc.constantFrom(
			...['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageUp', 'PageDown']
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(key, fc.boolean())), (pressed) => {
				let at = { row: 0, column: 0 };
				for (const [one, control] of pressed) {
					at = moveIn(ROWS, at, one, control) ?? at;
					expect(ROWS[at.row]?.[cellAt(ROWS[at.row] ?? [], at.column)[2]]).toBeDefined();
					expect(at.column).toBeLessThan(3);
				}
			})
		);
	});
});
