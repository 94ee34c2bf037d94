import { sql } from 'drizzle-orm';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import { join } from 'node:path';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { setClock } from '#lib/clock.ts';
import { env } from '#lib/server/env.ts';
import { openEmbedded, openPostgres, type Database } from './connection.ts';
import { only } from './only.ts';
import { noteReading, noteView } from './reading.ts';
import { seal, settingsOf } from './seal.ts';
import type { Db } from './types.ts';
import { absenceIn, Unavailable } from './unavailable.ts';

/** Kept on the global object so that a module reloaded in development does not open a second one. */
const shared = globalThis as typeof globalThis & { concordDatabase?: Promise<Database> };

/** The one database of this process, opened and migrated at first use. */
export function database(): Promise<Database> {
	return (shared.concordDatabase ??= open());
}

async function open(unhurried = false): Promise<Database> {
	const {
		DATABASE_URL,
		DATABASE_OWNER_URL,
		DATABASE_REPLICA_URL,
		DATABASE_POOL,
		CONCORD_DATA_DIR
	} = env();
	const opened = DATABASE_URL
		? openPostgres(DATABASE_URL, {
				pool: DATABASE_POOL,
				ownerUrl: DATABASE_OWNER_URL,
				replicaUrl: DATABASE_REPLICA_URL,
				unhurried
			})
		: await openEmbedded(join(CONCORD_DATA_DIR, 'database'));
	await opened.migrate();
	return opened;
}

/** For tests and scripts: use this database instead of the configured one. */
export function useDatabase(opened: Database): void {
	shared.concordDatabase = Promise.resolve(opened);
}

/** For programs at a command line: the configured database, on which a statement may take as long as it takes. */
export function takeTime(): void {
	shared.concordDatabase = open(true);
}

export async function closeDatabase(): Promise<void> {
	const opened = shared.concordDatabase;
	shared.concordDatabase = undefined;
	await (await opened)?.close();
}

/**
 * Opens a transaction as this actor: under a role that owns nothing, with row-level security told who
 * asks. What a person writes waits for its turn where many write at once, unless it is to be written `atOnce`.
 * Whatever `work` throws rolls everything back; throws `Unavailable` where the database could not do it. No
 * network call belongs inside: the embedded database has one connection, and everyone waits.
 */
export const withActor = <T>(
	actor: Actor,
	work: (db: Db) => Promise<T>,
	{ atOnce = false } = {}
): Promise<T> => within(actor, work, { writes: true, atOnce });

/** When a proxy has told whoever waits that nobody answers, in milliseconds: what is read for them after that is read for nobody. */
const MOST_READING = 60_000;

/**
 * The same for reading what somebody waits for: after `most` milliseconds the database ends it, however many statements
 * it sends. What is written is not ended so: it may be the better part of something that has to be done.
 */
export const withReader = <T>(
	actor: Actor,
	work: (db: Db) => Promise<T>,
	{ most = MOST_READING }: { most?: number } = {}
): Promise<T> => within(actor, work, { most });

/** The same for reading at length: everything is seen as it stood at the start, whatever others write meanwhile. */
export const withSnapshot = <T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
	within(actor, work, { config: { isolationLevel: 'repeatable read', accessMode: 'read only' } });

/**
 * The same for writing what was worked out from much reading: what others write meanwhile is neither seen nor written
 * over. Where it would be, all of it fails as `overtaken` says, and may be done again.
 */
export const withSteadyView = <T>(actor: Actor, work: (db: Db) => Promise<T>): Promise<T> =>
	within(actor, work, { config: { isolationLevel: 'repeatable read' } });

/** The public needs no seal, and so no key. */
const NO_KEY = new Uint8Array();

/**
 * Reads what is public, for nobody who is signed in: from the replica, where there is one and it is new enough, else
 * from the database itself. It may be `MAY_LAG` old, but never older than the last `Replica.changed()`. `work` only
 * reads, and may be begun twice.
 */
