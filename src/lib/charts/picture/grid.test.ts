import { describe, expect, it } from 'vitest';
import { wordsCell, type GridCell, type GridShape } from '../grid.ts';
import { drawPicture } from './picture.ts';

type Sign = GridCell & { said: string };
const sign = (text: string, more: Partial<Sign> = {}): Sign => ({
	lines: [text],
	tone: 'rating-3',
	said: `${text} In place`,
	...more
});

const grid: GridShape = {
	corner: 'Company',
	groups: [{ label: 'Theme', span: 2 }],
	columns: [
		{ key: '1', label: '1', said: 'Keep & report', wide: false },
		{ key: '2', label: '2', said: 'Search', wide: false },
		{ key: 'more', label: 'In place', said: null, wide: true }
	],
	rows: [
		{ heading: 'With answers' },
		{
			key: 'a',
			label: 'One <Ltd>',
			hint: 'Endorsed',
			cells: [sign('3'), sign('+1', { tone: 'step', edge: 'above' }), wordsCell('1 of 2', 'rated')]
		},
		{ key: 'b', label: 'Other', hint: null, cells: 'No answers & no endorsement' }
	],
	legend: [sign('3'), sign('n/a', { tone: 'na', said: 'Not applicable' })]
};

const picture = (shape: GridShape) =>
	drawPicture([{ title: null, says: null, grid: shape }], {
		title: 'Title',
		summary: 'It shows something.',
		footer: ['Source: somebody.'],
		locale: 'en'
	});
const titlesIn = (svg: string) =>
	[...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, one]) => one);

describe('the picture of a table', () => {
	it('names each of its cells once, in words', () => {
		expect(titlesIn(picture(grid))).toEqual([
			'One &lt;Ltd&gt; – 1: 3 In place',
			'One &lt;Ltd&gt; – 2: +1 In place',
			'One &lt;Ltd&gt; – In place: 1 of 2; rated'
		]);
	});

	it('says why a row has none, what the signs mean, and what short heads stand for', () => {
		const svg = picture(grid);
		for (const words of [
			'No answers &amp; no endorsement',
			'Not applicable',
			'1. Keep &amp; report (Theme)',
			'With answers',
			'Source: somebody.'
		])
			expect(svg).toContain(words);
		expect(svg).toMatch(/<pattern id="na"/);
		expect(svg).not.toMatch(/NaN|undefined|style=|<script/);
	});

	it('holds all it draws: the last words stand above its lower edge', () => {
		const svg = picture({ ...grid, rows: Array.from({ length: 100 }, () => grid.rows).flat() });
		const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
		const places = [...svg.matchAll(/<text [^>]*y="([\d.]+)"/g)].map(([, y]) => Number(y));
		expect(Math.max(...places)).toBeLessThan(height);
		expect(titlesIn(svg)).toHaveLength(300);
	});
});
