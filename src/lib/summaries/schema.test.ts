import { describe, expect, it } from 'vitest';
import { figureInput } from './schema.ts';

const figure = (given: Record<string, string>) => {
	const parsed = figureInput.safeParse({
		captionEn: 'A figure',
		captionFr: 'Une figure',
		version: '1',
		...given
	});
	return parsed.success
		? parsed.data.filters
		: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a figure', () => {
	it('takes what its question asks for', () => {
		expect(figure({ question: 'country_status', forum: 'vgt' })).toEqual({ forum: 'vgt' });
	});

	it('names what its question needs', () => {
		expect(figure({ question: 'principle_distribution', principle: '4' })).toEqual([
			'cycle: required'
		]);
	});

	it('leaves no filter out in silence that its question does not know', () => {
		expect(figure({ question: 'principle_trend', principle: '4', country: 'CA' })).toEqual([
			'country: not_asked'
		]);
	});
});
