import { connect } from 'node:net';
import type { APIResponse } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** Pages, files, feeds, lists, errors: one of each kind of answer. */
const ANSWERS = [
	'/en',
	'/fr/compare/companies',
	'/en/no-such-page',
	'/en/sign-in',
	'/api/v1/commitments',
	'/api/v1/no-such-list',
	'/api/v1/commitments?format=csv',
	'/feeds/summaries.xml?lang=en',
	'/sitemap.xml',
	'/robots.txt',
	'/icon.svg',
	'/healthz',
	'/.well-known/security.txt'
];

test('[TRUST 21, 22, 25] every kind of answer carries the headers that keep browsers careful', async ({
	request
}) => {
	for (const path of ANSWERS) {
		const headers = (await request.get(path)).headers();
		expect(headers, path).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-xss-protection': '0',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin'
		});
		expect(headers['permissions-policy'], path).toContain('camera=()');
		expect(headers['x-powered-by'], path).toBeUndefined();
		expect(headers.server, path).toBeUndefined();
		// What a proxy takes by default, all together.
		const size = Object.entries(headers).reduce((sum, pair) => sum + pair.join(': ').length + 2, 0);
		expect(size, path).toBeLessThan(4_096);
	}
});

/** What every page's policy says, and what none has. Gives the policy and the page. */
async function carefulPage(answer: APIResponse, path: string) {
	expect(answer.headers()['x-frame-options'], path).toBe('DENY');
	const policy = answer.headers()['content-security-policy'] ?? '';
	for (const part of [
		"default-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		"form-action 'self'"
	])
		expect(policy, path).toContain(part);
	expect(policy, path).not.toContain('unsafe-inline');
	expect(policy, path).not.toContain('unsafe-eval');
	const html = await answer.text();
	expect(html, path).not.toMatch(/<[a-z][^>]*\sstyle="/);
	expect(html, path).not.toMatch(/<[a-z][^>]*\son[a-z]+="/);
	return { policy, html };
}

test('[TRUST 21] every page to which the framework is sent, error pages too, has a policy with a nonce of its own, and nothing inline without it', async ({
	request,
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'viewer' });
	const own = (await openAs(email)).request;
	for (const [reader, path] of [
		[own, '/en/workspace'],
		[own, '/fr/workspace/settings'],
		[request, '/en/no-such-page'],
		[request, '/en/sign-in']
	] as const) {
		const nonces = await Promise.all(
			[0, 1].map(async () => {
				const { policy, html } = await carefulPage(await reader.get(path), path);
				const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
				for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
					expect(tag, path).toContain(`nonce="${nonce}"`);
				return nonce;
			})
		);
		expect(nonces[0]?.length, path).toBeGreaterThan(15);
		expect(nonces[0], path).not.toBe(nonces[1]);
	}
});

test('[TRUST 21] what anyone reads has one script, a file of ours, and a policy that takes none in the page', async ({
	request,
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'viewer' });
	const own = (await openAs(email)).request;
	for (const reader of [request, own])
		for (const path of ['/en', '/fr/compare/companies', '/en/companies/meta', '/en/commitments']) {
			const { policy, html } = await carefulPage(await reader.get(path), path);
			expect(html, path).not.toContain('nonce=');
			const [, sources] = /(?:^|; ?)script-src ([^;]*)/.exec(policy) ?? [];
			expect(sources, path).toBe("'self'");
			const scripts = [...html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/g)];
			expect(scripts, path).toHaveLength(1);
			expect(scripts[0]?.[1], path).toMatch(/ src="\/_app\/immutable\/[\w/.-]+\.js"/);
			expect(scripts[0]?.[2], path).toBe('');
		}
});

test('[TRUST 26] a change comes from a page of this site, whatever it says that it is', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'approver' });
	const page = await openAs(email);
	await page.goto('/en/workspace');
	const { origin } = new URL(page.url());
	const kinds = [
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=x',
		'text/plain',
		'application/json',
		'text/html',
		undefined
	];
	const from = {
		elsewhere: 'https://elsewhere.example',
		beneath: origin.replace('://', '://sub.'),
		null: 'null',
		nowhere: undefined
	};
	for (const [name, stranger] of Object.entries(from))
		for (const kind of kinds)
			for (const path of ['/en/workspace/settings?/reminders', '/en/sign-out', '/session']) {
				const answer = await page.request.post(path, {
					headers: {
						...(stranger && { origin: stranger }),
						...(kind && { 'content-type': kind })
					},
					data: Buffer.from('reminders=none'),
					maxRedirects: 0
				});
				expect(answer.status(), `${path} from ${name} as ${kind ?? 'nothing'}`).toBe(403);
			}
	const own = await page.request.post('/session', { headers: { origin }, maxRedirects: 0 });
	expect(own.status()).toBe(204);
});

test('[TRUST 12] more than a form holds is refused before it is read', async ({ request }) => {
	const { origin } = new URL((await request.get('/healthz')).url());
	for (const path of [
		'/en/sign-in',
		'/en/subscribe',
		'/en/workspace/settings?/reminders',
		'/en/workspace/import',
		'/en/secretariat/frameworks/load?/load',
		'/api/v1/commitments'
	]) {
		const answer = await request.post(path, {
			headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
			data: Buffer.alloc(10_000_000, 'a')
		});
		expect(answer.status(), path).toBe(413);
	}
});

