import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';
import { log } from '../log.ts';
import { loggable } from '../loggable.ts';
import { CHANGED, shared, type Keeper, type Tidings } from './tidings.ts';

/** Asked of every keeper: whether it has heard of all before this. Payload: who asks, and the number of the question. */
const ASKED = 'concord_asked';
/** The answer. Payload: that of the question, and who has heard. */
const HEARD = 'concord_heard';
/** Keepers hold an advisory lock each of this class, which goes when their connection does. */
const KEEPERS = 7204004;

/** How often a keeper makes sure that it still hears, in milliseconds. */
const BEAT = 500;
/** For how long what it heard then lets it rely on what it keeps. */
const LEASE = 2_500;
/** After that, a keeper that has not answered relies on nothing any more. */
const PATIENCE = LEASE + 500;
const AGAIN = 250;

const LIST = `select objid::int4 as id from pg_locks
	where locktype = 'advisory' and classid = ${KEEPERS} and objsubid = 2 and granted
		and database = (select oid from pg_database where datname = current_database())`;

/** Ends a connection that may not answer any more. */
function cut(client: pg.Client): void {
	(client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}

/** What each connection has been asked last. */
const last = new WeakMap<pg.Client, Promise<unknown>>();

/** Asks once what was asked before on this connection has been answered: `pg` is to keep no queue for long. */
function query<Row extends pg.QueryResultRow>(
	client: pg.Client,
	text: string,
	values?: unknown[]
): Promise<pg.QueryResult<Row>> {
	const asked = (last.get(client) ?? Promise.resolve()).then(() => client.query<Row>(text, values));
	last.set(
		client,
		asked.catch(() => {})
	);
	return asked;
}

/** Word of changes over PostgreSQL's LISTEN and NOTIFY, on a connection of its own that is made when it is needed. */
export function postgresTidings(url: string): Tidings {
	const me = randomInt(1, 2 ** 31 - 1);
	const questions = new Map<string, (id: number) => void>();
	let keeper: Keeper | undefined;
	let client: Promise<pg.Client> | undefined;
	let heardUntil = -Infinity;
	const current = () => performance.now() < heardUntil;
	let asked = 0;
	let closed = false;

	const hear = (opened: pg.Client, { channel, payload = '' }: pg.Notification) => {
		if (channel === CHANGED) keeper?.changed(payload);
		else if (channel === ASKED && keeper)
			query(opened, 'select pg_notify($1, $2)', [HEARD, `${payload} ${me}`]).catch(() => {});
		else if (channel === HEARD) {
			const [asker, number, id] = payload.split(' ');
			questions.get(`${asker} ${number}`)?.(Number(id));
		}
	};

	async function open(): Promise<pg.Client> {
		const opened = new pg.Client({
			connectionString: url,
			application_name: 'concord-tidings',
			connectionTimeoutMillis: 2_000,
			query_timeout: LEASE,
			keepAlive: true
		});
		opened.on('notification', (one) => hear(opened, one));
		opened.on('error', () => {});
		opened.once('end', () => {
			client = undefined;
			heardUntil = -Infinity;
			keeper?.lost();
			if (keeper) joinAgain();
		});
		await opened.connect();
		await query(opened, `listen ${HEARD}`);
		return opened;
	}
	const connected = () =>
		(client ??= open().catch((error: unknown) => {
			client = undefined;
			throw error;
		}));

	/** First it hears, then it says so, then it keeps: whoever counts the keepers leaves out none that keeps. */
	async function join(): Promise<void> {
		const opened = await connected();
		try {
			await query(opened, `listen ${CHANGED}; listen ${ASKED}`);
			await query(opened, 'select pg_advisory_lock($1, $2)', [KEEPERS, me]);
			keeper?.lost();
			while (!closed) {
				// An answer says that all notices before the question have been given to this process already.
				const at = performance.now();
				await query(opened, 'select 1');
				heardUntil = at + LEASE;
				await new Promise((resolve) => setTimeout(resolve, BEAT).unref());
			}
		} finally {
			cut(opened);
		}
	}
	let joining = false;
	function joinAgain(pause = AGAIN): void {
		if (closed || joining) return;
		joining = true;
		setTimeout(() => {
			joining = false;
			join().catch((error: unknown) => {
				log().warn({ error: loggable(error) }, 'nothing is heard of changes: no page is kept');
				joinAgain();
			});
		}, pause).unref();
	}

	async function ask(): Promise<void> {
		const started = performance.now();
		try {
			const opened = await connected();
			const { rows } = await query<{ id: number }>(opened, LIST);
			const waiting = new Set(rows.map(({ id }) => id));
			if (waiting.size === 0) return;
			const question = `${me} ${++asked}`;
			await new Promise<void>((resolve, reject) => {
				const late = setTimeout(resolve, PATIENCE);
				const done = () => {
					clearTimeout(late);
					questions.delete(question);
					resolve();
				};
				questions.set(question, (id) => {
					if (waiting.delete(id) && waiting.size === 0) done();
				});
				query(opened, 'select pg_notify($1, $2)', [ASKED, question]).catch((error: unknown) => {
					clearTimeout(late);
					reject(error instanceof Error ? error : new Error(String(error)));
				});
			});
			questions.delete(question);
		} catch {
			// Nobody can be asked: what was committed stays so, and by then nobody relies on what they kept.
			const left = PATIENCE - (performance.now() - started);
			if (!closed && left > 0) await new Promise((resolve) => setTimeout(resolve, left));
		}
	}

	return {
		keep(given) {
			keeper = given;
			joinAgain(0);
		},
		current,
		hears: () => !keeper || current(),
		settled: shared(ask),
		async close() {
			closed = true;
			const opened = await client?.catch(() => undefined);
			await opened?.end().catch(() => {});
		}
	};
}
