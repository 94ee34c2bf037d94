import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** What this very process has locked. */
const held = new Set<string>();

/**
 * Two processes on one embedded database destroy it without a word, so the first one leaves a lock
 * file beside it. Returns the function that takes it away. A lock whose process is gone is taken over,
 * and so is one of an earlier process with this one's number: in a container every start has the same.
 */
export function lockDirectory(directory: string): () => void {
	const path = `${directory.replace(/\/+$/, '')}.lock`;
	for (;;) {
		try {
			const file = openSync(path, 'wx');
			writeSync(file, String(process.pid));
			closeSync(file);
			held.add(path);
			const unlock = () => {
				held.delete(path);
				rmSync(path, { force: true });
			};
			process.once('exit', unlock);
			return unlock;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = Number(readFileSync(path, 'utf8'));
		if (holder === process.pid ? held.has(path) : isRunning(holder))
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
