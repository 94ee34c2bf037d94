import { describe, expect, it } from 'vitest';
import { changedFields, WORDED, wordingOf } from './wording.ts';

describe('the wording of a commitment', () => {
	it('is what its form says, without the date that only an update moves', () => {
		expect(WORDED).toContain('titleFr');
		expect(WORDED).not.toContain('dueOn');
		expect(wordingOf({ titleEn: 'A', dueOn: '2027', state: 'draft' })).toMatchObject({
			titleEn: 'A',
			titleFr: null
		});
		expect(wordingOf({ dueOn: '2027' })).not.toHaveProperty('dueOn');
	});
	it('differs where a field does', () => {
		const before = wordingOf({ titleEn: 'A', unfunded: false });
		expect(changedFields(before, { ...before, titleEn: 'B', unfunded: true })).toEqual([
			'titleEn',
			'unfunded'
		]);
		expect(changedFields(before, { ...before })).toEqual([]);
	});
});
