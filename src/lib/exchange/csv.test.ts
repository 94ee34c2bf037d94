import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatten, neutralise, toCsv } from './csv.ts';

/** Reads CSV as RFC 4180 has it. */
function parse(csv: string): string[][] {
	const rows: string[][] = [];
	for (const [, cell = '', end] of csv.matchAll(/((?:"(?:[^"]|"")*"|[^",\r\n]*))(,|\r\n)/g)) {
		const row = rows.at(-1) ?? rows[rows.push([]) - 1];
		row?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
		if (end === '\r\n') rows.push([]);
	}
	return rows.slice(0, -1);
}

describe('a cell of a file', () => {
	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1'])(
		'has an apostrophe before what would be run: %j',
		(text) => expect(neutralise(text)).toBe(`'${text}`)
	);

	it('leaves numbers and plain text as they are', () => {
		expect([neutralise(-3), neutralise('a=b'), neutralise('2019-08'), neutralise(null)]).toEqual([
			-3,
			'a=b',
			'2019-08',
			''
		]);
	});
});

describe('a file', () => {
	it('has its columns also where there are no records', () => {
		expect(toCsv([], ['a', 'b'])).toBe('a,b\r\n');
	});

	it('flattens what is nested', () => {
		expect(flatten({ name: { en: 'x', fr: null }, sectors: ['a', 'b'], theme: null })).toEqual({
			name_en: 'x',
			name_fr: null,
			sectors: 'a; b',
			theme: null
		});
	});

	it('gives back every text as it was, or behind an apostrophe, and starts no formula', () => {
		const text = fc.string({ unit: 'binary' });
		fc.assert(
			fc.property(fc.array(text, { minLength: 1 }), (texts) => {
				const [, ...rows] = parse(
					toCsv(
						texts.map((a) => ({ a, b: 'end' })),
						['a', 'b']
					)
				);
				expect(rows.map(([cell]) => cell)).toEqual(texts.map((one) => String(neutralise(one))));
				for (const [cell = ''] of rows) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
			})
		);
	});
});
