import { createServer, type Server } from 'node:http';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codingOf, KeptPage, mayBeKept } from './kept-page.ts';

const TEXT = `<!doctype html>${'A page of words. '.repeat(500)}`;
const FOR_ANYONE = 'public, max-age=0, must-revalidate';
const made = (headers: Record<string, string> = {}) => ({
	status: 200,
	headers: {
		'content-type': 'text/html',
		'cache-control': FOR_ANYONE,
		'content-security-policy': "script-src 'self'",
		vary: 'Cookie',
		...headers
	},
	body: Buffer.from(TEXT)
});

describe('a finished page', () => {
	const page = new KeptPage(made(), { 'X-Content-Type-Options': 'nosniff' });
	let server: Server;
	beforeAll(async () => {
		server = createServer((asked, response) => void page.answer(asked, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => void server.close());

	/** As it goes over the line: nothing decodes it. */
	const ask = (headers: Record<string, string> = {}, method = 'GET') =>
		new Promise<{ status?: number; headers: IncomingHttpHeaders; body: Buffer }>(
			(resolve, reject) => {
				const { port } = server.address() as AddressInfo;
				request({ port, host: '127.0.0.1', headers, method }, (answer) => {
					const parts: Buffer[] = [];
					answer.on('data', (part: Buffer) => parts.push(part));
					answer.on('end', () =>
						resolve({
							status: answer.statusCode,
							headers: answer.headers,
							body: Buffer.concat(parts)
						})
					);
				})
					.on('error', reject)
					.end();
			}
		);

	it('is given in the coding that is taken, the same text each time, under a tag of its own', async () => {
		const plain = await ask();
		const br = await ask({ 'accept-encoding': 'gzip, deflate, br, zstd' });
		const gzip = await ask({ 'accept-encoding': 'gzip' });
		expect(brotliDecompressSync(br.body)).toEqual(plain.body);
		expect(gunzipSync(gzip.body)).toEqual(plain.body);
		expect(br.headers['content-encoding']).toBe('br');
		expect(gzip.headers['content-encoding']).toBe('gzip');
		expect(plain.headers['content-encoding']).toBeUndefined();
		const tags = [plain, br, gzip].map(({ headers }) => headers.etag);
		expect(new Set(tags).size).toBe(3);
		for (const tag of tags) expect(tag).toMatch(/^"[\w-]+"$/);
		for (const { headers, body } of [plain, br, gzip]) {
			expect(headers.vary).toBe('Accept-Encoding, Cookie');
			expect(headers['cache-control']).toBe(FOR_ANYONE);
			expect(headers['x-content-type-options']).toBe('nosniff');
			expect(headers['content-length']).toBe(String(body.length));
			expect(headers['content-security-policy']).toBe("script-src 'self'");
		}
		expect(br.body.length).toBeLessThan(plain.body.length / 10);
	});

	it('is not sent again to whoever has it, in whatever coding', async () => {
		for (const coding of ['identity', 'gzip', 'br']) {
			const { headers } = await ask({ 'accept-encoding': coding });
			for (const tag of [headers.etag ?? '', `W/${headers.etag}`, `"x", ${headers.etag}`, '*']) {
				const again = await ask({ 'accept-encoding': coding, 'if-none-match': tag });
				expect(again.status, tag).toBe(304);
				expect(again.body.length).toBe(0);
				expect(again.headers.etag).toBe(headers.etag);
				expect(again.headers['cache-control']).toBe(FOR_ANYONE);
				expect(again.headers.vary).toBe('Accept-Encoding, Cookie');
			}
		}
		expect((await ask({ 'if-none-match': '"another"' })).status).toBe(200);
	});

	it('has a head that says the same', async () => {
		const { date: _, ...read } = (await ask({ 'accept-encoding': 'br' })).headers;
		const head = await ask({ 'accept-encoding': 'br' }, 'HEAD');
		expect(head.headers).toMatchObject(read);
		expect(head.body.length).toBe(0);
	});
});

it.each([
	['br, gzip', 'br'],
	['GZIP;q=0.5', 'gzip'],
	['br;q=0, gzip', 'gzip'],
	['br;q=0.0, gzip;q=0', 'identity'],
	['brotli', 'identity'],
	['', 'identity'],
	['br;q=0.001', 'br']
])('of “%s”, %s is taken', (accepted, coding) => {
	expect(codingOf(accepted)).toBe(coding);
});

it('keeps what says that it is for anyone, is whole and leaves nothing with its reader', () => {
	expect(mayBeKept(made())).toBe(true);
	expect(mayBeKept({ ...made(), status: 404 })).toBe(false);
	expect(mayBeKept({ ...made(), status: 503 })).toBe(false);
	expect(mayBeKept(made({ 'set-cookie': 'a=1' }))).toBe(false);
	expect(mayBeKept(made({ 'cache-control': 'private, no-store' }))).toBe(false);
	expect(mayBeKept(made({ 'cache-control': 'public, max-age=600' }))).toBe(false);
	expect(mayBeKept(made({ 'content-security-policy': "script-src 'self' 'nonce-n'" }))).toBe(false);
});
