import { describe, expect, it } from 'vitest';
import { convert, isCalendarYear, sumConverted, type FundingRow } from './money.ts';

const RATES = [
	{
		year: 2019,
		rates: { EUR: '1', AUD: '1.6109', CAD: '1.4855', GBP: '0.87777', USD: '1.1195' },
		source: 'https://example.org'
	}
];
const row = (given: Partial<FundingRow>): FundingRow => ({
	by: 'country',
	key: 'CA',
	name: { en: 'Canada', fr: 'Canada' },
	period: '2019',
	year: '2019',
	yearFrom: 'period',
	currency: 'CAD',
	stage: 'announced',
	lines: 1,
	amountMinor: 1_000_000n,
	...given
});

describe('money in another currency', () => {
	it('goes by way of the euro at the rates of its year, to the cent', () => {
		// 10 000.00 / 1.4855 * 0.87777 = 5 908.92
		expect(convert(row({}), 'GBP', RATES)).toBe(590_892n);
		expect(convert(row({}), 'EUR', RATES)).toBe(673_174n);
	});

	it('stays what it is in its own currency, whatever the year', () => {
		expect(convert(row({ year: null }), 'CAD', RATES)).toBe(1_000_000n);
	});

	it('is not there where no rate is', () => {
		for (const given of [{ year: '2018' }, { year: null }, { currency: 'JPY' }])
			expect(convert(row(given), 'GBP', RATES)).toBeNull();
	});

	it('is exact above what a number holds', () => {
		expect(convert(row({ currency: 'EUR', amountMinor: 10n ** 18n }), 'CAD', RATES)).toBe(
			1_485_500_000_000_000_000n
		);
	});

	it('is added up by stage, with what could not be converted counted', () => {
		expect(
			sumConverted([
				{ ...row({}), convertedMinor: 5n },
				{ ...row({ lines: 3 }), convertedMinor: null },
				{ ...row({ stage: 'spent', lines: 2 }), convertedMinor: 7n }
			])
		).toEqual([
			{ stage: 'announced', amountMinor: 5n, lines: 1, without: 3 },
			{ stage: 'spent', amountMinor: 7n, lines: 2, without: 0 }
		]);
	});
});

describe('a period', () => {
	it('is a calendar year only where it says one and nothing else', () => {
		expect(['2021', '2021-22', '2018-2020', 'four years', null].map(isCalendarYear)).toEqual([
			true,
			...[false, false, false, false]
		]);
	});
});
