import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARIABLES } from '#lib/server/env.ts';
import { freePort } from './port.ts';

export interface RunningServer {
	/** What the server was started with: whoever speaks with its database needs the same. */
	environment: Record<string, string>;
	/** Where it answers. */
	address: string;
	stop(): Promise<void>;
}

/**
 * Starts the built server on a free port and waits until it is ready. Of Concord's own variables it
 * sees only those given here. What it says goes to `.test/<name>.log`.
 */
export async function startServer(
	name: string,
	given: Record<string, string>
): Promise<RunningServer> {
	const port = await freePort();
	const address = `http://localhost:${port}`;
	const environment = {
		...Object.fromEntries(VARIABLES.map((variable) => [variable, ''])),
		PORT: String(port),
		ORIGIN: address,
		...given
	};
	mkdirSync('.test', { recursive: true });
	const log = createWriteStream(`.test/${name}.log`);
	const server = spawn(process.execPath, ['build/main.js'], {
		env: { ...process.env, ...environment },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	server.stdout.pipe(log, { end: false });
	server.stderr.pipe(log, { end: false });
	const kill = () => server.kill('SIGKILL');
	process.once('exit', kill);
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));

	while (!(await isReady(address))) {
		if (server.exitCode !== null)
			throw new Error(`the server did not start: see .test/${name}.log`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return {
		environment,
		address,
		stop: async () => {
			server.kill('SIGTERM');
			await ended;
			process.off('exit', kill);
			log.end();
			if (server.exitCode !== 0)
				throw new Error(`the server did not stop in order: see .test/${name}.log`);
		}
	};
}

const isReady = (address: string) =>
	fetch(`${address}/readyz`).then(
		(response) => response.ok,
		() => false
	);

/** Starts a trial as a newcomer meets it: no settings, and a database of its own, which goes when it is stopped. */
export async function startTrial(name: string): Promise<RunningServer> {
	const directory = mkdtempSync(join(tmpdir(), 'concord-trial-'));
	const server = await startServer(name, { ORIGIN: '', CONCORD_DATA_DIR: directory });
	const stop = async () => {
		await server.stop();
		rmSync(directory, { recursive: true });
	};
	return { ...server, stop };
}
