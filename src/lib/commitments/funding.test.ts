import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fundingByCurrency, fundingByPeriod, stagesOf, type Sum } from './funding.ts';
import { FUNDING_STAGES } from './vocabulary.ts';

const of = (over: Partial<Sum>): Sum => ({
	amountMinor: 100,
	currency: 'CAD',
	fiscalPeriod: '2026-27',
	stage: 'announced',
	...over
});

describe('sums of funding', () => {
	it('never add two currencies, two periods, nor money announced to money spent', () => {
		const totals = fundingByPeriod([
			of({}),
			of({ amountMinor: 50 }),
			of({ stage: 'spent' }),
			of({ fiscalPeriod: '2027-28' }),
			of({ fiscalPeriod: null, amountMinor: 3 }),
			of({ currency: 'JPY', amountMinor: 7 })
		]);
		expect(totals).toEqual([
			{ currency: 'CAD', fiscalPeriod: '2027-28', amounts: { announced: 100n } },
			{ currency: 'CAD', fiscalPeriod: '2026-27', amounts: { announced: 150n, spent: 100n } },
			{ currency: 'CAD', fiscalPeriod: null, amounts: { announced: 3n } },
			{ currency: 'JPY', fiscalPeriod: '2026-27', amounts: { announced: 7n } }
		]);
		expect(stagesOf(totals)).toEqual(['announced', 'spent']);
	});

	it('are given over all periods of a currency that has more than one', () => {
		expect(
			fundingByCurrency([of({}), of({ fiscalPeriod: null }), of({ currency: 'JPY' })])
		).toEqual([{ currency: 'CAD', fiscalPeriod: null, amounts: { announced: 200n } }]);
	});

	it('are exact beyond what a number holds', () => {
		const most = of({ amountMinor: Number.MAX_SAFE_INTEGER });
		const [total] = fundingByPeriod([most, most, of({ amountMinor: 1 })]);
		expect(total?.amounts.announced).toBe(18_014_398_509_481_983n);
	});

	it('equal the sum of the lines for every currency, period and stage, and overall', () => {
		const line = fc.record({
			amountMinor: fc.maxSafeNat(),
			currency: fc.constantFrom('CAD', 'JPY', 'KWD'),
			fiscalPeriod: fc.constantFrom('2019-20', '2020-21', '2020', null),
			stage: fc.constantFrom(...FUNDING_STAGES)
		});
		const summed = (lines: readonly Sum[]) =>
			lines.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
		fc.assert(
			fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
				const totals = fundingByPeriod(lines);
				for (const { currency, fiscalPeriod, amounts } of totals)
					for (const stage of FUNDING_STAGES) {
						const here = lines.filter(
							(one) =>
								one.currency === currency &&
								one.fiscalPeriod === fiscalPeriod &&
								one.stage === stage
						);
						expect(amounts[stage]).toBe(here.length ? summed(here) : undefined);
					}
				const all = totals.flatMap(({ amounts }) => Object.values(amounts));
				expect(all.reduce((sum, one) => sum + one, 0n)).toBe(summed(lines));
				for (const { currency, amounts } of fundingByCurrency(lines))
					expect(Object.values(amounts).reduce((sum, one) => sum + one, 0n)).toBe(
						summed(lines.filter((one) => one.currency === currency))
					);
			})
		);
	});
});
