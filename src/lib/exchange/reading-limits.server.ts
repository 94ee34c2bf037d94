import type { RequestEvent } from '@sveltejs/kit';
import { gt, lt, sql } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { addressOf, isOutside } from '#lib/access/sign-in-limits.server.ts';
import { currentTime } from '#lib/clock.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { networkOf } from '#lib/notifications/networks.ts';
import { keyed } from '#lib/notifications/signed.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { besideReading } from '#lib/server/db/reading.ts';
import { readsCounted } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import { problem } from './problem.ts';
import type { ReadKind } from './vocabulary.ts';

const READING: System = { kind: 'system', task: 'reading' };

/** In how many seconds each kind of reading is counted. */
const WINDOWS: Record<ReadKind, number> = { api: 60, files: 60 * 60 };

const quotaOf = (kind: ReadKind): number =>
	kind === 'api' ? env().API_PER_MINUTE : env().FILES_PER_HOUR;

/** Who has read enough, and until when: a flood costs the database nothing. */
const full = new Map<string, number>();

/**
 * Counts a read from this address that has to be made (what is kept finished is given to anyone, uncounted), for all instances
 * together: null where it may be answered, else for how many seconds
 * to wait. One statement, whose commit waits for no disk, since a few reads forgotten in a crash harm nobody.
 */
export async function countRead(
	from: string | null,
	kind: ReadKind,
	now = currentTime()
): Promise<number | null> {
	const quota = quotaOf(kind);
	if (!quota || from === null || !isOutside(from)) return null;
	const network = keyed('reading network', networkOf(from)).toString('base64url');
	const until = full.get(`${kind} ${network}`);
	if (until !== undefined && until > now.valueOf()) return secondsUntil(until, now);
	const window = WINDOWS[kind];
	const runs = gt(readsCounted.since, new Date(now.valueOf() - window * 1000));
	const { counted, since } = await countedBeside(async (db) =>
		only(
			await db
				.insert(readsCounted)
				.values({ network, kind, since: now, counted: 1 })
				.onConflictDoUpdate({
					target: [readsCounted.network, readsCounted.kind],
					set: {
						counted: sql`case when ${runs} then ${readsCounted.counted} + 1 else 1 end`,
						since: sql`case when ${runs} then ${readsCounted.since} else excluded.since end`
					}
				})
				.returning({
					counted: readsCounted.counted,
					since: readsCounted.since,
					unhurried: sql`set_config('synchronous_commit', 'off', true)`
				})
		)
	);
	if (counted <= quota) return null;
	const ends = since.valueOf() + window * 1000;
	forgetEnded(now);
	full.set(`${kind} ${network}`, ends);
	return secondsUntil(ends, now);
}

/** Counting has no part in what is answered, which may be kept for others. */
const countedBeside = <T>(count: (db: Db) => Promise<T>): Promise<T> =>
	besideReading(() => withActor(READING, count));

const secondsUntil = (moment: number, now: Date) =>
	Math.max(1, Math.ceil((moment - now.valueOf()) / 1000));

function forgetEnded(now: Date): void {
	for (const [key, until] of full) if (until <= now.valueOf()) full.delete(key);
}

/** Forgets what is counted no more, also where nobody reads again. */
export async function forgetOldReads(now = currentTime()): Promise<void> {
	const before = new Date(now.valueOf() - WINDOWS.files * 1000);
	await withActor(READING, (db) => db.delete(readsCounted).where(lt(readsCounted.since, before)));
}

/** The answer to whoever has read the API too often from one network; null where they may go on. */
export async function tooManyReads(event: RequestEvent, kind: ReadKind): Promise<Response | null> {
	const wait = await countRead(addressOf(event), kind);
	if (wait === null) return null;
	const often = kind === 'api' ? 'requests a minute' : 'workbooks and packages an hour';
	const response = problem(429, {
		detail: `Without a token one network has ${quotaOf(kind)} ${often}. “Retry-After” says how many seconds to wait.`
	});
	response.headers.set('retry-after', String(wait));
	return response;
}

/** The same for a file that people fetch from a page. */
export async function tooManyFiles(event: RequestEvent): Promise<Response | null> {
	const wait = await countRead(addressOf(event), 'files');
	if (wait === null) return null;
	const minutes = String(Math.ceil(wait / 60));
	const said = LOCALES.map((locale) => m.exchange_too_many_files({ minutes }, { locale }));
	return new Response(`${said.join('\n')}\n`, {
		status: 429,
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store',
			'retry-after': String(wait)
		}
	});
}