test('[TRUST 27] reading changes nothing: signing out is no link', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'viewer' });
	const page = await openAs(email);
	await page.request.get('/en/sign-out');
	await page.goto('/en/workspace');
	await expect(page).toHaveURL(/\/en\/workspace$/);
});

test('[TRUST 29] other sites read the public lists, without anyone’s session, and nothing else', async ({
	request
}) => {
	for (const path of ['/api/v1/commitments', '/api/v1/compare/companies']) {
		const headers = (
			await request.get(path, { headers: { origin: 'https://x.example' } })
		).headers();
		expect(headers['access-control-allow-origin'], path).toBe('*');
		expect(headers['access-control-allow-credentials'], path).toBeUndefined();
	}
	for (const path of ['/en', '/en/workspace', '/en/sign-in', '/healthz']) {
		const headers = (
			await request.get(path, { headers: { origin: 'https://x.example' } })
		).headers();
		expect(headers['access-control-allow-origin'], path).toBeUndefined();
	}
});

test('[TRUST 24, 30] what a signed-in person sees stays out of caches, and the cookie out of scripts', async ({
	organisation,
	person,
	openAs,
	request
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'contributor' });
	const page = await openAs(email);
	for (const path of ['/en/workspace', '/en/workspace/commitments', '/en/workspace/log', '/en']) {
		const answer = await page.goto(path);
		expect(answer?.headers()['cache-control'], path).toBe('private, no-store');
	}
	// The language that was chosen is all that scripts can read.
	expect(await page.evaluate(() => document.cookie)).toMatch(/^(PARAGLIDE_LOCALE=(en|fr))?$/);
	const open = await request.get('/en/compare/companies');
	expect(open.headers()['cache-control']).toBe('public, max-age=0, must-revalidate');
	expect(open.headers()['set-cookie']).toBeUndefined();
	expect(open.headers().vary).toContain('Cookie');
});

test('[TRUST 32] what a client says of where it came from changes no address', async ({
	request
}) => {
	const forged = {
		'x-forwarded-host': 'evil.example',
		'x-forwarded-proto': 'https',
		'x-forwarded-for': '203.0.113.9',
		forwarded: 'host=evil.example;proto=https'
	};
	for (const path of ['/en', '/robots.txt', '/sitemap.xml', '/feeds/summaries.xml?lang=en']) {
		const answer = await request.get(path, { headers: forged });
		expect(await answer.text(), path).not.toContain('evil.example');
	}
});

/** Sends bytes as they are; what came back up to the end of the connection, or to its silence. */
const raw = (port: number, bytes: string): Promise<string> =>
	new Promise((resolve, reject) => {
		let came = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
		socket.setTimeout(3000, () => socket.destroy());
		socket.on('data', (chunk) => (came += chunk.toString('latin1')));
		socket.on('close', () => resolve(came));
		socket.on('error', reject);
	});

test('[TRUST 33] requests that end in two places are refused', async ({ request }) => {
	const { port, host } = new URL((await request.get('/healthz')).url());
	const head = `POST /session HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\n`;
	const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
	for (const fields of [
		'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n',
		'Content-Length: 5\r\nContent-Length: 6\r\n',
		'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n',
		'Content-Length : 5\r\n'
	]) {
		const came = await raw(Number(port), `${head}${fields}\r\n0\r\n\r\n${smuggled}`);
		expect(came.split('\r\n', 1)[0], fields).toContain(' 400 ');
		expect(came.match(/HTTP\/1\.1 /g), fields).toHaveLength(1);
	}
	// Of an encoding that nobody knows, the end is that of the connection: what follows is no request.
	const unknown = await raw(Number(port), `${head}Transfer-Encoding: xchunked\r\n\r\n${smuggled}`);
	expect(unknown.match(/HTTP\/1\.1 /g)?.length ?? 0).toBeLessThanOrEqual(1);
	expect(unknown).not.toContain(' 404 ');
});

test('[TRUST 59] nothing for makers is served: no source maps, no files of the repository', async ({
	request
}) => {
	const html = await (await request.get('/en')).text();
	const scripts = [...html.matchAll(/"([^"]*\/_app\/immutable\/[^"]+\.js)"/g)].map(
		([, path = '']) => new URL(path, 'http://x/en').pathname
	);
	expect(scripts.length).toBeGreaterThan(0);
	for (const path of scripts) {
		const script = await request.get(path);
		expect(script.status(), path).toBe(200);
		expect(await script.text(), path).not.toContain('sourceMappingURL');
		expect((await request.get(`${path}.map`)).status(), path).toBe(404);
	}
	for (const path of [
		'/.env',
		'/.git/config',
		'/package.json',
		'/src/hooks.server.ts',
		'/_app/../../package.json',
		'/%2e%2e/package.json',
		'/en/../../.env',
		'/metrics'
	]) {
		const answer = await request.get(path);
		expect(answer.status(), path).toBe(404);
	}
});
