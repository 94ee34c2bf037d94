import type { Server } from 'node:http';

/** How long requests in flight may take to finish, in milliseconds. */
const GRACE = 25_000;

/**
 * On SIGTERM or SIGINT: takes no more connections, lets what is in flight finish, then releases what
 * the process holds and exits with 0. A second signal changes nothing: it is on its way.
 */
export function drainOnSignal(server: Server, release: () => Promise<void>): void {
	let draining = false;
	server.on('request', (_, response) => {
		response.on('close', () => {
			if (draining) setImmediate(() => server.closeIdleConnections());
		});
	});
	const drain = () => {
		if (draining) return;
		draining = true;
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
		server.closeIdleConnections();
	};
	process.on('SIGTERM', drain);
	process.on('SIGINT', drain);
}
