import type { IncomingMessage, ServerResponse } from 'node:http';
import { MOST_BYTES } from '#lib/exchange/import/vocabulary.ts';

/** What a request may carry, in bytes. */
const MOST = 512 * 1024;
/** A file, and what a form puts around it. */
const MOST_WITH_FILE = MOST_BYTES + 100_000;
export const MOST_OF_ANY = MOST_WITH_FILE;

/** The pages to which files are sent. */
const TAKES_FILES = /^\/(en|fr)\/workspace\/(import|assessments\/[0-9a-f-]{36}\/sheet)(\?|$)/;

/**
 * So much of a refused body is let go by, and for so long, in milliseconds: many clients read the
 * answer only when all is sent, and lose it if the line is cut before. Then it is cut.
 */
const MOST_IGNORED = 200_000_000;
const LONGEST_IGNORED = 60_000;

/**
 * Refuses a request that announces more than its page takes, before any of it is read, and one that
 * does not say how much comes. Tells whether it has answered.
 */
export function refuseLarge(request: IncomingMessage, response: ServerResponse): boolean {
	if (request.headers['transfer-encoding'] !== undefined)
		return refuse(
			request,
			response,
			411,
			'Content-Length is required. / Content-Length est requis.'
		);
	const length = Number(request.headers['content-length'] ?? 0);
	const takesFiles = TAKES_FILES.test(request.url ?? '');
	if (length <= (takesFiles ? MOST_WITH_FILE : MOST)) return false;
	return refuse(
		request,
		response,
		413,
		takesFiles
			? 'The file is larger than 5 MB. Nothing was changed. / Le fichier dépasse 5 Mo. Rien n’a été modifié.'
			: 'This is more than can be sent at once. / C’est plus que ce qui peut être envoyé en une fois.'
	);
}

function refuse(
	request: IncomingMessage,
	response: ServerResponse,
	status: number,
	reason: string
): true {
	const body = Buffer.from(`${reason}\n`);
	response.writeHead(status, {
		'Content-Type': 'text/plain; charset=utf-8',
		'Content-Length': body.length,
		'Cache-Control': 'no-store',
		Connection: 'close'
	});
	response.write(body);
	const cut = setTimeout(() => request.destroy(), LONGEST_IGNORED).unref();
	let ignored = 0;
	request.on('data', (chunk: Buffer) => {
		ignored += chunk.length;
		if (ignored > MOST_IGNORED) request.destroy();
	});
	request.on('end', () => response.end());
	request.on('close', () => {
		clearTimeout(cut);
	});
	return true;
}
