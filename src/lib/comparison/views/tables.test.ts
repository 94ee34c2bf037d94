import { describe, expect, it } from 'vitest';
import { wordsCell, type GridShape } from '#lib/charts/grid.ts';
import type { FigureRows, ViewFigure } from '../figure.ts';
import { namedRows, numberAt, tablesOf } from './tables.ts';

const both = (text: string) => ({ en: text, fr: `${text} (fr)` });
const view = (parts: ViewFigure['parts']): ViewFigure => ({
	title: both('View'),
	asOf: '2026-11-26',
	source: both('Source'),
	note: null,
	summary: both('Says'),
	period: both('2026'),
	parts
});

const TABLE: FigureRows = {
	columns: [
		{ key: 'name', label: both('Forum') },
		{ key: 'done', label: both('Done'), numeric: true, of: 'all' }
	],
	rows: [
		{ name: both('One'), done: 1, all: 4 },
		{ name: both('Together') },
		{ name: both('One'), done: 2, all: null },
		{ key: 'two', name: both('Two'), done: null }
	]
};
const alike = (parts: ViewFigure['parts']) => ({ en: view(parts), fr: view(parts) });
const charted = alike([{ title: null, chart: null, table: TABLE }]);

describe('the rows of a table', () => {
	it('are named by their key or their words, those under a heading by both', () => {
		expect(namedRows(TABLE).map(({ name }) => name)).toEqual([
			'One',
			'Together / One',
			'Together / two'
		]);
	});

	it('give their numbers by name, with the whole where there is one', () => {
		const at = (row: string, column = 'done') => numberAt(charted, { part: 0, row, column });
		expect(at('One')).toMatchObject({ value: 1, whole: 4, columnLabel: both('Done') });
		expect(at('Together / One')).toMatchObject({ value: 2, whole: null });
		expect([at('Together / two'), at('Together'), at('One', 'name')]).toEqual([null, null, null]);
	});
});

describe('a table that is its own picture', () => {
	const grid = (locale: 'en' | 'fr', names: readonly string[]): GridShape => ({
		corner: `Company ${locale}`,
		groups: [],
		columns: [{ key: '1', label: '1', said: `First ${locale}`, wide: false }],
		rows: [
			{ heading: `Assessed ${locale}` },
			...names.map((name) => ({
				key: name,
				label: `${name} ${locale}`,
				hint: null,
				cells:
					name === 'c'
						? `Nothing ${locale}`
						: [{ ...wordsCell('3'), said: name === 'a' ? `3 In place ${locale}` : null }]
			}))
		],
		legend: []
	});

	it('has rows of words in both languages, whatever order each is in', () => {
		const [table] = tablesOf({
			en: view([{ title: null, grid: grid('en', ['a', 'b', 'c']) }]),
			fr: view([{ title: null, grid: grid('fr', ['c', 'b', 'a']) }])
		});
		const [heading, ...rows] = table?.rows ?? [];
		expect(heading).toEqual({ name: { en: 'Assessed en', fr: 'Assessed fr' } });
		expect(rows).toEqual([
			{
				key: 'a',
				name: { en: 'a en', fr: 'a fr' },
				of_1: { en: '3 In place en', fr: '3 In place fr' }
			},
			{ key: 'b', name: { en: 'b en', fr: 'b fr' }, of_1: { en: '3', fr: '3' } },
			{ key: 'c', name: { en: 'c en', fr: 'c fr' }, of_1: { en: 'Nothing en', fr: 'Nothing fr' } }
		]);
		expect(table?.columns.map(({ label }) => label.fr)).toEqual(['Company fr', 'First fr']);
	});
});
