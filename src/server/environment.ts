import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_OF_ANY } from './body-limit.ts';
import { parseEnv, VARIABLES, type Env } from '#lib/server/env.ts';

/**
 * Settles this process's environment before any of the application is loaded: reads `.env` (what is set
 * already wins), checks everything, fills in what a trial needs. Throws one line that names each bad value.
 */
export function settleEnvironment(): Env {
	if (existsSync('.env')) process.loadEnvFile('.env');
	// Set to nothing means unset, for whoever reads the environment after us too.
	for (const name of VARIABLES) if (process.env[name] === '') delete process.env[name];
	const settings = parseEnv(process.env);
	process.env.AUTH_SECRET = settings.AUTH_SECRET ?? keptSecret(settings.CONCORD_DATA_DIR);
	process.env.BODY_SIZE_LIMIT = String(MOST_OF_ANY);
	// Without a public address (trial only), addresses follow the Host header: see `trialProtocol`.
	if (settings.ORIGIN) process.env.ORIGIN = new URL(settings.ORIGIN).origin;
	else process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	// Whatever stands before what our own proxies added, the client may have made up.
	if (settings.PROXIES) {
		process.env.ADDRESS_HEADER = 'x-forwarded-for';
		process.env.XFF_DEPTH = String(settings.PROXIES);
	}
	return settings;
}

/** The secret of a trial, made once and kept beside its database, so that sessions outlive a restart. */
function keptSecret(directory: string): string {
	const path = join(directory, 'auth-secret');
	if (existsSync(path)) return readFileSync(path, 'utf8').trim();
	const secret = randomBytes(32).toString('base64url');
	mkdirSync(directory, { recursive: true });
	writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
	return secret;
}