export async function withPublic<T>(work: (db: Db) => Promise<T>): Promise<T> {
	const { replica, tidings } = await database();
	// Without word of changes nobody knows how new is new enough.
	if (replica && tidings.hears()) {
		const found = await replica.read(
			async (opened) => {
				const db = opened as unknown as Db;
				await actAs(db, PUBLIC, NO_KEY);
				const made = await work(db);
				await noteReading(db);
				return made;
			},
			async (opened, lsn) => {
				const { rows } = (await opened.execute(
					sql`select pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn as holds`
				)) as unknown as { rows: { holds: boolean | null }[] };
				return rows[0]?.holds ?? false;
			}
		);
		if (found) return found.read;
	}
	return withReader(PUBLIC, work);
}

interface Transaction {
	config?: PgTransactionConfig;
	/** After so many milliseconds it is ended. */
	most?: number;
	/** Whether it may change what the public reads. */
	writes?: boolean;
	/** Whether it waits for nobody else who writes. */
	atOnce?: boolean;
}

async function within<T>(
	actor: Actor,
	work: (db: Db) => Promise<T>,
	{ config, most, writes = false, atOnce = false }: Transaction = {}
): Promise<T> {
	let end: NodeJS.Timeout | undefined;
	try {
		const { connection, sealKey, tidings, cut, inTurn } = await database();
		const key = await sealKey();
		let changed = false;
		const transaction = () =>
			connection.transaction(async (opened) => {
				const db = opened as unknown as Db;
				await setClock(async () => {
					const { told, pid } = await actAs(db, actor, key);
					if (most !== undefined)
						end = setTimeout(() => void cut?.(pid, most).catch(() => {}), most);
					return told;
				});
				const made = await work(db);
				if (actor.kind === 'public') await noteReading(db);
				else {
					noteView();
					if (writes) changed = await hasChanged(db);
				}
				return made;
			}, config);
		const result = await (writes && !atOnce && actor.kind === 'person'
			? inTurn(transaction)
			: transaction());
		// Whoever is told that it is done finds it done, whichever instance they ask next.
		if (changed) await tidings.settled();
		return result;
	} catch (thrown) {
		const absence = absenceIn(thrown);
		throw absence ? new Unavailable(absence, thrown) : thrown;
	} finally {
		clearTimeout(end);
	}
}

/** Whether this transaction changed what the public reads: see `concord_tell_change()`. */
async function hasChanged(db: Db): Promise<boolean> {
	const { rows } = (await db.execute(
		sql`select current_setting('concord.changed', true) as changed`
	)) as unknown as { rows: { changed: string | null }[] };
	return only(rows).changed === 'yes';
}

/**
 * Reads within a transaction of this actor what the public may read, and no more; what the transaction has written
 * is there already. Whatever `work` throws leaves it with those lesser rights.
 */
export async function readAsPublic<T>(
	db: Db,
	actor: Actor,
	work: (db: Db) => Promise<T>
): Promise<T> {
	const key = await (await database()).sealKey();
	await actAs(db, PUBLIC, key);
	const read = await work(db);
	await actAs(db, actor, key);
	return read;
}

/** Tells the database who acts from here on; gives what time it is there, in milliseconds, and which of its processes it is. */
async function actAs(
	db: Db,
	actor: Actor,
	key: Uint8Array
): Promise<{ told: number; pid: number }> {
	// In one statement with the rest, since every transaction begins so.
	const role =
		actor.kind === 'system'
			? sql`set_config('role', 'concord_system', true)`
			: sql`set_config('role', 'concord_app', true)`;
	const settings = settingsOf(actor);
	// The third argument keeps each setting inside this transaction: no other borrower of the connection sees it.
	const set = Object.entries({ ...settings, seal: seal(actor, Object.values(settings), key) }).map(
		([name, value]) => sql`set_config(${`concord.${name}`}, ${value}, true)`
	);
	const { rows } = (await db.execute(
		sql`select ${sql.join([role, ...set], sql`, `)}, (extract(epoch from clock_timestamp()) * 1000)::float8 as told, pg_backend_pid() as pid`
	)) as unknown as { rows: { told: number; pid: number }[] };
	return only(rows);
}
