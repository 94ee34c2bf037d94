import { describe, expect, it } from 'vitest';
import { byKind, hasSeveralCurrencies, moneyOf, statusesIn } from './countries-beside.ts';
import { noStatuses } from './statuses.ts';

describe('countries side by side', () => {
	it('have the statuses that any of them has, and a row for each of these', () => {
		const one = { ...noStatuses(), delayed: 2, total: 2 };
		const other = { ...noStatuses(), completed: 1, total: 1 };
		expect(statusesIn([one, null, other])).toEqual(['completed', 'delayed']);
		expect(statusesIn([null])).toEqual([]);
	});

	it('have money summed within a currency and a stage, exactly, and never across', () => {
		const line = (currency: string, stage: 'announced' | 'spent', amountMinor: bigint) =>
			({ currency, stage, amountMinor }) as const;
		const money = moneyOf([
			line('GBP', 'spent', 1n),
			line('CAD', 'spent', 9_007_199_254_740_993n),
			line('CAD', 'announced', 5n),
			line('CAD', 'spent', 2n)
		]);
		expect(money).toEqual([
			line('CAD', 'announced', 5n),
			line('CAD', 'spent', 9_007_199_254_740_995n),
			line('GBP', 'spent', 1n)
		]);
		expect(hasSeveralCurrencies([{ money }])).toBe(true);
		expect(hasSeveralCurrencies([{ money: money.slice(0, 2) }, { money: [] }])).toBe(false);
	});

	it('have their commitments under the same kinds, also where one of them has none', () => {
		const law = { kind: 'legislation', reference: 'A' } as const;
		expect(byKind([{ briefs: [law] }, { briefs: [] }])).toEqual([
			{ kind: 'legislation', columns: [[law], []] }
		]);
	});
});
