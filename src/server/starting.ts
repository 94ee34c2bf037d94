import type { RequestListener } from 'node:http';

/** Answers until the application is loaded: the process lives, but is not ready. */
export const starting: RequestListener = (request, response) => {
	const alive = request.url === '/healthz';
	response.writeHead(alive ? 200 : 503, {
		'Content-Type': 'text/plain; charset=utf-8',
		'Cache-Control': 'no-store',
		...(alive ? {} : { 'Retry-After': '5' })
	});
	response.end(alive ? 'ok\n' : 'Concord is starting. / Concord démarre.\n');
};
