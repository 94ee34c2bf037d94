import { spawnSync } from 'node:child_process';

/** The npm that started this script, or the one on the PATH: npm itself runs by Node, wherever it lies. */
export function npm(...args) {
	const { npm_execpath } = process.env;
	return npm_execpath?.endsWith('.js')
		? run(process.execPath, npm_execpath, ...args)
		: run('npm', ...args);
}

/** Runs a command, showing what it says. Whether it succeeded. */
export function run(command, ...args) {
	return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Ends this script with one line that says what to do. */
export function stop(line) {
	process.stderr.write(`${line}\n`);
	process.exit(1);
}
