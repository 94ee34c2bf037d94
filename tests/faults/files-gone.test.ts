import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { onEmbedded, type Base } from './stage.ts';

/** Within the project, whose packages it uses. */
const BUILD = join('.test', 'build-files-gone');
const ASSETS = '_app/immutable/assets';
const TIMES = 20;

let base: Base;
let server: RunningServer;
beforeAll(async () => {
	rmSync(BUILD, { recursive: true, force: true });
	cpSync('build', BUILD, { recursive: true });
	base = await onEmbedded();
	server = await startServer('faults-files-gone', base.environment, BUILD);
});
afterAll(async () => {
	await server.stop();
	await base.remove();
	rmSync(BUILD, { recursive: true });
});

/** Asks once, as bytes go over the line. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
	const asking = request(server.address + path, { agent: false, headers, method });
	asking.end();
	const [answer] = (await once(asking, 'response')) as [IncomingMessage];
	return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

/** Style sheets that were compressed when they were built, and of which no test has taken anything yet. */
const sheets = () =>
	readdirSync(join(BUILD, 'client', ASSETS))
		.filter((name) => name.endsWith('.css.br'))
		.map((name) => `/${ASSETS}/${name.slice(0, -'.br'.length)}`);
const fileOf = (path: string) => join(BUILD, 'client', path);

const goesOn = async () => {
	expect((await ask('/healthz')).status).toBe(200);
	const page = await ask('/en');
	expect(page.status).toBe(200);
	expect(page.body).toContain('</html>');
	expect(server.exitCode()).toBeNull();
};

describe('a file taken from under the server', () => {
	it.each([
		['as it is', ''],
		['in brotli', 'br'],
		['in gzip', 'gzip']
	])('is not there any more, asked for %s, and the server goes on', async (_, coding) => {
		const [path = ''] = sheets();
		const asked = { 'accept-encoding': coding };
		const before = await ask(path, asked);
		expect(before.status).toBe(200);
		expect(before.headers['cache-control']).toContain('immutable');
		expect(before.headers['content-encoding'] ?? '').toBe(coding);
		for (const ending of ['', '.br', '.gz']) rmSync(fileOf(path + ending));

		const answers = await Promise.all(Array.from({ length: TIMES }, () => ask(path, asked)));
		for (const { status, headers, body } of answers) {
			expect(status).toBe(404);
			expect(body).toContain('not here any more');
			expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
			expect(headers['cache-control']).toBe('no-store');
			expect(headers['x-content-type-options']).toBe('nosniff');
			for (const ofFile of ['content-encoding', 'etag', 'last-modified'])
				expect(headers[ofFile]).toBeUndefined();
		}
		expect((await ask(path, asked, 'HEAD')).status).toBe(404);
		expect((await ask(path, { ...asked, range: 'bytes=0-9' })).status).toBe(404);
		await goesOn();
	});

	it('that cannot be read is told as a fault, and the server goes on', async () => {
		const [path = ''] = sheets();
		rmSync(fileOf(path));
		mkdirSync(fileOf(path));
		const { status, headers } = await ask(path);
		expect(status).toBe(500);
		expect(headers['cache-control']).toBe('no-store');
		await goesOn();
		rmSync(fileOf(`${path}.br`));
	});

	it('leaves all others as they were', async () => {
		const [path = ''] = sheets();
		const { status, headers, body } = await ask(path);
		expect(status).toBe(200);
		expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
		const tag = { 'if-none-match': headers.etag ?? '' };
		expect((await ask(path, tag)).status).toBe(304);
		const part = await ask(path, { range: 'bytes=2-5' });
		expect([part.status, part.body]).toEqual([206, body.slice(2, 6)]);
	});

	it('is given whole to who asks for a part that there cannot be, and the server goes on', async () => {
		const [path = ''] = sheets();
		const { body } = await ask(path);
		for (const range of ['bytes=9-5', 'bytes=0-99999999999999999999', 'bytes=-5', 'bytes=x']) {
			const whole = await ask(path, { range });
			expect([whole.status, whole.body], range).toEqual([200, body]);
		}
		expect((await ask(path, { range: 'bytes=999999999-' })).status).toBe(416);
		await goesOn();
	});

	it('with all of them gone, the server goes on', async () => {
		const paths = sheets();
		rmSync(join(BUILD, 'client'), { recursive: true });
		const answers = await Promise.all(
			paths.flatMap((path) => ['', 'br'].map((coding) => ask(path, { 'accept-encoding': coding })))
		);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
		await goesOn();
	});

	it('with its own code gone, what was not loaded yet is a fault, and the server goes on', async () => {
		rmSync(join(BUILD, 'server'), { recursive: true });
		expect((await ask('/en/glossary')).status).toBe(500);
		await goesOn();
	});
});
