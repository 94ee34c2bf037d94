import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Env } from '#lib/server/env.ts';

/** Starts to listen; gives the address for a browser on this machine. Throws one line that says what to do. */
export async function listen(
	server: Server,
	{ HOST, PORT }: Pick<Env, 'HOST' | 'PORT'>
): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, PORT)));
		server.listen(PORT, HOST, resolve);
	});
	const { port } = server.address() as AddressInfo;
	return `http://${HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST}:${port}`;
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
	if (error.code === 'EADDRINUSE')
		return new Error(
			`Concord cannot start: port ${port} is in use. Stop what listens there, or set PORT to another.`
		);
	if (error.code === 'EACCES')
		return new Error(
			`Concord cannot start: it may not listen on port ${port}. Set PORT to another.`
		);
	return new Error(`Concord cannot start: ${error.message}`);
}
