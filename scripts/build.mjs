import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './command.mjs';

/** Everything that the build is made of. */
const SOURCES = [
	'src',
	'messages',
	'static',
	'project.inlang/settings.json',
	'paraglide.config.ts',
	'package-lock.json',
	'package.json',
	'svelte.config.js',
	'vite.config.ts',
	'vite.server.config.ts',
	'tsconfig.json'
];
const NOT_SOURCES = ['src/lib/paraglide'];
const STAMP = 'build/.sources';

/**
 * Builds unless the build at hand was made of these very sources. Contents count: a clone's times mean
 * nothing. Throws if it cannot.
 */
export function ensureBuilt() {
	const version = sourcesVersion();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === version) return;
	process.stdout.write('Building…\n');
	if (!npm('run', '--silent', 'build')) throw new Error('The build failed: see above.');
	writeFileSync(STAMP, version);
}

function sourcesVersion() {
	const hash = createHash('sha256');
	for (const path of SOURCES.flatMap(filesIn)) hash.update(`${path}\0`).update(readFileSync(path));
	return hash.digest('hex');
}

function filesIn(path) {
	if (NOT_SOURCES.includes(path) || path.endsWith('.test.ts') || !existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesIn(join(path, name)));
}
