import { existsSync, readFileSync } from 'node:fs';
import { npm, stop } from './command.mjs';

const MINIMUM = [20, 19];

/** Installs the dependencies unless what is installed is what the lock file says; ends the script if it cannot. */
export function ensureInstalled() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1]))
		stop(`Concord needs Node ${MINIMUM.join('.')} or later; this is ${process.versions.node}.`);
	if (isInstalled()) return;
	process.stdout.write('Installing the dependencies…\n');
	// The build needs the development dependencies, in production too.
	if (!npm('ci', '--include=dev', '--no-audit', '--no-fund'))
		stop('The dependencies could not be installed: npm says above why.');
}

/** npm leaves a note of what it installed, as the last thing it does. */
function isInstalled() {
	const note = 'node_modules/.package-lock.json';
	if (!existsSync(note)) return false;
	const wanted = packagesOf('package-lock.json');
	const installed = packagesOf(note);
	// The entry without a path is the project itself.
	return Object.entries(wanted).every(
		([path, { version, optional }]) =>
			path === '' || (installed[path] ? installed[path].version === version : optional)
	);
}

function packagesOf(path) {
	return JSON.parse(readFileSync(path, 'utf8')).packages;
}
