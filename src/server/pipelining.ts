import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** So many answers may be under way on one connection: browsers and proxies ask for the next when they have the last. */
const MOST_AT_ONCE = 4;

/**
 * Cuts off who asks for many things at once on one connection, without waiting for answers: a packet of 64 kB holds a
 * thousand requests, and all their answers would be held in memory until they are read.
 */
export function refusePipelining(serve: RequestListener): RequestListener {
	const underWay = new WeakMap<Socket, number>();
	return (request, response) => {
		const { socket } = request;
		const before = underWay.get(socket) ?? 0;
		if (before >= MOST_AT_ONCE || socket.destroyed) {
			socket.destroy();
			return;
		}
		underWay.set(socket, before + 1);
		response.on('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
		serve(request, response);
	};
}
