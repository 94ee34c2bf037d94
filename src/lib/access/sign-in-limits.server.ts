import type { RequestEvent } from '@sveltejs/kit';
import { eq, lte, sql } from 'drizzle-orm';
import ipaddr from 'ipaddr.js';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { networkOf } from '#lib/notifications/networks.ts';
import { keyed } from '#lib/notifications/signed.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { signInAttempts } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { log } from '#lib/server/log.ts';
import type { System } from './actor.ts';

const SIGN_IN: System = { kind: 'system', task: 'sign-in' };

/** For how long an attempt counts, in seconds. */
const WINDOW = 15 * 60;
/** How many links an address gets in that time that it does not use, so that nobody is bothered through us. */
const PER_ADDRESS = 5;
/** How many attempts that came to nothing are taken from one network in that time. */
const PER_NETWORK = 20;

/** What became of counting an attempt: taken, too many for this address, or from this network and for how many seconds still. */
export type Counted =
	| { taken: true; attempt: string }
	| { taken: false; limit: 'address' }
	| { taken: false; limit: 'network'; retryAfter: number; firstTime: boolean };

/**
 * Counts an attempt to sign in, for all instances together, unless there were too many. Attempts that end in a
 * session are forgotten, so an office behind one address is no crowd. Needs the system actor.
 */
export async function countAttempt(
	db: Db,
	{ email, from }: { email?: string; from: string | null },
	now = currentTime()
): Promise<Counted> {
	// One at a time, so that none slips past a limit beside another.
	await db.execute(sql`select pg_advisory_xact_lock(hashtext('sign-in'))`);
	await deleteOld(db, now);
	const askedFor = email === undefined ? null : hashed('address', email);
	const askedFrom = from !== null && isOutside(from) ? hashed('network', networkOf(from)) : null;
	const { address, network, oldest } = only(
		await db
			.select({
				address: sql<number>`count(*) filter (where ${signInAttempts.askedFor} = ${askedFor})::int`,
				network: sql<number>`count(*) filter (where ${signInAttempts.askedFrom} = ${askedFrom})::int`,
				oldest: sql<
					number | null
				>`extract(epoch from min(${signInAttempts.createdAt}) filter (where ${signInAttempts.askedFrom} = ${askedFrom}))::float`
			})
			.from(signInAttempts)
			.where(
				sql`${signInAttempts.askedFor} = ${askedFor} or ${signInAttempts.askedFrom} = ${askedFrom}`
			)
	);
	if (network > PER_NETWORK)
		return { taken: false, limit: 'network', retryAfter: left(oldest, now), firstTime: false };
	const tooMany = address >= PER_ADDRESS;
	const { id } = only(
		await db
			.insert(signInAttempts)
			.values({ askedFor: tooMany ? null : askedFor, askedFrom, createdAt: now })
			.returning({ id: signInAttempts.id })
	);
	if (network === PER_NETWORK)
		return { taken: false, limit: 'network', retryAfter: left(oldest, now), firstTime: true };
	return tooMany ? { taken: false, limit: 'address' } : { taken: true, attempt: id };
}

/** In how many seconds the first of the attempts counts no more. */
const left = (oldest: number | null, now: Date) =>
	Math.max(1, Math.ceil((oldest ?? 0) + WINDOW - now.valueOf() / 1000));

/** Forgets attempts that count no more, also where nobody tries again. */
export async function forgetOldAttempts(now = currentTime()): Promise<void> {
	await withActor(SIGN_IN, (db) => deleteOld(db, now));
}

const deleteOld = (db: Db, now: Date) =>
	db
		.delete(signInAttempts)
		.where(lte(signInAttempts.createdAt, new Date(now.valueOf() - WINDOW * 1000)));

/** Forgets the attempts that a session came of. Needs the system actor. */
export async function forgetAttempts(db: Db, of: { email: string } | { attempt: string }) {
	await db
		.delete(signInAttempts)
		.where(
			'email' in of
				? eq(signInAttempts.askedFor, hashed('address', of.email))
				: eq(signInAttempts.id, of.attempt)
		);
}

const hashed = (kind: 'address' | 'network', text: string) =>
	keyed(`sign-in ${kind}`, text).toString('base64url');

/**
 * Whether an address is one of the public internet. Others tell nobody apart: they are this machine, a private network,
 * or a proxy of which we were not told, behind which everyone would be locked out together.
 */
export function isOutside(address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	const range = ipaddr.process(address).range();
	return !['loopback', 'private', 'linkLocal', 'uniqueLocal', 'unspecified'].includes(range);
}

/** Where a request comes from, as far as it can be told. */
export function addressOf({ getClientAddress }: Pick<RequestEvent, 'getClientAddress'>) {
	try {
		return getClientAddress();
	} catch {
		// Behind a proxy that should have said so, and did not.
		return null;
	}
}

/** Why somebody was not let in. */
export interface Refused {
	by: 'link' | 'oidc';
	reason: string;
	/** Whom it was about, where that is known. */
	person?: string | null;
}

/**
 * Tells the log and, once for each attempt that is counted, the audit log that somebody was not let in: never from
 * where, and who only where they are known. Needs the system actor.
 */
export async function recordRefusal(
	db: Db,
	{ by, reason, person }: Refused,
	counted?: Counted
): Promise<void> {
	log().info({ by, reason }, 'sign-in refused');
	// Whoever goes on past the limit writes no more entries: they would be a way to fill the log.
	if (counted && !counted.taken && counted.limit === 'network' && !counted.firstTime) return;
	const subject = { type: 'person', id: person ?? 'unknown' } as const;
	await record(db, SIGN_IN, 'sign_in.refused', subject, { by, reason });
}
