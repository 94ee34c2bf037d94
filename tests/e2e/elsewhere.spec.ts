import type { APIResponse } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const ELSEWHERE = [
	'https://evil.example',
	'//evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/%09/evil.example',
	'/\t/evil.example',
	'///evil.example',
	'/..//evil.example',
	'https:evil.example',
	'javascript:alert(1)',
	'data:text/html,x',
	'/en/@evil.example',
	'/.evil.example',
	'%2F%2Fevil.example'
];

test('[TRUST 28] nothing that an address says leads to another site', async ({ request }) => {
	const host = new URL((await request.get('/healthz')).url()).host;
	/** To which host an answer leads: it must say where. */
	const locationOf = (answer: APIResponse, next: string) => {
		const { location } = answer.headers();
		expect(location, next).toBeTruthy();
		return new URL(location ?? '', `http://${host}`).host;
	};
	for (const next of ELSEWHERE) {
		const query = `?next=${encodeURIComponent(next)}`;
		const asked = await request.post(`/en/sign-in${query}`, {
			headers: { origin: `http://${host}`, accept: 'text/html' },
			form: { email: 'nobody@example.org' },
			maxRedirects: 0
		});
		expect(asked.status(), next).toBe(303);
		expect(locationOf(asked, next)).toBe(host);
		// The step after the mail carries where to go on to, and the mail's own link.
		const confirmed = await request.post('/en/sign-in/confirm', {
			headers: { origin: `http://${host}`, accept: 'text/html' },
			form: { token: 'a'.repeat(64), email: 'nobody@example.org', next },
			maxRedirects: 0
		});
		expect(confirmed.status(), next).toBe(303);
		expect(locationOf(confirmed, next)).toBe(host);
		const onwards = new URL(confirmed.headers().location ?? '', `http://${host}`);
		const back = onwards.searchParams.get('callbackUrl') ?? '';
		expect(new URL(back, `http://${host}`).host, next).toBe(host);
		const page = await (await request.get(`/en/sign-in${query}`)).text();
		for (const [, address = ''] of page.matchAll(/\s(?:href|action|src)="([^"]*)"/g))
			expect(new URL(address, `http://${host}/en/sign-in`).host, next).toBe(host);
	}
	for (const path of ['//evil.example', '/\\evil.example', '/%2F%2Fevil.example']) {
		const answer = await request.get(`http://${host}${path}`, { maxRedirects: 0 });
		const location = answer.headers().location ?? '/';
		expect(new URL(location, `http://${host}`).host, path).toBe(host);
	}
});
