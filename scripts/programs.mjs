import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Without windows it needs little more than half the processor time, and is what Playwright takes itself. */
export const HEADLESS = 'chromium-headless-shell';
const BROWSERS = [
	HEADLESS,
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable'
];
const DEBIAN = '/usr/lib/postgresql';

/** A Chromium to test with: the one named by CHROMIUM_PATH, on the PATH, or Playwright's own. */
export async function findChromium() {
	const { CHROMIUM_PATH } = process.env;
	if (CHROMIUM_PATH) return isProgram(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined;
	const found = BROWSERS.map(onPath).find(Boolean);
	if (found) return found;
	const { chromium } = await import('@playwright/test');
	return [chromium.executablePath()].find(isProgram);
}

/** The directory of PostgreSQL's server programs (initdb, postgres): often not on the PATH. */
export function findPostgres() {
	const candidates = [
		onPath('pg_config') && execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim(),
		...(existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join(DEBIAN, version, 'bin')),
		...directoriesOfPath()
	];
	return candidates.find(
		(directory) =>
			directory && isProgram(join(directory, 'initdb')) && isProgram(join(directory, 'postgres'))
	);
}

/** Where a program is on the PATH, if it is. */
export function onPath(name) {
	return directoriesOfPath()
		.map((directory) => join(directory, name))
		.find(isProgram);
}

function directoriesOfPath() {
	return (process.env.PATH ?? '').split(delimiter).filter(Boolean);
}

function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
