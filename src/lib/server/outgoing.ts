import { lookup as lookUp } from 'node:dns/promises';
import { request as askHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIPv6 } from 'node:net';
import { env } from './env.ts';
import {
	isNamed,
	isPublicAddress,
	isReachableAddress,
	literalAddress,
	outgoingAddress
} from './outgoing-addresses.ts';

/** Why there was no answer: no address to go to, no such name, nobody there, too slow, too long a head, led on too often. */
export type Unreached = 'address' | 'name' | 'unreachable' | 'slow' | 'large' | 'redirected';

export class NotReached extends Error {
	constructor(readonly reason: Unreached) {
		super(reason);
	}
}

/** How much of an answer is read, and let go of, before its connection is ended. */
const BODY_LIMIT = 64 * 1024;
const HEAD_LIMIT = 16 * 1024;

interface Asked {
	method: 'GET' | 'HEAD' | 'POST';
	headers?: Record<string, string>;
	body?: string;
	/** How often it may be led on to another address; without it, not at all. */
	hops?: number;
	/** For all of it, in milliseconds. */
	timeout?: number;
}

interface Answer {
	status: number;
	/** Where it came from in the end. */
	address: string;
	/** What it says that it is, as `text/html; charset=utf-8`. */
	type: string | null;
}

/** All IP addresses that a name stands for. */
export type Resolve = (name: string) => Promise<string[]>;
const resolveName: Resolve = async (name) =>
	(await lookUp(name, { all: true })).map(({ address }) => address);

/**
 * The one way in which the portal asks other sites for anything. Of an answer it tells the status, where it came
 * from and what kind of thing it is, never what it says. Whatever the address names, only the public internet is reached, and the hosts that
 * the operator named: a name is looked up once for each hop, none of its addresses may be another's, and the
 * connection is made to what was looked at. No cookies, no credentials, no proxy. Throws `NotReached`.
 */
export async function askOutside(
	address: string,
	{ hops = 0, timeout = 5_000, ...asked }: Asked,
	{
		resolve = resolveName,
		named = env().OUTGOING_HOSTS
	}: { resolve?: Resolve; named?: string } = {}
): Promise<Answer> {
	const signal = AbortSignal.timeout(timeout);
	const ended = new Promise<never>((_, reject) =>
		signal.addEventListener('abort', () => reject(new NotReached('slow')), { once: true })
	);
	return Promise.race([follow(address, asked, { hops, signal, resolve, named }), ended]);
}

interface Going {
	hops: number;
	signal: AbortSignal;
	resolve: Resolve;
	named: string | undefined;
}

async function follow(
	address: string,
	asked: Omit<Asked, 'hops' | 'timeout'>,
	going: Going,
	left = going.hops
): Promise<Answer> {
	const url = outgoingAddress(address, going.named);
	if (!url) throw new NotReached('address');
	const reached = await askOne(url, asked, await checkedAddresses(url, going), going.signal);
	const { statusCode: status = 0, headers } = reached;
	const next = status >= 300 && status < 400 ? headers.location : undefined;
	if (next === undefined || !going.hops) {
		return { status, address: url.href, type: headers['content-type'] ?? null };
	}
	if (!left) throw new NotReached('redirected');
	if (!URL.canParse(next, url)) throw new NotReached('address');
	return follow(new URL(next, url).href, asked, going, left - 1);
}

/** What the name of the host stands for: all of it public, or of the own network where the operator named it. */
async function checkedAddresses(url: URL, { resolve, named }: Going): Promise<string[]> {
	const literal = literalAddress(url);
	const addresses = literal
		? [literal]
		: await resolve(url.hostname).catch(() => {
				throw new NotReached('name');
			});
	if (!addresses.length) throw new NotReached('name');
	const mayGo = isNamed(url, named) ? isReachableAddress : isPublicAddress;
	if (!addresses.every(mayGo)) throw new NotReached('address');
	return addresses;
}

/** Asks one address by a connection of its own, made to no other IP address than these. */
function askOne(
	url: URL,
	{ method, headers, body }: Pick<Asked, 'method' | 'headers' | 'body'>,
	addresses: string[],
	signal: AbortSignal
): Promise<IncomingMessage> {
	const known = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
	const options: RequestOptions = {
		method,
		signal,
		agent: false,
		maxHeaderSize: HEAD_LIMIT,
		headers: {
			'user-agent': 'Concord',
			accept: '*/*',
			...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
			...headers
		},
		lookup: (_name, { all }, done) => {
			const [first] = known;
			if (all) done(null, known);
			else done(null, first?.address ?? '', first?.family);
		}
	};
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? askHttps : askHttp)(url, options);
		request.on('response', (response) => {
			letGo(response);
			resolve(response);
		});
		request.on('error', (error: NodeJS.ErrnoException) =>
			reject(new NotReached(error.code === 'HPE_HEADER_OVERFLOW' ? 'large' : 'unreachable'))
		);
		request.end(body);
	});
}

/** Reads the rest of a short answer, so that its sender is not cut off, and ends a long one. */
function letGo(response: IncomingMessage): void {
	let read = 0;
	response.on('data', (part: Buffer) => {
		read += part.length;
		if (read > BODY_LIMIT) response.destroy();
	});
	response.on('error', () => response.destroy());
}
