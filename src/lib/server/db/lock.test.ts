import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './lock.ts';

describe('lockDirectory', () => {
	let folder: string;
	let directory: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'concord-lock-'));
		directory = join(folder, 'data');
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it('lets one in, and the next one after', () => {
		const unlock = lockDirectory(directory);
		expect(readFileSync(`${directory}.lock`, 'utf8')).toBe(String(process.pid));
		expect(() => lockDirectory(directory)).toThrow(`in use by process ${process.pid}`);
		unlock();
		expect(existsSync(`${directory}.lock`)).toBe(false);
		lockDirectory(directory)();
	});

	it('respects another process that runs, and takes over from one that is gone', async () => {
		const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
		await once(other, 'spawn');
		writeFileSync(`${directory}.lock`, String(other.pid));
		expect(() => lockDirectory(directory)).toThrow(`in use by process ${other.pid}`);
		other.kill();
		await once(other, 'exit');
		lockDirectory(directory)();
	});

	it('takes over from an earlier process that had the same number', () => {
		writeFileSync(`${directory}.lock`, String(process.pid));
		lockDirectory(directory)();
	});
});
