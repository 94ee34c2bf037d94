import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { text } from './fields.ts';
import { parseForm, typed } from './parse.ts';

const form = (fields: Record<string, string | string[]>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields))
		for (const one of [value].flat()) data.append(name, one);
	return data;
};

describe('parseForm', () => {
	const schema = z.object({ title: text(10), note: text(10).optional() });

	it('gives what the schema makes of it', () => {
		expect(parseForm(schema, form({ title: '  Réseau ', note: ' ' }))).toMatchObject({
			ok: true,
			data: { title: 'Réseau' }
		});
	});

	it('keeps what was typed beside what is wrong with it', () => {
		const parsed = parseForm(schema, form({ title: '', note: 'much too long' }));
		expect(parsed).toEqual({
			ok: false,
			values: { title: '', note: 'much too long' },
			errors: { title: { code: 'required' }, note: { code: 'too_long', limit: 10 } }
		});
		expect(typed(parsed.ok ? null : parsed, 'note')).toBe('much too long');
	});

	it('names mistakes in the order of the page, a choice not made after what comes before it', () => {
		const asked = z.object({
			title: text(10),
			kind: z.enum(['a', 'b']),
			due: text(2),
			note: text(1)
		});
		const parsed = parseForm(asked, form({ title: '', note: 'long', due: 'long' }));
		expect(parsed.ok || Object.keys(parsed.errors)).toEqual(['title', 'kind', 'note', 'due']);
	});

	it('drops what no keyboard has, and reads every line end as one', () => {
		expect(parseForm(schema, form({ title: 'a\u0000b\u001bc', note: 'x\r\ny\tz' }))).toMatchObject({
			data: { title: 'abc', note: 'x\ny\tz' }
		});
	});

	it('makes lists and objects of names with dots, and no prototype', () => {
		const nested = z.object({ rows: z.array(z.object({ title: z.string() })) }).loose();
		expect(
			parseForm(nested, form({ 'rows.0.title': 'a', 'rows.1.title': 'b', '__proto__.x': 'c' }))
		).toMatchObject({ data: { rows: [{ title: 'a' }, { title: 'b' }] } });
		expect(({} as { x?: string }).x).toBeUndefined();
	});

	it('[TRUST 12] makes no list longer than a form is, whatever a name says', () => {
		const nested = z.object({ rows: z.array(z.string()).optional() });
		const names = ['rows.length', 'rows.99999', 'rows.4294967294.a', 'rows.-1', 'rows.x'];
		for (const name of names) {
			const parsed = parseForm(nested, form({ 'rows.0': 'a', [name]: '4294967295' }));
			expect(parsed, name).toMatchObject({ ok: true, data: { rows: ['a'] } });
		}
		expect(parseForm(nested, form({ 'rows.4294967294': 'a' })).ok).toBe(false);
	});
});
