import { describe, expect, it } from 'vitest';
import { answerDraft } from '#lib/assessments/schema.ts';
import { commitmentContent } from '#lib/commitments/schema.ts';
import { bodySchemaOf } from './body-schema.ts';
import { readBody } from './read-body.ts';
import { versionOfTag } from './writing.ts';

const commitment = bodySchemaOf(commitmentContent);
const answer = bodySchemaOf(answerDraft, {
	rating: { enum: ['na', 0, 1, 2, 3, 4] },
	value: { type: 'number', multipleOf: 0.01 }
});
const codes = (body: unknown, schema = commitment) =>
	readBody(schema, body).faults.map(({ path, code }) => `${path.join('/')} ${code}`);

describe('a JSON body', () => {
	it('is what a form would send: boxes ticked, figures typed, nothing for what is empty', () => {
		const body = {
			kind: 'policy',
			unfunded: true,
			titleEn: ' A\r\nB\u0000 ',
			titleFr: null,
			dueOn: ''
		};
		expect(readBody(commitment, body)).toEqual({
			values: { kind: 'policy', unfunded: 'on', titleEn: 'A\nB' },
			faults: []
		});
		expect(readBody(commitment, { unfunded: false }).values).toEqual({});
		const figures = { rating: 3, metrics: [{ value: -1250.5 }, { value: 0.25 }] };
		expect(readBody(answer, figures).values).toEqual({
			rating: '3',
			metrics: [{ value: '-1250.5' }, { value: '0.25' }]
		});
	});

	it('has no number that could be read in two ways', () => {
		for (const value of [1.234, 1e21, 1e-7])
			expect(codes({ metrics: [{ value }] }, answer)).toEqual(['metrics/0/value figure']);
		expect(codes({ rating: 2.5 }, answer)).toEqual(['rating figure']);
	});

	it('names nothing that the form does not, however deep', () => {
		expect(codes(JSON.parse('{"__proto__": {"a": 1}, "state": "published"}'))).toEqual([
			'__proto__ unknown_field',
			'state unknown_field'
		]);
		expect(codes({ metrics: [{ value: 1, version: 2 }] }, answer)).toEqual([
			'metrics/0/version unknown_field'
		]);
	});

	it('has values of the kind that is asked for', () => {
		expect(codes({ titleEn: 5, unfunded: 'on', requirements: 'one', kind: ['policy'] })).toEqual([
			'titleEn invalid',
			'unfunded invalid',
			'requirements invalid',
			'kind invalid'
		]);
		expect(codes({ kind: null })).toEqual(['kind required']);
	});
});

describe('a tag', () => {
	it('is one that this service gave, or none', () => {
		expect(versionOfTag('"12"')).toBe(12);
		for (const tag of ['12', 'W/"12"', '"12", "13"', '"1e3"', '""', '"9999999999"'])
			expect(versionOfTag(tag), tag).toBeNull();
	});
});
