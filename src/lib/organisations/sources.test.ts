import { describe, expect, it } from 'vitest';
import { nameSources } from './sources.ts';

describe('nameSources', () => {
	it('names an address by its host and keeps words as they are', () => {
		expect(
			nameSources(['https://www.justice.gov/opa/pr/launch', 'UN Treaty Collection, snapshot 2015'])
		).toEqual([
			{ label: 'justice.gov', url: 'https://www.justice.gov/opa/pr/launch' },
			{ label: 'UN Treaty Collection, snapshot 2015', url: null }
		]);
	});

	it('makes no link of anything but http addresses', () => {
		expect(nameSources(['javascript:alert(1)', 'https://'])).toEqual([
			{ label: 'javascript:alert(1)', url: null },
			{ label: 'https://', url: null }
		]);
	});

	it('leaves out blanks and repetitions', () => {
		expect(nameSources([null, ' ', 'https://a.example/x', 'https://a.example/x'])).toHaveLength(1);
	});
});
