import { describe, expect, it } from 'vitest';
import { newestFirst, timelineOf } from './timeline.ts';

const name = (en: string) => ({ en, fr: en });

describe('the timeline of a country', () => {
	it('puts a day before its month and a month before its year, newest first', () => {
		const dates = ['2019', '2019-08-06', '2021', '2019-08', '2019-12'];
		expect(
			dates
				.map((on) => ({ on }))
				.sort(newestFirst)
				.map(({ on }) => on)
		).toEqual(['2021', '2019-12', '2019-08-06', '2019-08', '2019']);
	});

	it('holds what has a date and nothing else', () => {
		const entries = timelineOf({
			actions: [
				{ instrumentName: name('Convention'), action: 'ratified', takenOn: '1991-12-13' },
				{ instrumentName: name('Protocol'), action: 'bound', takenOn: null }
			],
			memberships: [
				{ forum: 'vgt', forumName: name('Taskforce'), since: '2003', until: '2024' },
				{ forum: 'g7', forumName: name('Seven'), since: null, until: null }
			],
			announced: [{ reference: 'CA-0001', title: name('A strategy'), on: '2004-04' }],
			done: [{ reference: 'CA-0001', title: name('A step'), on: '2005' }]
		});
		expect(entries.map(({ on, about }) => `${on} ${about.en}`)).toEqual([
			'2024 Taskforce',
			'2005 A step',
			'2004-04 A strategy',
			'2003 Taskforce',
			'1991-12-13 Convention'
		]);
		expect(entries[1]?.href).toMatch(/\/commitments\/CA-0001$/);
	});
});
