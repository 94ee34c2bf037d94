import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, shortened } from './lines.ts';
import { chartSize, isEmpty, withoutEmptySeries, type ChartShape } from './shape.ts';

const both = (text: string) => ({ en: text, fr: text });
const shape = (...values: (number | null)[][]): ChartShape => ({
	kind: 'stacked',
	layout: 'rows',
	labels: (values[0] ?? []).map((_, at) => both(String(at))),
	axis: both('what'),
	series: values.map((one, at) => ({
		key: String(at),
		label: both(String(at)),
		tone: 'series-1',
		values: one
	})),
	unit: 'count',
	summary: both('')
});

describe('a chart', () => {
	it('draws no series that is nothing everywhere', () => {
		const drawn = withoutEmptySeries(shape([0, 1], [0, 0], [null, null]));
		expect(drawn.series.map(({ key }) => key)).toEqual(['0']);
	});

	it('knows when there is nothing to draw', () => {
		expect(isEmpty(shape([0, null]))).toBe(true);
		expect(isEmpty(shape([0, 2]))).toBe(false);
	});

	it('grows with its bars', () => {
		const sizes = [1, 5, 11, 30].map((bars) => chartSize(shape(new Array<number>(bars).fill(1))));
		expect(sizes).toEqual(['s', 'm', 'l', 'xl']);
	});
});

describe('a long label', () => {
	it('is cut where there is no room for all its lines, and says so', () => {
		expect(shortened(['a', 'b'], 2)).toEqual(['a', 'b']);
		expect(shortened(['a', 'b', 'c'], 2)).toEqual(['a', 'b…']);
		expect(shortened(['a', 'b'], 0)).toEqual(['a…']);
	});

	it('is broken between words and loses none', () => {
		const words = fc.array(fc.stringMatching(/^[^ ]{1,12}$/), { minLength: 1 });
		fc.assert(
			fc.property(words, fc.integer({ min: 1, max: 40 }), (list, most) => {
				const lines = breakLines(list.join(' '), most);
				expect(lines.join(' ')).toBe(list.join(' '));
				for (const line of lines) expect(line.length <= most || !line.includes(' ')).toBe(true);
			})
		);
	});
});
