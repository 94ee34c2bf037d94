import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { FOR_ANYONE } from '#lib/server/for-anyone.ts';

/** What the application made: a whole answer. */
export interface Made {
	status: number;
	headers: Record<string, string | string[]>;
	body: Buffer;
}

type Coding = 'br' | 'gzip' | 'identity';

const TEXT = /^(?:text\/|application\/(?:json|xml|[\w.+-]+\+(?:json|xml))|image\/svg)/;
/** Said anew for each coding, or by the connection. */
const OWN = new Set([
	'connection',
	'content-length',
	'date',
	'etag',
	'keep-alive',
	'transfer-encoding',
	'vary'
]);
/** Shorter ones do not become shorter. */
const WORTH_CODING = 512;

const brotlied = promisify(brotliCompress);
const gzipped = promisify(gzip);
const CODERS: Record<Exclude<Coding, 'identity'>, (body: Buffer) => Promise<Buffer>> = {
	br: (body) =>
		brotlied(body, {
			params: {
				[constants.BROTLI_PARAM_QUALITY]: 5,
				[constants.BROTLI_PARAM_SIZE_HINT]: body.length
			}
		}),
	gzip: (body) => gzipped(body, { level: 6 })
};

/** The answer for one coding: flat lists of headers, which Node writes as they are. */
interface Variant {
	tag: string;
	body: Buffer;
	headers: string[];
	unchanged: string[];
}

/**
 * Whether others may be given this: it says so itself, it is whole, it leaves nothing with its reader, and its policy has
 * no nonce, which protects only while nobody can know it.
 */
export const mayBeKept = ({ status, headers }: Made): boolean =>
	status === 200 &&
	headers['cache-control'] === FOR_ANYONE &&
	headers['set-cookie'] === undefined &&
	!String(headers['content-security-policy']).includes("'nonce-");

/** A finished page, ready for every reader: each coding is made once, when it is asked for first. */
export class KeptPage {
	/** Of the body and of what its codings may take, which is counted before they are made. */
	readonly bytes: number;
	readonly #body: Buffer;
	readonly #tag: string;
	readonly #headers: string[];
	/** What is said where nothing is sent: what else there is to say, the reader has (RFC 9110, 15.4.5). */
	readonly #still: string[];
	readonly #coded: boolean;
	readonly #variants = new Map<Coding, Variant | Promise<Variant>>();

	constructor(made: Made, everywhere: Record<string, string>) {
		const { headers, body } = made;
		const type = String(headers['content-type'] ?? '');
		this.#body = body;
		this.#coded = TEXT.test(type) && body.length >= WORTH_CODING;
		this.#tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
		this.bytes = Math.ceil(body.length * (this.#coded ? 1.75 : 1)) + 4_096;
		this.#headers = [...Object.entries(everywhere), ...Object.entries(headers)]
			.filter(([name]) => !OWN.has(name))
			.flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one]));
		const vary = ['vary', varied(headers.vary, this.#coded)];
		this.#headers.push(...vary);
		this.#still = ['cache-control', FOR_ANYONE, ...vary];
	}

	/** Answers with it; at once, but for the first who wants a coding. Tells whether they had it already. */
	answer(request: IncomingMessage, response: ServerResponse): boolean | Promise<boolean> {
		const coding = this.#coded
			? known(String(request.headers['accept-encoding'] ?? ''))
			: 'identity';
		const variant = this.#variants.get(coding) ?? this.#make(coding);
		return variant instanceof Promise
			? variant.then((made) => this.#give(made, request, response))
			: this.#give(variant, request, response);
	}

	#give(variant: Variant, request: IncomingMessage, response: ServerResponse): boolean {
		const had = request.headers['if-none-match'];
		if (had !== undefined && (had.includes(this.#tag) || had.trim() === '*')) {
			response.writeHead(304, variant.unchanged).end();
			return true;
		}
		response.writeHead(200, variant.headers);
		if (request.method === 'HEAD') response.end();
		else response.end(variant.body);
		return false;
	}

	#make(coding: Coding): Promise<Variant> {
		const made = (async () => {
			const body = coding === 'identity' ? this.#body : await CODERS[coding](this.#body);
			const tag = coding === 'identity' ? `"${this.#tag}"` : `"${this.#tag}-${coding}"`;
			const unchanged = [...this.#still, 'etag', tag];
			const headers = [
				...this.#headers,
				'etag',
				tag,
				...(coding === 'identity' ? [] : ['content-encoding', coding]),
				'content-length',
				String(body.length)
			];
			const variant = { tag, body, headers, unchanged };
			this.#variants.set(coding, variant);
			return variant;
		})();
		this.#variants.set(coding, made);
		return made;
	}
}

/** Browsers send one of a handful of lists, all day long. */
const KNOWN = new LRUCache<string, Coding>({ max: 100, memoMethod: codingOf });
const known = (accepted: string): Coding => KNOWN.memo(accepted);

/** On what the answer depends, beside the address; each named once. */
function varied(given: string | string[] | undefined, coded: boolean): string {
	const names = [given ?? []].flat().flatMap((one) => one.split(/\s*,\s*/));
	return [...new Set([...(coded ? ['Accept-Encoding'] : []), ...names])].join(', ');
}

/** The best coding that is taken; one of quality nought is not (RFC 9110, 12.5.3). */
export function codingOf(accepted: string): Coding {
	const taken = new Set(
		accepted
			.toLowerCase()
			.split(',')
			.map((one) => one.split(';').map((part) => part.trim()))
			.filter(([, quality = '']) => !/^q\s*=\s*0(?:\.0*)?$/.test(quality))
			.map(([name]) => name)
	);
	return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : 'identity';
}
