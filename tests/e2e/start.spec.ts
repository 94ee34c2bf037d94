import { expect, test } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARIABLES } from '#lib/server/env.ts';
import { freePort } from '../../scripts/testing/port.ts';

const unset = Object.fromEntries(VARIABLES.map((name) => [name, '']));

/** Starts the server with these settings and no others, and waits for it to end by itself. */
const startAndEnd = (settings: Record<string, string>) =>
	new Promise<{ code: unknown; stderr: string }>((resolve) => {
		const environment = { ...process.env, ...unset, ...settings };
		execFile(process.execPath, ['build/main.js'], { env: environment }, (error, _, stderr) =>
			resolve({ code: error?.code ?? 0, stderr })
		);
	});

test('a bad setting is one clear line and exit 1', async () => {
	const { code, stderr } = await startAndEnd({ PORT: 'eighty', DATABASE_URL: 'mysql://x' });
	expect(code).toBe(1);
	expect(stderr.trim().split('\n')).toHaveLength(1);
	expect(stderr).toContain('DATABASE_URL must be an address that starts with postgres://');
	expect(stderr).toContain('PORT');
});

test('[TRUST 45] the demonstration does not start at a public address unless that is asked for twice', async () => {
	const { code, stderr } = await startAndEnd({
		ORIGIN: 'https://concord.example',
		CONCORD_DEMO: '1'
	});
	expect(code).toBe(1);
	expect(stderr.trim().split('\n')).toHaveLength(1);
	expect(stderr).toContain('CONCORD_DEMO lets everyone in as made-up people');
});

test('a busy port is one clear line and exit 1', async ({ baseURL }) => {
	const { port } = new URL(baseURL ?? '');
	const { code, stderr } = await startAndEnd({ PORT: port });
	expect(code).toBe(1);
	expect(stderr.trim()).toBe(
		`Concord cannot start: port ${port} is in use. Stop what listens there, or set PORT to another.`
	);
});

test.describe('a server of one’s own', () => {
	let directory: string;

	test.beforeEach(async () => {
		directory = await mkdtemp(join(tmpdir(), 'concord-start-'));
	});
	test.afterEach(() => rm(directory, { recursive: true }));

	test('finishes the request in flight when it is told to stop, then exits with 0', async () => {
		const port = await freePort();
		const server = spawn(process.execPath, ['build/main.js'], {
			env: { ...process.env, ...unset, PORT: String(port), CONCORD_DATA_DIR: directory },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const ended = once(server, 'exit');
		await Promise.race([once(server.stdout, 'data'), ended]);
		expect((await stat(join(directory, 'auth-secret'))).mode & 0o777).toBe(0o600);

		const body = 'email=nobody%40example.org';
		const sending = request({
			port,
			method: 'POST',
			path: '/en/sign-in',
			headers: {
				origin: `http://localhost:${port}`,
				'content-type': 'application/x-www-form-urlencoded',
				'content-length': body.length,
				accept: 'text/html',
				expect: '100-continue'
			}
		});
		sending.flushHeaders();
		await once(sending, 'continue');
		server.kill('SIGTERM');
		await expect.poll(() => answers(port)).toBe(false);
		sending.end(body);
		const [response] = (await once(sending, 'response')) as [{ statusCode: number }];
		expect(response.statusCode).toBe(303);
		expect((await ended)[0]).toBe(0);
	});
});

const answers = (port: number) =>
	fetch(`http://localhost:${port}/healthz`, { headers: { connection: 'close' } }).then(
		() => true,
		() => false
	);

test('static files carry the security headers too', async ({ request: browser }) => {
	for (const path of ['/healthz', '/icon.svg', '/robots.txt', '/en/sign-in']) {
		const headers = (await browser.get(path)).headers();
		expect(headers, path).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin'
		});
		expect(headers['strict-transport-security'], path).toBeUndefined();
	}
});

test('it is alive and ready', async ({ request: browser }) => {
	expect((await browser.get('/healthz')).status()).toBe(200);
	expect((await browser.get('/readyz')).status()).toBe(200);
});

test('more than 512 kB is refused', async ({ request: browser, baseURL }) => {
	const answer = await browser.post('/en/sign-in', {
		headers: { origin: baseURL ?? '' },
		form: { email: 'a'.repeat(600_000) }
	});
	expect(answer.status()).toBe(413);
});
