import type { OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { log } from '#lib/server/log.ts';

const GONE = [404, 'This file is not here any more. / Ce fichier n’est plus ici.\n'] as const;
const UNREAD = [500, 'This file cannot be read. / Ce fichier ne peut pas être lu.\n'] as const;

/**
 * Answers for files that are gone or cannot be read. What serves files knows them from the start, says that one comes
 * before it opens it, and listens to no error of reading it, which would end the process.
 */
export function answeringForLost(serve: RequestListener): RequestListener {
	return (request, response) => {
		const said = sayingLate(response);
		response.on('pipe', (file: Readable) => {
			file.once('error', ({ code, path }: NodeJS.ErrnoException) => {
				log().warn({ code, path }, 'file cannot be served');
				// What has begun cannot become another answer: who waits for the rest sees it cut.
				if (response.headersSent) response.destroy();
				else refuse(response, said, code === 'ENOENT' ? GONE : UNREAD);
			});
		});
		serve(request, response);
	};
}

/** Has the head of an answer wait for the first of its body. Gives the names of the headers said for it until then. */
function sayingLate(response: ServerResponse): ReadonlySet<string> {
	const names = new Set<string>();
	const sayNow = response.writeHead.bind(response);
	const say = (
		status: number,
		given?: OutgoingHttpHeaders | string,
		more?: OutgoingHttpHeaders
	) => {
		const headers = typeof given === 'string' ? more : given;
		if (headers === undefined) return sayNow(status);
		response.statusCode = status;
		for (const [name, value] of Object.entries(headers))
			if (value !== undefined) {
				response.setHeader(name, value);
				names.add(name);
			}
		return response;
	};
	response.writeHead = say as typeof response.writeHead;
	return names;
}

function refuse(
	response: ServerResponse,
	said: ReadonlySet<string>,
	[status, reason]: typeof GONE | typeof UNREAD
): void {
	for (const name of said) response.removeHeader(name);
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Content-Type', 'text/plain; charset=utf-8');
	response.setHeader('Content-Length', Buffer.byteLength(reason));
	response.writeHead(status);
	response.end(reason);
}
