import { describe, expect, test } from 'vitest';
import { isSubdivision, SUBDIVISIONS, subdivisionName, subdivisionsOf } from './subdivisions.ts';

describe('the subdivisions of the Five Eyes', () => {
	test.each([
		['AU', 8],
		['CA', 13],
		['GB', 4],
		['NZ', 17],
		['US', 57]
	])('%s has %i', (country, number) => {
		expect(subdivisionsOf([country])).toHaveLength(number);
	});

	test('have codes of the form of ISO 3166-2, each once, and a name in both languages', () => {
		const codes = SUBDIVISIONS.map(({ code }) => code);
		expect(new Set(codes).size).toBe(codes.length);
		for (const { code, country, name } of SUBDIVISIONS) {
			expect(code).toMatch(/^[A-Z]{2}-[A-Z]{2,3}$/);
			expect(code.startsWith(`${country}-`)).toBe(true);
			expect(name.en && name.fr).toBeTruthy();
		}
	});

	test('stand in the order of their names, in either language', () => {
		const named = (locale: 'en' | 'fr') =>
			subdivisionsOf(['CA'], [], locale).map(({ name }) => name[locale]);
		expect(named('en').slice(0, 3)).toEqual(['Alberta', 'British Columbia', 'Manitoba']);
		expect(named('fr').slice(0, 3)).toEqual([
			'Alberta',
			'Colombie-Britannique',
			'Île-du-Prince-Édouard'
		]);
	});
});

test('one that was chosen stays offered whatever the country', () => {
	expect(subdivisionsOf([null], ['CA-QC']).map(({ code }) => code)).toEqual(['CA-QC']);
});

test('a code that is not known is its own name', () => {
	expect(isSubdivision('DE-BY')).toBe(false);
	expect(subdivisionName('DE-BY')).toEqual({ en: 'DE-BY', fr: 'DE-BY' });
	expect(subdivisionName('CA-QC')).toEqual({ en: 'Quebec', fr: 'Québec' });
});
