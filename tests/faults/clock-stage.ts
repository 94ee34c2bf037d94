import { randomUUID } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { hashToken, newToken } from '#lib/access/sessions.server.ts';
import { env } from '#lib/server/env.ts';
import { sessions } from '#lib/server/db/schema/index.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { asSystem } from '../db/world.ts';
import { CLIENT } from '../identity-provider.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The wall clock of a server that is started with this environment. */
export interface MachineClock {
	environment: Record<string, string>;
	/** From now on it is ahead by so many milliseconds. */
	put(ahead: number): void;
	remove(): void;
}

/** A wall clock that is right at first, and can be set while the server runs. */
export function machineClock(): MachineClock {
	const directory = mkdtempSync(join(tmpdir(), 'concord-clock-'));
	const file = join(directory, 'ahead');
	const put = (ahead: number) => {
		writeFileSync(`${file}.next`, String(ahead));
		// Whoever reads it at this moment reads the one or the other.
		renameSync(`${file}.next`, file);
	};
	put(0);
	return {
		environment: {
			NODE_OPTIONS: `--import ${pathToFileURL(resolve('tests/faults/clock-set.js')).href}`,
			CLOCK_AHEAD_FILE: file
		},
		put,
		remove: () => rmSync(directory, { recursive: true })
	};
}

/** What the servers are started with, beside a database. */
export const settings = (smtp: string, issuer: string): Record<string, string> => ({
	// What the tests sign and seal, the servers have to know.
	AUTH_SECRET: env().AUTH_SECRET ?? '',
	SMTP_URL: smtp,
	OUTGOING_HOSTS: '127.0.0.9',
	PROXIES: '1',
	API_PER_MINUTE: '5',
	OIDC_ISSUER: issuer,
	OIDC_CLIENT_ID: CLIENT.id,
	OIDC_CLIENT_SECRET: CLIENT.secret
});

/** A session of this person, begun by hand: its times are so far from now, in milliseconds. Needs a database in use. */
export async function session(
	userId: string,
	{ ends = 12 * HOUR, seen = 0, proved = 0 } = {}
): Promise<string> {
	const token = newToken();
	const at = (from: number) => new Date(Date.now() + from);
	await asSystem((db) =>
		db.insert(sessions).values({
			sessionToken: hashToken(token),
			userId,
			expires: at(ends),
			lastSeenAt: at(seen),
			provedAt: at(proved)
		})
	);
	return `concord-session=${token}`;
}

type Asked = Pick<RunningServer, 'address'>;

/** A page, a file or a program's question. */
export const get = ({ address }: Asked, path: string, headers: Record<string, string> = {}) =>
	fetch(new URL(path, address), {
		redirect: 'manual',
		headers: { accept: 'text/html', ...headers }
	});

/** A form, as a browser without scripts sends it. */
export const post = (
	{ address }: Asked,
	path: string,
	fields: Record<string, string>,
	headers: Record<string, string> = {}
) =>
	fetch(new URL(path, address), {
		method: 'POST',
		redirect: 'manual',
		headers: { accept: 'text/html', origin: address, ...headers },
		body: new URLSearchParams(fields)
	});

/** Asks until it is so. */
export async function until(is: () => Promise<boolean> | boolean): Promise<void> {
	while (!(await is())) await moment(50);
}

/** The cookie of a session that an answer sets, and until when the browser is to keep it. */
export function entered(answer: Response): { cookie: string; expires: Date } | undefined {
	const set = answer.headers.getSetCookie().find((one) => /^concord-session=[\w-]+;/.test(one));
	const [, cookie = '', expires = ''] = /^([^;]+);.*expires=([^;]+)/i.exec(set ?? '') ?? [];
	return cookie ? { cookie, expires: new Date(expires) } : undefined;
}

/** Presses the button of the page that a mailed link leads to, and follows where it leads: into a session, or not. */
export async function press(server: Asked, link: string): Promise<Response> {
	const fields = Object.fromEntries(new URL(link).searchParams);
	const pressed = await post(server, new URL(link).pathname, fields);
	return get(server, pressed.headers.get('location') ?? '/');
}

/** Asks as often as somebody may; what is given expects them to be told to wait, not longer than is written. */
export async function limitsReached(server: Asked): Promise<() => Promise<void>> {
	const network = { 'x-forwarded-for': `2001:db8:${randomUUID().slice(0, 4)}::1` };
	let number = 0;
	// Each another answer: what is kept finished is given to anyone, uncounted.
	const read = () => get(server, `/api/v1/commitments?limit=${++number}`, network);
	const ask = () => post(server, '/en/sign-in', { email: `${randomUUID()}@example.org` }, network);
	for (let each = 0; each < 5; each += 1) expect((await read()).status).toBe(200);
	for (let each = 0; each < 20; each += 1) expect((await ask()).status).toBe(303);
	return async () => {
		for (const [again, most] of [
			[read, 60],
			[ask, 900]
		] as const) {
			const answer = await again();
			expect(answer.status, `a limit of ${most} seconds`).toBe(429);
			const wait = Number(answer.headers.get('retry-after'));
			expect(wait).toBeGreaterThan(most - 30);
			expect(wait).toBeLessThanOrEqual(most);
		}
	};
}
