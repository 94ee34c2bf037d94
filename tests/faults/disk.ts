import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	closeSync,
	fstatSync,
	ftruncateSync,
	mkdtempSync,
	openSync,
	rmSync,
	writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from '../../scripts/testing/at-exit.ts';

/** A small disk that can be filled to the last byte, and emptied again. */
export interface Disk {
	directory: string;
	/** Takes all the room there is, but for so many bytes. */
	fill(but?: number): void;
	/** Gives it back. */
	empty(): void;
	/** Mounts it anew, read-only or not; only while nothing on it is open. */
	remount(how: 'ro' | 'rw'): void;
	close(): void;
}

/** Mounting is for an administrator: elsewhere (and outside of Linux) a disk cannot be filled without harm to others. */
export const canMount = process.platform === 'linux' && tried();

function tried(): boolean {
	if (process.getuid?.() !== 0) return false;
	const directory = mkdtempSync(join(tmpdir(), 'concord-mount-'));
	const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory]);
	if (mounted.status === 0) spawnSync('umount', [directory]);
	rmSync(directory, { recursive: true });
	return mounted.status === 0;
}

/** Mounts a disk of so many megabytes, in memory. */
export function smallDisk(megabytes: number): Disk {
	const directory = mkdtempSync(join(tmpdir(), 'concord-disk-'));
	run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory);
	chmodSync(directory, 0o755);
	const ballast = join(directory, 'ballast');
	const close = () => {
		spawnSync('umount', ['--lazy', directory]);
		rmSync(directory, { recursive: true, force: true });
	};
	const forget = atExit(close);
	return {
		directory,
		fill: (but = 0) => {
			const file = openSync(ballast, 'a');
			for (let size = 1 << 20; size >= 1; size >>= 1) write(file, size);
			ftruncateSync(file, fstatSync(file).size - but);
			closeSync(file);
		},
		empty: () => rmSync(ballast),
		remount: (how) => run('mount', '-o', `remount,${how}`, directory),
		close: () => {
			forget();
			close();
		}
	};
}

/** Writes pieces of this size for as long as there is room. */
function write(file: number, size: number): void {
	const piece = Buffer.alloc(size, 1);
	try {
		for (;;) if (writeSync(file, piece) < size) return;
	} catch (thrown) {
		if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown;
	}
}

function run(program: string, ...options: string[]): void {
	const { status, stderr } = spawnSync(program, options, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${program} ${options.join(' ')}: ${stderr}`);
}
