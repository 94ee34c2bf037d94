import { createHash } from 'node:crypto';

/** The tag of what is made of these texts, and of nothing else: the same for the same. */
export function tagOf(...texts: readonly string[]): string {
	const digest = createHash('sha256');
	for (const text of texts) digest.update(`${text.length}:${text}`);
	return `"${digest.digest('base64url').slice(0, 22)}"`;
}

type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | string;

/** A file that a client may have already: made only for one who has another, or none (RFC 9110, If-None-Match). */
export async function fileUnlessHad(
	request: Request,
	tag: string,
	headers: Record<string, string>,
	make: () => Promise<Body> | Body
): Promise<Response> {
	const had = (request.headers.get('if-none-match') ?? '')
		.split(',')
		.map((one) => one.trim().replace(/^W\//, ''));
	if (had.includes(tag) || had.includes('*'))
		return new Response(null, { status: 304, headers: { etag: tag } });
	return new Response(await make(), { headers: { etag: tag, ...headers } });
}
