import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARIABLES } from '#lib/server/env.ts';
import { atExit } from './at-exit.ts';
import { freePort } from './port.ts';

export interface RunningServer {
	/** What the server was started with: whoever speaks with its database needs the same. */
	environment: Record<string, string>;
	/** Where it answers. */
	address: string;
	/** How long it took until it was ready, in milliseconds. */
	readyAfter: number;
	/** What it ended with; null while it runs. */
	exitCode(): number | null;
	/** Tells it to stop, and waits until it has, in order. */
	stop(): Promise<void>;
	/** Ends it in the middle of whatever it does. */
	kill(): Promise<void>;
}

/**
 * Starts the built server, on a free port unless one is given, and waits until it is ready. Of Concord's own variables it
 * sees only those given here. What it says goes to `.test/<name>.log`. The build is the project's own unless another is given.
 */
export async function startServer(
	name: string,
	given: Record<string, string>,
	build = 'build'
): Promise<RunningServer> {
	const port = given.PORT ?? String(await freePort());
	const address = `http://localhost:${port}`;
	const environment = {
		...Object.fromEntries(VARIABLES.map((variable) => [variable, ''])),
		PORT: port,
		ORIGIN: address,
		...given
	};
	mkdirSync('.test', { recursive: true });
	const log = createWriteStream(`.test/${name}.log`);
	const started = performance.now();
	const server = spawn(process.execPath, [join(build, 'main.js')], {
		env: { ...process.env, ...environment },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	server.stdout.pipe(log, { end: false });
	server.stderr.pipe(log, { end: false });
	const kill = () => server.kill('SIGKILL');
	const forget = atExit(kill);
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));

	while (!(await isReady(address))) {
		if (server.exitCode !== null)
			throw new Error(`the server did not start: see .test/${name}.log`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const gone = async (signal: 'SIGTERM' | 'SIGKILL') => {
		server.kill(signal);
		await ended;
		forget();
		log.end();
	};
	return {
		environment,
		address,
		readyAfter: performance.now() - started,
		exitCode: () => server.exitCode,
		kill: () => gone('SIGKILL'),
		stop: async () => {
			await gone('SIGTERM');
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
