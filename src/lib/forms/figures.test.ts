import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalOf } from '#lib/i18n/format.ts';
import { parseMoney, toMinor } from './figures.ts';

describe('an amount as typed', () => {
	it.each([
		['22 240 000,50', 'CAD', 2_224_000_050],
		['22,240,000.50', 'CAD', 2_224_000_050],
		['22.240.000,5', 'CAD', 2_224_000_050],
		['$1,500', 'CAD', 150_000],
		['1,500', 'JPY', 1500],
		['1.5', 'GBP', 150],
		['0', 'CAD', 0],
		['1.500', 'KWD', 1500],
		['1,500.250', 'KWD', 1_500_250],
		['90071992547409.91', 'CAD', Number.MAX_SAFE_INTEGER]
	])('%s %s is %i in minor units', (typed, code, amount) => {
		expect(parseMoney(typed, code)).toBe(amount);
	});

	it.each([
		['', 'CAD'],
		['a lot', 'CAD'],
		['-5', 'CAD'],
		['1.2.3', 'CAD'],
		['1,5,0', 'CAD'],
		['1,234,56', 'CAD'],
		['5.', 'CAD'],
		['.5', 'CAD'],
		['0.125', 'CAD'],
		['1e9', 'CAD'],
		['1.2345', 'CAD'],
		['1.5', 'JPY'],
		['1,500', 'KWD'],
		['90071992547409.92', 'CAD'],
		['9'.repeat(40), 'CAD']
	])('%s %s is none', (typed, code) => {
		expect(parseMoney(typed, code)).toBeNull();
	});

	it('comes back from its field as it was kept', () => {
		fc.assert(
			fc.property(
				fc.maxSafeNat(),
				fc.constantFrom('CAD', 'JPY', 'KWD', 'GBP'),
				(amount, code) => parseMoney(decimalOf(amount, code), code) === amount
			)
		);
	});
});

it('a number from a source is rounded to the minor unit', () => {
	expect(toMinor(22.245, 'JPY')).toBe(22);
	expect(toMinor(0.1 + 0.2, 'CAD')).toBe(30);
});
