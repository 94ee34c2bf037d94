import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOutside, NotReached, type Resolve } from './outgoing.ts';
import { isPublicAddress, outgoingAddress } from './outgoing-addresses.ts';

const hits: string[] = [];
const opened: Server[] = [];
let port: number;

async function serve(host: string, listener: RequestListener, at = 0): Promise<number> {
	const server = createServer((request, response) => {
		hits.push(`${host} ${request.method} ${request.url}`);
		listener(request, response);
	});
	opened.push(server);
	await new Promise<void>((resolve) => server.listen(at, host, resolve));
	return (server.address() as AddressInfo).port;
}

/** How much of the endless answer has been sent. */
let sent = 0;
let cutOff = () => {};
const cut = new Promise<void>((resolve) => (cutOff = resolve));
const ANSWERS: Record<string, RequestListener> = {
	'/': (_, response) => response.end('here'),
	'/page': (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(),
	'/missing': (_, response) => response.writeHead(404).end(),
	'/on': (_, response) => response.writeHead(302, { location: '/' }).end(),
	'/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
	'/inside': (_, response) =>
		response.writeHead(302, { location: `http://127.0.0.2:${port}/` }).end(),
	'/metadata': (_, response) =>
		response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
	'/silent': () => undefined,
	'/slowly': (_, response) => void response.write('a'),
	'/cookie': (_, response) =>
		response.writeHead(302, { location: '/told', 'set-cookie': 'a=b' }).end(),
	'/told': (request, response) =>
		response.writeHead(request.headers.cookie || request.headers.authorization ? 400 : 200).end(),
	'/head': (_, response) => response.writeHead(200, { long: 'x'.repeat(20_000) }).end(),
	'/endless': (_, response) => {
		const more = () => {
			while (!response.destroyed) {
				sent += 16_384;
				if (!response.write(Buffer.alloc(16_384))) break;
			}
		};
		response
			.on('drain', more)
			.on('close', cutOff)
			.on('error', () => undefined);
		more();
	}
};
beforeAll(async () => {
	port = await serve('127.0.0.1', (request, response) =>
		ANSWERS[request.url ?? '']?.(request, response)
	);
	await serve('127.0.0.2', (_, response) => response.end('elsewhere'), port);
});
afterAll(() => {
	for (const server of opened) {
		server.closeAllConnections();
		server.close();
	}
});

const at = (path: string) => `http://site.test:${port}${path}`;
const local: Resolve = () => Promise.resolve(['127.0.0.1']);
const ask = (
	address: string,
	given: Partial<Parameters<typeof askOutside>[1]> = {},
	{ resolve = local, named = `site.test:${port}` }: { resolve?: Resolve; named?: string } = {}
) => askOutside(address, { method: 'GET', timeout: 2_000, ...given }, { resolve, named });
const why = async (asking: Promise<unknown>): Promise<string> =>
	asking.then(
		() => 'reached',
		(thrown: unknown) => (thrown instanceof NotReached ? thrown.reason : String(thrown))
	);

describe('[TRUST 8] asking other sites', () => {
	it('tells the status of what the operator named, as a name and as where it leads', async () => {
		expect(await ask(at('/'))).toEqual({ status: 200, address: at('/'), type: null });
		expect(await ask(at('/missing'))).toMatchObject({ status: 404 });
		expect(await ask(at('/on'))).toMatchObject({ status: 302 });
		expect(await ask(at('/on'), { hops: 3 })).toMatchObject({ status: 200, address: at('/') });
		expect(await ask(at('/page'), { method: 'HEAD' })).toMatchObject({ type: 'text/html' });
	});

	it.each([
		'0.0.0.0',
		'10.1.2.3',
		'100.64.0.1',
		'127.0.0.1',
		'127.8.8.8',
		'169.254.169.254',
		'172.16.0.1',
		'192.0.0.8',
		'192.0.2.1',
		'192.88.99.1',
		'192.168.1.1',
		'198.18.0.1',
		'198.51.100.7',
		'203.0.113.9',
		'224.0.0.1',
		'239.1.1.1',
		'240.0.0.1',
		'255.255.255.255',
		'::',
		'::1',
		'::127.0.0.1',
		'::ffff:127.0.0.1',
		'::ffff:8.8.8.8',
		'::ffff:0:8.8.8.8',
		'64:ff9b::7f00:1',
		'64:ff9b:1::1',
		'100::1',
		'2001::1',
		'2001:db8::1',
		'2002:7f00:1::',
		'fc00::1',
		'fd12:3456::1',
		'fe80::1',
		'fec0::1',
		'ff02::1',
		'not an address'
	])('holds %s for no address of the public internet', (address) => {
		expect(isPublicAddress(address)).toBe(false);
	});

	it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '2001:4860:4860::8888'])(
		'holds %s for one',
		(address) => {
			expect(isPublicAddress(address)).toBe(true);
		}
	);

	it('goes to nobody’s own network, however its address is written', async () => {
		const before = hits.length;
		for (const host of [
			'127.0.0.1',
			'2130706433',
			'0x7f.1',
			'0177.0.0.1',
			'[::1]',
			'[::ffff:7f00:1]',
			'localhost',
			'169.254.169.254'
		])
			for (const scheme of ['http', 'https'])
				expect(
					await why(askOutside(`${scheme}://${host}/`, { method: 'GET' }, { named: undefined })),
					host
				).toBe('address');
		expect(hits.length).toBe(before);
	});

	it('refuses a name that stands for a private address, were it one of many', async () => {
		const resolve: Resolve = () => Promise.resolve(['8.8.8.8', '10.0.0.1']);
		expect(await why(ask('https://two-faced.test/', {}, { resolve }))).toBe('address');
		const mapped: Resolve = () => Promise.resolve(['::ffff:10.0.0.1']);
		expect(await why(ask('https://mapped.test/', {}, { resolve: mapped }))).toBe('address');
		const named: Resolve = () => Promise.resolve(['169.254.169.254']);
		expect(await why(ask(at('/'), {}, { resolve: named }))).toBe('address');
	});

	it('refuses what is not a plain address of the web', () => {
		const none = [
			'ftp://a.test/',
			'file:///etc/passwd',
			'gopher://a.test',
			'javascript:1',
			'https://u:p@a.test/',
			'https://u@a.test',
			'https://a.test:8443/',
			'http://a.test:25/',
			'nothing',
			''
		];
		expect(none.filter((one) => outgoingAddress(one, undefined))).toEqual([]);
		expect(outgoingAddress('https://a.test:443/x', undefined)?.href).toBe('https://a.test/x');
		expect(outgoingAddress('https://a.test:8443/', 'b.test, a.test:8443')?.port).toBe('8443');
	});

	it('is not led from outside to inside', async () => {
		const before = hits.length;
		expect(await why(ask(at('/inside'), { hops: 3 }))).toBe('address');
		expect(await why(ask(at('/metadata'), { hops: 3 }))).toBe('address');
		expect(hits.slice(before)).toEqual(['127.0.0.1 GET /inside', '127.0.0.1 GET /metadata']);
	});

	it('is not led round and round', async () => {
		const before = hits.length;
		expect(await why(ask(at('/round'), { hops: 3 }))).toBe('redirected');
		expect(hits.length - before).toBe(4);
	});

	it('connects to what was looked at, whatever the name stands for a moment later', async () => {
		const asked: string[] = [];
		const moving: Resolve = (name) => {
			asked.push(name);
			return Promise.resolve([asked.length === 1 ? '127.0.0.1' : '127.0.0.2']);
		};
		const before = hits.length;
		await ask(at('/'), {}, { resolve: moving });
		expect(asked).toEqual(['site.test']);
		expect(hits.slice(before)).toEqual(['127.0.0.1 GET /']);
	});

	it('looks anew at each hop', async () => {
		const asked: string[] = [];
		const moving: Resolve = (name) => {
			asked.push(name);
			return Promise.resolve([asked.length === 1 ? '127.0.0.1' : '169.254.1.1']);
		};
		expect(await why(ask(at('/on'), { hops: 3 }, { resolve: moving }))).toBe('address');
		expect(asked.length).toBe(2);
	});

	it('tells a name that there is not from a host that is not there', async () => {
		expect(
			await why(ask('https://a.test/', {}, { resolve: () => Promise.reject(new Error()) }))
		).toBe('name');
		const free = createTcp();
		await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
		const { port: nobody } = free.address() as AddressInfo;
		await new Promise((resolve) => free.close(resolve));
		expect(
			await why(ask(`http://site.test:${nobody}/`, {}, { named: `site.test:${nobody}` }))
		).toBe('unreachable');
	});

	it('waits no longer than it is told, for the name, the head or the rest', async () => {
		const never: Resolve = () => new Promise(() => undefined);
		expect(await why(ask('https://a.test/', { timeout: 50 }, { resolve: never }))).toBe('slow');
		expect(await why(ask(at('/silent'), { timeout: 50 }))).toBe('slow');
		expect(await ask(at('/slowly'), { timeout: 200 })).toMatchObject({ status: 200 });
	});

	it('reads no more of an answer than is little', async () => {
		expect(await ask(at('/endless'))).toMatchObject({ status: 200 });
		await cut;
		expect(sent).toBeLessThan(8 * 1024 * 1024);
		expect(await why(ask(at('/head')))).toBe('large');
	});

	it('carries nothing from one answer to the next', async () => {
		expect(await ask(at('/cookie'), { hops: 1 })).toMatchObject({ status: 200 });
	});
});
