import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between a server and its database that can be made slow, go silent or be cut. */
export interface Line {
	/** The database's address by this line. */
	through(url: string): string;
	/** So much later arrives whatever the database says from now on, in milliseconds. */
	delay(milliseconds: number): void;
	/** Nothing gets through any more, in either direction, and nobody is told. */
	silence(): void;
	/** Whoever speaks is cut off, and nobody gets through. */
	cut(): void;
	/** Everything gets through again, on new connections; those that were silent stay so. */
	mend(): void;
	close(): Promise<void>;
}

/** Lays a line to the database at this address. */
export async function lineTo(target: string): Promise<Line> {
	const { hostname, port } = new URL(target);
	let state: 'open' | 'silent' | 'cut' = 'open';
	let delay = 0;
	const sockets = new Set<Socket>();
	const hold = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		return socket;
	};
	const server = createServer((near) => {
		hold(near);
		if (state === 'cut') return near.destroy();
		if (state === 'silent') return;
		const far = hold(connect(Number(port), hostname));
		let cutOff = false;
		const pass = (from: Socket, to: Socket, wait: () => number) =>
			from.on('data', (chunk) => {
				if (state === 'silent') cutOff = true;
				if (cutOff) return;
				const milliseconds = wait();
				if (milliseconds) setTimeout(() => to.writable && to.write(chunk), milliseconds);
				else to.write(chunk);
			});
		pass(near, far, () => 0);
		pass(far, near, () => delay);
		near.on('close', () => far.destroy());
		far.on('close', () => near.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const own = (server.address() as AddressInfo).port;
	const end = () => sockets.forEach((socket) => socket.destroy());
	return {
		through: (url) => {
			const by = new URL(url);
			by.port = String(own);
			return by.href;
		},
		delay: (milliseconds) => void (delay = milliseconds),
		silence: () => void (state = 'silent'),
		cut: () => {
			state = 'cut';
			end();
		},
		mend: () => {
			state = 'open';
			delay = 0;
		},
		close: async () => {
			end();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
