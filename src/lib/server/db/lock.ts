import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/**
 * Two processes on one embedded database destroy it without a word, so the first one leaves a lock
 * file beside it. Returns the function that takes it away. A lock whose process is gone is taken over.
 */
export function lockDirectory(directory: string): () => void {
	const path = `${directory.replace(/\/+$/, '')}.lock`;
	for (;;) {
		try {
			const file = openSync(path, 'wx');
			writeSync(file, String(process.pid));
			closeSync(file);
			const unlock = () => rmSync(path, { force: true });
			process.once('exit', unlock);
			return unlock;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = Number(readFileSync(path, 'utf8'));
		if (holder === process.pid || isRunning(holder))
			throw new Error(
				`The embedded database in ${directory} is in use by process ${holder}. Stop it first, or set DATABASE_URL.`
			);
		rmSync(path, { force: true });
	}
}

function isRunning(pid: number): boolean {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
