import { describe, expect, it } from 'vitest';
import { nameSources } from './sources.ts';

describe('nameSources', () => {
	it('names an address by its host and keeps words as they are', () => {
		expect(
			nameSources(['https://www.justice.gov/opa/pr/launch', 'UN Treaty Collection, snapshot 2015'])
		).toEqual([
			{ label: 'justice.gov', url: 'https://www.justice.gov/opa/pr/launch', remark: null },
			{ label: 'UN Treaty Collection, snapshot 2015', url: null, remark: null }
		]);
	});

	it('makes no link of anything but http addresses', () => {
		expect(nameSources(['javascript:alert(1)', 'https://'])).toEqual([
			{ label: 'javascript:alert(1)', url: null, remark: null },
			{ label: 'https://', url: null, remark: null }
		]);
	});

	it('keeps what is said about an address apart from it', () => {
		expect(nameSources(['https://a.example/2022.pdf (and later editions)'])).toEqual([
			{ label: 'a.example', url: 'https://a.example/2022.pdf', remark: '(and later editions)' }
		]);
	});

	it('leaves out blanks and repetitions', () => {
		expect(nameSources([null, ' ', 'https://a.example/x', 'https://a.example/x'])).toHaveLength(1);
	});
});
