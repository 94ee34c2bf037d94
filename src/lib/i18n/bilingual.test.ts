import { describe, expect, it } from 'vitest';
import { pick, pickText } from './bilingual.ts';

describe('pick', () => {
	it('gives the text in the reader’s language', () => {
		expect(pick({ en: 'Search', fr: 'Recherche' }, 'fr')).toEqual({
			text: 'Recherche',
			lang: 'fr',
			fallback: false
		});
	});

	it('gives the other language, and says so, when the translation is missing or blank', () => {
		expect(pick({ en: 'Search', fr: '  ' }, 'fr')).toEqual({
			text: 'Search',
			lang: 'en',
			fallback: true
		});
	});

	it('gives nothing when there is nothing', () => {
		expect(pick({ en: null, fr: '' }, 'en')).toBeNull();
		expect(pickText({ en: null, fr: null }, 'en')).toBe('');
	});
});
