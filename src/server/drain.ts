import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How long requests in flight may take to finish, in milliseconds. */
const GRACE = 25_000;
/** How often connections that have fallen idle are ended while it stops, in milliseconds. */
const SWEEP = 50;

/** A process that is told to stop. */
export interface Draining {
	/**
	 * Answers `/readyz` once it is: not ready any more. Everything else is served as before, each answer as the last
	 * of its connection. Tells whether it has answered.
	 */
	refuseReady(request: IncomingMessage, response: ServerResponse): boolean;
}

/**
 * On SIGTERM or SIGINT: is not ready any more, and goes on answering for so many seconds; then takes no more connections,
 * lets what is in flight finish, releases what the process holds and exits with 0. A second signal changes nothing: it
 * is on its way.
 */
export function drainOnSignal(
	server: Server,
	{ seconds, release }: { seconds: number; release: () => Promise<void> }
): Draining {
	let draining = false;
	const drain = async () => {
		if (draining) return;
		draining = true;
		await pause(seconds * 1000);
		setTimeout(() => server.closeAllConnections(), GRACE).unref();
		server.close(() => {
			release().then(
				() => process.exit(0),
				(error: unknown) => {
					process.stderr.write(`${String(error)}\n`);
					process.exit(1);
				}
			);
		});
		// What was idle is closed already; a connection whose answer was begun before the signal falls idle later.
		setInterval(() => server.closeIdleConnections(), SWEEP).unref();
	};
	process.on('SIGTERM', () => void drain());
	process.on('SIGINT', () => void drain());
	return {
		refuseReady(request, response) {
			if (!draining) return false;
			response.setHeader('Connection', 'close');
			if (request.url !== '/readyz') return false;
			response.writeHead(503, {
				'Content-Type': 'text/plain; charset=utf-8',
				'Cache-Control': 'no-store',
				'Retry-After': '5'
			});
			response.end('stopping\n');
			return true;
		}
	};
}
