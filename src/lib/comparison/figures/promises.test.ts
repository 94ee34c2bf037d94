import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../vocabulary.ts';
import { promisesChart, promisesFigure } from './promises.ts';

const both = (text: string) => ({ en: text, fr: text });
const counts = {
	promised: 9,
	done: 2,
	kept_up: 1,
	under_way: 3,
	no_evidence: 2,
	ended: 1,
	overdue: 4
};
const one = {
	...counts,
	promised: 1,
	done: 1,
	kept_up: 0,
	under_way: 0,
	no_evidence: 0,
	ended: 0,
	overdue: 0
};
const compared = {
	forums: [{ key: 'g7', name: both('G7'), counts }],
	elsewhere: one,
	documents: [
		{ source: 'https://www.gov.uk/a', year: '2024', meetings: [], ...one },
		{ source: 'https://gov.uk/b', year: '2024', meetings: [], ...one },
		{ source: null, year: null, meetings: [{ year: 2024, place: 'London', dates: null }], ...one }
	],
	together: [
		{
			reference: 'FCM-0001',
			title: { en: 'Share data', fr: null },
			year: '2019',
			parties: 6,
			done: 1,
			kept_up: 0,
			under_way: 0,
			no_evidence: 5,
			ended: 0
		}
	]
};
const given = { forum: both('Five Country'), asOf: '2026-11-26' };

describe('promised against done', () => {
	it('draws each outcome as the table counts it, and leaves what is overdue out of the bars', () => {
		const figure = promisesFigure('forums', compared, given);
		expect(figure?.rows.map(({ promised, overdue }) => [promised, overdue])).toEqual([
			[9, 4],
			[1, 0]
		]);
		for (const [at, outcome] of OUTCOMES.entries()) {
			expect(figure?.chart.series[at]?.key).toBe(outcome);
			expect(figure?.chart.series[at]?.values).toEqual(figure?.rows.map((row) => row[outcome]));
		}
		expect(figure?.chart.summary.en).toContain('10');
	});

	it('names documents by year and place, and two of the same by number', () => {
		const { labels } = promisesChart('documents', compared) ?? { labels: [] };
		expect(labels.map(({ en }) => en)).toEqual([
			'2024, gov.uk',
			'2024, gov.uk (2)',
			'Not known, No document named'
		]);
	});

	it('counts parties, not promises, where several promised together', () => {
		const figure = promisesFigure('together', compared, given);
		expect(figure?.title.en).toBe('Promised together: Five Country');
		expect(figure?.columns.map(({ key }) => key)).toEqual(['name', 'year', 'parties', ...OUTCOMES]);
		expect(figure?.rows[0]?.name).toEqual({
			en: 'FCM-0001: Share data',
			fr: 'FCM-0001\u00a0: Share data'
		});
	});

	it('is no figure where nothing is listed', () => {
		expect(promisesFigure('together', { ...compared, together: null }, given)).toBeNull();
	});
});
