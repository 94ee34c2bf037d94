import { describe, expect, it } from 'vitest';
import { timingChart } from '../figures/timing.ts';
import { DUE_STATES } from '../vocabulary.ts';
import { datedIn, nameTimings, type TimingCount } from './timing.ts';

const both = (word: string) => ({ en: word, fr: word });
const NAMES = [
	{ key: 'AU', name: both('Australia') },
	{ key: 'CA', name: both('Canada') }
];

const counted = (group: string | null): TimingCount => ({
	group,
	on_time: 3,
	late: 1,
	overdue: 2,
	ahead: 4,
	undated_report: 1,
	no_date: 5,
	not_awaited: 6,
	total: 22,
	later: 2,
	earlier: 1,
	medianDays: 31
});

describe('how commitments stand against their dates', () => {
	it('is put beside the names in their order; what has none is left out', () => {
		expect(nameTimings(NAMES, [counted('CA')]).map(({ key }) => key)).toEqual(['CA']);
	});

	it('keeps what nothing is on record of, without figures, where it is asked to', () => {
		const groups = nameTimings(NAMES, [counted('CA')], { keepUnrecorded: true });
		expect(groups.map(({ key, counts }) => [key, counts && counts.total])).toEqual([
			['AU', null],
			['CA', 22]
		]);
	});

	it('has those that belong to none last, where they have a name', () => {
		const rows = [counted(null), counted('AU')];
		const groups = nameTimings(NAMES, rows, { ungrouped: both('None') });
		expect(groups.map(({ key }) => key)).toEqual(['AU', '']);
		expect(nameTimings(NAMES, rows).map(({ key }) => key)).toEqual(['AU']);
	});

	it('counts as dated what can be on time or late', () => {
		expect(datedIn(counted('CA'))).toBe(10);
	});

	it('is drawn without those that nothing is on record of', () => {
		const { group: _, ...total } = counted(null);
		const groups = nameTimings(NAMES, [counted('CA')], { keepUnrecorded: true });
		const chart = timingChart(groups, total, both('Country'));
		expect(chart.labels).toEqual([both('Canada')]);
		expect(chart.series.map(({ key, values }) => [key, values])).toEqual(
			DUE_STATES.map((state) => [state, [total[state]]])
		);
		expect(chart.summary.en).toContain('3 were done on time, 1 late, and 2 are overdue');
		expect(chart.summary.fr).toContain('Échéances déplacées');
	});
});
