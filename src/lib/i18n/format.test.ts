import { describe, expect, it } from 'vitest';
import {
	currencyDigits,
	formatFileSize,
	formatLength,
	formatMoment,
	formatMoney,
	formatPartialDate
} from './format.ts';

describe('the first of a month', () => {
	it('is an ordinal in French alone', () => {
		expect(formatPartialDate('2026-10-01', 'fr')).toBe('1er octobre 2026');
		expect(formatPartialDate('2026-10-11', 'fr')).toBe('11 octobre 2026');
		expect(formatPartialDate('2026-10-01', 'en')).toBe('October 1, 2026');
	});
});

it('a moment is written in the manner of its language, and an hour stays on one line', () => {
	expect(formatMoment('2026-10-01T04:08:00Z', 'fr')).toBe(
		'1er octobre 2026 à 04\u00a0h\u00a008 UTC'
	);
	expect(formatMoment('2026-10-01T04:08:00Z', 'en')).toBe('October 1, 2026 at 04:08 UTC');
});

describe('formatPartialDate', () => {
	it.each([
		['2019', '2019', '2019'],
		['2019-08', 'August 2019', 'août 2019'],
		['2019-08-06', 'August 6, 2019', '6 août 2019'],
		['2025-H1', 'H1 2025', 'S1 2025']
	])('writes %s to its precision', (date, en, fr) => {
		expect(formatPartialDate(date, 'en')).toBe(en);
		expect(formatPartialDate(date, 'fr')).toBe(fr);
	});
});

it('a length of time is in words, one or many', () => {
	expect(formatLength(1, 'month', 'en')).toBe('1 month');
	expect(formatLength(3, 'month', 'fr').replace(/\s/g, ' ')).toBe('3 mois');
	expect(formatLength(2, 'year', 'fr').replace(/\s/g, ' ')).toBe('2 ans');
});

it('the size of a file is in the units of its language', () => {
	const plain = (bytes: number, locale: 'en' | 'fr') =>
		formatFileSize(bytes, locale).replace(/\s/g, ' ');
	expect([plain(84_400, 'en'), plain(84_400, 'fr')]).toEqual(['84 kB', '84 ko']);
	expect([plain(1_240_000, 'en'), plain(1_240_000, 'fr')]).toEqual(['1.2 MB', '1,2 Mo']);
});

describe('formatMoney', () => {
	const plain = (text: string) => text.replace(/\s/g, ' ');
	it('shows the currency by its code, cents only where there are some', () => {
		expect(plain(formatMoney(2_224_000_000, 'CAD', 'en'))).toBe('CAD 22,240,000');
		expect(plain(formatMoney(55_550, 'GBP', 'fr'))).toBe('555,50 GBP');
		expect(plain(formatMoney(500, 'JPY', 'en'))).toBe('JPY 500');
		expect(plain(formatMoney(5, 'CAD', 'en'))).toBe('CAD 0.05');
	});

	it('is exact beyond what a number holds', () => {
		expect(plain(formatMoney(18_014_398_509_481_983n, 'CAD', 'en'))).toBe(
			'CAD 180,143,985,094,819.83'
		);
	});

	it('knows the minor unit of a currency', () => {
		expect([currencyDigits('CAD'), currencyDigits('JPY'), currencyDigits('KWD')]).toEqual([
			2, 0, 3
		]);
	});
});
