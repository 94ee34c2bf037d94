import { readdirSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isForAnyone, OPEN_PLACES } from './address.ts';

function asked(url: string, headers: Record<string, string> = {}, method = 'GET'): IncomingMessage {
	return Object.assign(new IncomingMessage(new Socket()), { method, url, headers });
}

/** Beside what anyone reads, pages on which someone leaves an address. */
const FORMS = ['subscribe'];

describe('what is kept for anyone', () => {
	it('knows every place of the public, and no other', () => {
		const places = readdirSync('src/routes/(public)', { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && !FORMS.includes(entry.name))
			.map(({ name }) => name);
		expect([...OPEN_PLACES].sort()).toEqual([...places, 'embed'].sort());
	});

	it.each([
		'/en',
		'/fr?x=1',
		'/en/',
		'/en/companies',
		'/fr/countries/CA?view=all',
		'/en/companies/__data.json?x-sveltekit-invalidated=01',
		'/en/__data.json',
		'/en/embed/countries/CA',
		'/api/v1/commitments?format=csv',
		'/feeds/changes.xml?lang=fr',
		'/sitemap.xml'
	])('takes %s, to read and to look at its head', (url) => {
		expect(isForAnyone(asked(url))).toBe(true);
		expect(isForAnyone(asked(url, {}, 'HEAD'))).toBe(true);
		expect(isForAnyone(asked(url, { cookie: 'PARAGLIDE_LOCALE=fr; other=1' }))).toBe(true);
	});

	it.each([
		'/',
		'/companies',
		'/en/workspace',
		'/en/secretariat',
		'/en/sign-in',
		'/en/subscribe',
		'/en/companiesx',
		'/english',
		'/api/v1/own/commitments',
		'/api/v1/own?x',
		'/feeds/calendar/key.ics',
		'/metrics',
		'/healthz',
		'/readyz',
		'/mailbox',
		'/robots.txt',
		'/icon.svg',
		'/en/data/concord.zip',
		'/fr/summaries/first/summary.pdf?edition=2',
		'/en/summaries/first/figures/1.png',
		'/api/v1/commitments?limit=2&format=xlsx',
		`/en?${'x'.repeat(1_000)}`
	])('leaves %s to the application', (url) => {
		expect(isForAnyone(asked(url))).toBe(false);
	});

	it.each<Record<string, string>>([
		{ cookie: 'concord-session=a' },
		{ cookie: 'other=1; __Host-concord-session=a' },
		{ authorization: 'Bearer a' },
		{ accept: 'text/csv' },
		{ 'content-length': '2' },
		{ 'transfer-encoding': 'chunked' }
	])('leaves what comes with %j to the application', (headers) => {
		expect(isForAnyone(asked('/api/v1/commitments', headers))).toBe(false);
	});

	it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('leaves %s to the application', (method) => {
		expect(isForAnyone(asked('/en', {}, method))).toBe(false);
	});
});
