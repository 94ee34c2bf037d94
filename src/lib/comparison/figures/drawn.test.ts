import { describe, expect, it } from 'vitest';
import { noStatuses } from '../shapes/statuses.ts';
import { MOST_BARS } from './drawn.ts';
import { groupsFigure, statusChart } from './statuses.ts';
import { timingChart } from './timing.ts';

const both = (text: string) => ({ en: text, fr: text });
const NO_DATES = {
	...{ on_time: 0, late: 0, overdue: 0, ahead: 0, undated_report: 0, no_date: 0, not_awaited: 0 },
	...{ later: 0, earlier: 0, medianDays: null }
};
/** The first has one commitment, the second two, and so on. */
const groups = (count: number) =>
	Array.from({ length: count }, (_, place) => ({
		key: `k${place}`,
		name: both(`Group ${place}`),
		counts: {
			...noStatuses(),
			...NO_DATES,
			completed: place + 1,
			on_time: place + 1,
			total: place + 1
		}
	}));
const CUT = `Drawn are the ${MOST_BARS} with the most commitments, of ${MOST_BARS + 2}`;

describe('more groups than can be drawn', () => {
	const many = groups(MOST_BARS + 2);
	const drawn = many.slice(2).map(({ name }) => name);

	it('are cut to those with the most, in their order, and the summary of them all says so', () => {
		for (const chart of [
			statusChart(many, both('Country')),
			timingChart(many, many.at(-1)?.counts ?? null, both('Country'))
		]) {
			expect(chart.labels).toEqual(drawn);
			expect(chart.series.every(({ values }) => values.length === MOST_BARS)).toBe(true);
			expect(chart.summary.en).toContain(CUT);
			expect(chart.summary.fr).toContain(`sur ${MOST_BARS + 2}`);
		}
		expect(statusChart(many, both('Country')).summary.en).toContain('Of 528 published commitments');
	});

	it('stand in the table all the same', () => {
		const given = { title: both('Title'), axis: both('Country'), note: both('Note') };
		const figure = groupsFigure({ ...given, groups: many, asOf: '2026-11-26' });
		expect(figure.rows).toHaveLength(MOST_BARS + 2);
	});

	it('are not more than these', () => {
		const chart = statusChart(groups(MOST_BARS), both('Country'));
		expect(chart.labels).toHaveLength(MOST_BARS);
		expect(chart.summary.en).not.toContain('Drawn are');
	});
});
