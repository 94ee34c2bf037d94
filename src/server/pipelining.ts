import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** So many answers may be under way on one connection: browsers and proxies ask for the next when they have the last. */
const MOST_AT_ONCE = 4;

/**
 * Cuts off who asks for many things at once on one connection, without waiting for answers: a packet of 64 kB holds a
 * thousand requests, and all their answers would be held in memory until they are read.
 */
export function refusePipelining(serve: RequestListener): RequestListener {
	/** By connection, how many answers are under way on it, and what to do when one has ended. */
	const lines = new WeakMap<Socket, { underWay: number; ended: () => void }>();
	const lineOf = (socket: Socket) => {
		const line = { underWay: 0, ended: () => void line.underWay-- };
		lines.set(socket, line);
		return line;
	};
	return (request, response) => {
		const { socket } = request;
		const line = lines.get(socket) ?? lineOf(socket);
		if (line.underWay >= MOST_AT_ONCE || socket.destroyed) {
			socket.destroy();
			return;
		}
		line.underWay += 1;
		response.on('close', line.ended);
		serve(request, response);
	};
}
