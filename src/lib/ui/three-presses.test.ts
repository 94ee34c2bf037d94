import { describe, expect, it } from 'vitest';
import { isThreeShifts, type Press } from './three-presses.ts';

const at = (...presses: [string, number][]): Press[] => presses.map(([key, at]) => ({ key, at }));

describe('isThreeShifts', () => {
	it('is three presses of Shift in a row, soon after each other', () => {
		expect(isThreeShifts(at(['Shift', 0], ['Shift', 400], ['Shift', 1900]))).toBe(true);
		expect(isThreeShifts(at(['x', 0], ['Shift', 1], ['Shift', 2], ['Shift', 3]))).toBe(true);
	});

	it('is not two, nor three with a letter between, nor three over a long time', () => {
		expect(isThreeShifts(at(['Shift', 0], ['Shift', 1]))).toBe(false);
		expect(isThreeShifts(at(['Shift', 0], ['Shift', 1], ['a', 2], ['Shift', 3]))).toBe(false);
		expect(isThreeShifts(at(['Shift', 0], ['Shift', 1], ['Shift', 2000]))).toBe(false);
	});
});
