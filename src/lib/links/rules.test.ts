import { describe, expect, it } from 'vitest';
import {
	askable,
	breachOf,
	isMedia,
	mayBeSeen,
	namesMedia,
	noted,
	oneOfEachHost,
	shownOf,
	standingOf,
	verdictOf,
	type Answered,
	type LinkCheck
} from './rules.ts';

const HOUR = 60 * 60 * 1000;
const NOW = new Date('2026-11-26T15:00:00Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

const NEVER: LinkCheck = {
	outcome: null,
	status: null,
	attempts: 0,
	failingSince: null,
	triedAt: null,
	checkedAt: null,
	seenAt: null
};
const page: Answered = { status: 200, type: 'text/html; charset=utf-8' };
const silent: Answered = { reason: 'slow' };
const answered = (before: LinkCheck, said: Answered, hours = 0, offline = false) =>
	noted(before, verdictOf(said), { now: at(hours), chance: 0.5, offline });

describe('what an answer means', () => {
	it.each<[Answered, string]>([
		[page, 'works'],
		[{ status: 204, type: null }, 'works'],
		[{ status: 304, type: null }, 'works'],
		[{ status: 404, type: 'text/html' }, 'gone'],
		[{ status: 410, type: null }, 'gone'],
		[{ status: 403, type: 'text/html' }, 'unreachable'],
		[{ status: 429, type: null }, 'unreachable'],
		[{ status: 503, type: null }, 'unreachable'],
		[{ reason: 'name' }, 'unreachable'],
		[{ reason: 'unreachable' }, 'unreachable'],
		[{ reason: 'slow' }, 'unreachable'],
		[{ reason: 'large' }, 'unreachable'],
		[{ reason: 'address' }, 'refused'],
		[{ reason: 'redirected' }, 'refused'],
		[{ status: 200, type: 'image/jpeg' }, 'refused'],
		[{ status: 200, type: 'Video/MP4; codecs=avc1' }, 'refused'],
		[{ status: 200, type: 'application/zip' }, 'refused']
	])('%j is %s', (said, outcome) => {
		expect(verdictOf(said).outcome).toBe(outcome);
	});

	it('tells pictures, films and archives from what may be evidence', () => {
		for (const type of ['image/svg+xml', 'video/webm', 'application/x-7z-compressed'])
			expect(isMedia(type), type).toBe(true);
		for (const type of ['application/pdf', 'text/csv', 'application/json', 'audio/mpeg', '', null])
			expect(isMedia(type), String(type)).toBe(false);
	});
});

describe('the name of a file in an address', () => {
	it.each([
		'https://a.example/photo.jpg',
		'https://a.example/PHOTO.JPEG?size=2#top',
		'https://a.example/x/film.mp4/',
		'https://a.example/film%2Emov',
		'https://a.example/film.webm%20',
		'https://a.example/all.tar.gz',
		'https://a.example/all.zip.'
	])('%s is a picture’s, a film’s or an archive’s', (address) => {
		expect(namesMedia(address)).toBe(true);
	});

	it.each([
		'https://a.example/report.pdf',
		'https://a.example/report.html?picture=a.jpg',
		'https://jpg.example/',
		'https://a.example/jpg',
		'https://a.example/photo.jpg.html',
		'https://a.example/%',
		'nothing'
	])('%s is not', (address) => {
		expect(namesMedia(address)).toBe(false);
	});
});

describe('what is known after asking', () => {
	it('is that it works, and it is asked for again in the next night', () => {
		const now = answered(NEVER, page);
		expect(standingOf(now, NOW)).toBe('works');
		expect(now.nextAt).toEqual(new Date('2026-11-27T02:30:00Z'));
		expect(shownOf(now, NOW)).toEqual({ checkedAt: NOW, broken: null });
	});

	it('is at once that there is nothing, or that we do not go there', () => {
		for (const said of [{ status: 404, type: null }, { reason: 'address' }] as const)
			expect(standingOf(answered(answered(NEVER, page), said, 24), at(24))).toBe('broken');
	});

	it('is that it does not answer only after three times and a day', () => {
		let now = answered(answered(NEVER, page), silent, 24);
		expect(standingOf(now, at(24))).toBe('works');
		expect(shownOf(now, at(24)).checkedAt).toEqual(NOW);
		now = answered(now, silent, 25);
		now = answered(now, silent, 47);
		expect(standingOf(now, at(47))).toBe('works');
		now = answered(now, silent, 48);
		expect(standingOf(now, at(48))).toBe('broken');
		expect(shownOf(now, at(48))).toEqual({ checkedAt: at(48), broken: 'unreachable' });
		now = answered(now, page, 60);
		expect(now).toMatchObject({ outcome: 'works', attempts: 0, failingSince: null });
	});

	it('is not that it is broken after two attempts, however far apart', () => {
		const now = answered(answered(NEVER, silent), silent, 1000);
		expect(standingOf(now, at(1000))).toBe('doubtful');
	});

	it('is never that all are broken where it is us who reach nobody', () => {
		let now: LinkCheck = NEVER;
		for (let days = 0; days < 10; days += 1) now = answered(now, silent, days * 24, true);
		expect(standingOf(now, at(240))).toBe('doubtful');
		now = answered(NEVER, page);
		for (let days = 1; days < 10; days += 1) now = answered(now, silent, days * 24, true);
		expect(standingOf(now, at(240))).toBe('works');
	});

	it('asks more and more seldom for what does not answer, at least once a week', () => {
		let now: LinkCheck & { nextAt?: Date } = NEVER;
		let waited = 0;
		for (let attempt = 0; attempt < 12; attempt += 1) {
			const hours = now.nextAt ? (now.nextAt.getTime() - NOW.getTime()) / HOUR : 0;
			now = answered(now, silent, hours);
			const wait = (now.nextAt?.getTime() ?? 0) - at(hours).getTime();
			expect(wait).toBeGreaterThanOrEqual(HOUR * 0.9);
			expect(wait).toBeLessThanOrEqual(8 * 24 * HOUR);
			waited += wait;
		}
		expect(waited).toBeGreaterThan(20 * 24 * HOUR);
	});
});

describe('a site that lets no program in', () => {
	const closed = answered(NEVER, { status: 403, type: null });
	it('is known at once, and is not said to be broken', () => {
		expect(standingOf(closed, NOW)).toBe('closed');
		expect(shownOf(closed, NOW)).toEqual({ checkedAt: null, broken: null });
	});

	it('is one that works until it has not for a day, where it did before', () => {
		let now = answered(answered(NEVER, page), { status: 429, type: null }, 24);
		expect(standingOf(now, at(24))).toBe('works');
		now = answered(now, { status: 429, type: null }, 30);
		now = answered(now, { status: 429, type: null }, 50);
		expect(standingOf(now, at(50))).toBe('closed');
	});

	it('is vouched for by who saw the page, for half a year', () => {
		expect(mayBeSeen(closed)).toBe(true);
		const seen = { ...closed, seenAt: NOW };
		expect(standingOf(seen, NOW)).toBe('seen');
		expect(standingOf(answered(seen, { status: 429, type: null }, 24), at(24))).toBe('seen');
		expect(standingOf(seen, at(200 * 24))).toBe('closed');
	});

	it('nobody vouches for what is gone, where we do not go, or was not asked for', () => {
		const gone = answered(NEVER, { status: 404, type: null });
		expect([gone, answered(NEVER, { reason: 'address' }), NEVER, undefined].map(mayBeSeen)).toEqual(
			[false, false, false, false]
		);
		const seen = { ...closed, seenAt: NOW };
		expect(answered(seen, { status: 404, type: null }).seenAt).toBeNull();
	});
});

it('says why a link is broken', () => {
	expect(breachOf({ outcome: 'gone', status: 404 })).toBe('gone');
	expect(breachOf({ outcome: 'unreachable', status: null })).toBe('unreachable');
	expect(breachOf({ outcome: 'refused', status: 200 })).toBe('media');
	expect(breachOf({ outcome: 'refused', status: null })).toBe('refused');
});

it('asks for addresses of the web alone, of a length that can be kept, each once', () => {
	const long = `https://a.example/${'é'.repeat(1000)}`;
	expect(
		askable(['https://a.example/', 'https://a.example/', 'mailto:a@b.example', '/here', long])
	).toEqual(['https://a.example/']);
});

it('takes one of each host that nobody is asking, and no more than so many', () => {
	const all = ['https://a/1', 'https://a/2', 'https://b/1', 'https://b:8443/1', 'https://c/1'];
	expect(oneOfEachHost(all, [], 9)).toEqual([all[0], all[2], all[3], all[4]]);
	expect(oneOfEachHost(all, ['https://b/9'], 2)).toEqual([all[0], all[3]]);
});
