import { describe, expect, it } from 'vitest';
import { gatherSeries, periodsOf, type SeriesRow } from './series.ts';

const row = (key: string, period: string, value: number, source: string): SeriesRow => ({
	key,
	metric: 'cybertipline_reports',
	unit: 'reports',
	subject: 'Pinterest',
	caveatEn: null,
	caveatFr: null,
	period,
	value,
	sources: [source],
	certainty: 'confirmed'
});

describe('gatherSeries', () => {
	it('keeps two publishers of the same thing as two series', () => {
		const series = gatherSeries([
			row('ncmec', '2023', 52_356, 'https://ncmec.example/2023'),
			row('ncmec', '2024', 65_810, 'https://ncmec.example/2024'),
			row('own', '2024', 25_223, 'https://pinterest.example')
		]);
		expect(series.map(({ key, values }) => [key, values.map(({ value }) => value)])).toEqual([
			['ncmec', [52_356, 65_810]],
			['own', [25_223]]
		]);
		expect(series[0]?.sources).toEqual([
			'https://ncmec.example/2023',
			'https://ncmec.example/2024'
		]);
	});
});

describe('periodsOf', () => {
	it('gives each period once, oldest first', () => {
		const series = gatherSeries([row('a', '2024', 1, 'x'), row('b', '2019', 2, 'y')]);
		expect(periodsOf(series)).toEqual(['2019', '2024']);
		expect(periodsOf([])).toEqual([]);
	});
});
