import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import { moneyByYear, type FundingRow } from '../shapes/money.ts';
import type { ChartPart } from '../figure.ts';
import { fundingFigure, fundingParts } from './funding.ts';

const line = (more: Partial<FundingRow>, convertedMinor: bigint | null = null) => ({
	by: 'country' as const,
	key: 'CA',
	name: { en: 'Canada', fr: 'Canada' },
	period: '2024',
	year: '2024',
	yearFrom: 'period' as const,
	currency: 'CAD',
	stage: 'announced' as const,
	lines: 1,
	amountMinor: 100n,
	...more,
	convertedMinor
});
const rates = {
	currency: 'EUR' as const,
	publisher: { en: 'a bank', fr: 'une banque' },
	sums: [],
	years: [
		{
			year: 2024,
			source: 'https://copy.example/rates',
			rates: { AUD: '1', CAD: '1', EUR: '1', GBP: '1', USD: '1' }
		}
	]
};
const chartOf = (part: ChartPart | undefined) =>
	part?.chart && 'series' in part.chart ? part.chart : null;
const asked = { asOf: '2026-11-26', page: 1, locale: 'en' as const };

describe('money by year', () => {
	it('loses no unit, whatever the years and stages', () => {
		const rows = fc.array(
			fc.record({
				year: fc.option(fc.integer({ min: 1990, max: 2030 }).map(String)),
				stage: fc.constantFrom(...FUNDING_STAGES),
				amountMinor: fc.bigInt({ min: 0n, max: 10n ** 18n })
			})
		);
		fc.assert(
			fc.property(rows, (given) => {
				const years = moneyByYear(given);
				for (const stage of FUNDING_STAGES)
					expect(years.reduce((sum, { sums }) => sum + (sums[stage] ?? 0n), 0n)).toBe(
						given.reduce((sum, row) => sum + (row.stage === stage ? row.amountMinor : 0n), 0n)
					);
				const named = years.flatMap(({ year }) => (year === null ? [] : Number(year)));
				for (const [at, year] of named.entries()) expect(year).toBe((named[0] ?? 0) + at);
			})
		);
	});

	it('has a chart for each currency, and never two currencies in one', () => {
		const rows = [
			line({ amountMinor: 15_000_050n }),
			line({ year: '2022', stage: 'spent', amountMinor: 300n }),
			line({ currency: 'JPY', amountMinor: 700n })
		];
		const { parts } = fundingParts({ rows, converted: null });
		expect(parts.map(({ title }) => title?.en)).toEqual(['In CAD, as named', 'In JPY, as named']);
		expect(chartOf(parts[0])?.labels.map(({ en }) => en)).toEqual(['2022', '2023', '2024']);
		expect(chartOf(parts[0])?.series.map(({ values }) => values)).toEqual([
			[null, null, 150_000.5],
			[null, null, null],
			[3, null, null]
		]);
		expect(chartOf(parts[1])?.series[0]?.values).toEqual([700]);
		expect(parts[0]?.table.rows.at(-1)).toMatchObject({ announced: 150_000.5, spent: null });
	});

	it('converts only what has a rate, and says whose rates, from where, and that they are unverified', () => {
		const rows = [line({}, 70n), line({ currency: 'NZD', lines: 3 })];
		const { parts } = fundingParts({ rows, converted: rates });
		expect(parts).toHaveLength(1);
		expect(chartOf(parts[0])?.series[0]?.values).toEqual([0.7]);
		const said = parts[0]?.note?.en ?? '';
		for (const words of ['Unverified', 'a bank', 'copy.example', '2024', 'left out: 3'])
			expect(said).toContain(words);
	});

	it('draws so many currencies at most, and names the others', () => {
		const codes = ['AUD', 'BRL', 'CAD', 'CHF', 'DKK', 'EUR', 'GBP', 'NZD', 'SEK', 'USD'];
		const rows = codes.map((currency) => line({ currency }));
		expect(fundingParts({ rows, converted: null }).undrawn).toEqual(['SEK', 'USD']);
		expect(fundingFigure({ rows, converted: null }, asked)?.note?.en).toContain('SEK and USD');
	});

	it('is no figure where no commitment names any', () => {
		expect(fundingFigure({ rows: [], converted: null }, asked)).toBeNull();
	});
});
