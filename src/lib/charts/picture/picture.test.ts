import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartShape } from '../shape.ts';
import { CHART_TONES, type ChartTone } from '../tones.ts';
import { LIGHT } from './colours.ts';
import { drawPicture } from './picture.ts';
import { scaleTo } from './scale.ts';

const both = (text: string) => ({ en: text, fr: text });
const tones = Object.keys(CHART_TONES) as ChartTone[];

function shapeOf(values: (number | null)[][], more: Partial<ChartShape> = {}): ChartShape {
	return {
		kind: 'stacked',
		layout: 'rows',
		labels: (values[0] ?? []).map((_, at) => both(`label ${at}`)),
		axis: both('what'),
		series: values.map((one, at) => ({
			key: String(at),
			label: both(`series ${at}`),
			tone: tones[at % tones.length] ?? 'na',
			values: one
		})),
		unit: 'count',
		summary: both('It shows something.'),
		...more
	};
}

const words = { title: 'Title', footer: ['Source: a & b.'], locale: 'en' as const };
const chartPicture = (shape: ChartShape, said: typeof words) =>
	drawPicture([{ title: null, says: null, chart: shape }], { ...said, summary: shape.summary.en });
const titlesIn = (svg: string) =>
	[...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, one]) => one);
const numbersIn = (svg: string, tag: RegExp, name: string) =>
	[...svg.matchAll(tag)].map(([text]) =>
		Number(text.split(` ${name}="`)[1]?.split('"')[0] ?? Number.NaN)
	);

describe('the picture of a chart', () => {
	const charts = fc.record({
		values: fc
			.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }))
			.chain(([series, labels]) =>
				fc.array(
					fc.array(fc.option(fc.integer({ min: 0, max: 900 })), {
						minLength: labels,
						maxLength: labels
					}),
					{ minLength: series, maxLength: series }
				)
			),
		kind: fc.constantFrom('bar' as const, 'stacked' as const, 'line' as const),
		layout: fc.constantFrom('rows' as const, 'columns' as const)
	});

	it('names every value that it draws, and no other', () => {
		fc.assert(
			fc.property(charts, ({ values, kind, layout }) => {
				const shape = shapeOf(values, { kind, layout });
				const there = values.filter((one) => one.some((value) => !!value));
				const expected = there.flatMap((one) =>
					one.flatMap((value, at) =>
						value === null || (value === 0 && kind !== 'line')
							? []
							: `label ${at} – series ${values.indexOf(one)}: ${value}`
					)
				);
				expect(titlesIn(chartPicture(shape, words)).toSorted()).toEqual(expected.toSorted());
			})
		);
	});

	it('draws bars as long as their values, and keeps them within the picture', () => {
		const svg = chartPicture(shapeOf([[10, 20, 40]]), words);
		const widths = numbersIn(svg, /<rect [^>]*stroke="#6b8a98"[^>]*>/g, 'width');
		expect(widths).toHaveLength(3);
		expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(2, 1);
		expect((widths[2] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(4, 1);
		expect(Math.max(...widths)).toBeLessThan(960);
	});

	it('breaks a line where a value is missing', () => {
		const svg = chartPicture(
			shapeOf([[1, 2, null, 4]], { kind: 'line', layout: 'columns' }),
			words
		);
		const path = / d="([^"]*)"/.exec(svg)?.[1] ?? '';
		expect(path.replace(/[\d. ]+/g, '')).toBe('MLM');
	});

	it('shows both of two lines that coincide: whole and dashed, a large point and a small one', () => {
		const svg = chartPicture(
			shapeOf(
				[
					[3, 5],
					[3, 5]
				],
				{ kind: 'line', layout: 'columns' }
			),
			words
		);
		const paths = [...svg.matchAll(/<path [^>]*>/g)].map(([path]) => path);
		expect(paths).toHaveLength(2);
		expect(paths[0]).not.toContain('dasharray');
		expect(paths[1]).toContain('stroke-dasharray="9 5"');
		const [first, other] = [...svg.matchAll(/<g><title>label 0[^]*?<\/g>/g)].map(([mark]) => mark);
		expect(first).toMatch(/<circle [^>]*r="6.5"/);
		expect(other).toMatch(/<polygon /);
		const heights = [first, other].map((mark) => /<text [^>]*y="([\d.]+)"/.exec(mark ?? '')?.[1]);
		expect(Number(heights[1]) - Number(heights[0])).toBeGreaterThan(16);
	});

	it('carries title, sentence and source, escaped', () => {
		const svg = chartPicture(shapeOf([[1]]), { ...words, title: 'A <b> & "c"\u0000' });
		expect(svg).toContain('A &lt;b&gt; &amp; &quot;c&quot; ');
		expect(svg).toContain('Source: a &amp; b.');
		expect(svg).toContain('It shows something.');
		expect(svg).not.toMatch(/<b>|<script|style=/);
		expect(svg).not.toContain('\u0000');
	});

	it('says so in words where there is nothing to draw', () => {
		const svg = chartPicture(shapeOf([[0, null]]), words);
		expect(titlesIn(svg)).toEqual([]);
		expect(svg).toContain('It shows something.');
	});
});

describe('the scale', () => {
	it('begins at 0, goes in equal steps and holds the greatest value', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (most, whole) => {
				const ticks = scaleTo(most, whole);
				const step = ticks[1] ?? 0;
				expect(ticks[0]).toBe(0);
				expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
				expect(ticks.length).toBeLessThanOrEqual(8);
				for (const [at, tick] of ticks.entries()) expect(tick).toBeCloseTo(at * step, 6);
				if (whole) expect(Number.isInteger(step)).toBe(true);
			})
		);
	});
});

describe('the colours', () => {
	it('are those of the page in the light', () => {
		const css = readFileSync('src/lib/ui/styles/tokens.css', 'utf8');
		const light = /:root\s*\{([^}]*)\}/.exec(css)?.[1] ?? '';
		const declared = new Map(
			[...light.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
				name,
				value
			])
		);
		const resolve = (value = ''): string => {
			const other = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
			return other ? resolve(declared.get(other)) : value;
		};
		for (const [name, colour] of Object.entries(LIGHT))
			expect(resolve(declared.get(name)), name).toBe(colour);
	});
});
