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

	test('stand in the order of the English names', () => {
		const names = subdivisionsOf(['CA']).map(({ name }) => name.en);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
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
