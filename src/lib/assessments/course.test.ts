import { describe, expect, it } from 'vitest';
import { changeOf, countChanges } from './course.ts';
import { CELL_CODES } from './vocabulary.ts';

describe('from one cycle to the next', () => {
	it('compares a rating with a rating and nothing else', () => {
		expect(changeOf(0, 2)).toBe('higher');
		expect(changeOf(3, 2)).toBe('lower');
		expect(changeOf(0, 0)).toBe('same');
		for (const none of [...Object.values(CELL_CODES), undefined, null]) {
			expect(changeOf(none, 2)).toBe('other');
			expect(changeOf(2, none)).toBe('other');
			expect(changeOf(none, none)).toBe('other');
		}
	});

	it('counts each requirement once', () => {
		expect(countChanges([1, 2, 3, CELL_CODES.notApplicable], [2, 2, 1, 4])).toEqual({
			higher: 1,
			lower: 1,
			same: 1,
			other: 1
		});
	});
});
