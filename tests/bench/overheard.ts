import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import pg from 'pg';

/** A statement as it was sent, and on which connection. */
export interface Said {
	connection: number;
	name: string;
	text: string;
	values: (string | Buffer | null)[];
}

/** A line to the database on which all statements are noted. */
export interface Overheard {
	through(url: string): string;
	/** What is sent while this is done. */
	during(work: () => Promise<unknown>): Promise<Said[]>;
	close(): Promise<void>;
}

/** Lays such a line to the database at this address. */
export async function overhear(target: string): Promise<Overheard> {
	const { hostname, port } = new URL(target);
	let said: Said[] = [];
	let connections = 0;
	const sockets = new Set<Socket>();
	const server = createServer({ noDelay: true }, (near) => {
		const far = connect({ port: Number(port), host: hostname, noDelay: true });
		const note = reader(connections++, (one) => said.push(one));
		near.on('data', note);
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			sockets.add(one);
			one.on('error', () => {});
			one.on('close', () => {
				sockets.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		through: (url) => {
			const by = new URL(url);
			by.port = String((server.address() as AddressInfo).port);
			return by.href;
		},
		during: async (work) => {
			said = [];
			await work();
			return whole(said).filter(isOfPage);
		},
		close: async () => {
			sockets.forEach((socket) => socket.destroy());
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

/** Reads what a client sends (PostgreSQL's documentation, “Message Formats”): of it, statements and their values. */
function reader(connection: number, tell: (said: Said) => void): (chunk: Buffer) => void {
	const texts = new Map<string, string>();
	let rest: Buffer = Buffer.alloc(0);
	let begun = false;
	const message = (type: string, body: Buffer) => {
		const until = (from: number) => body.indexOf(0, from);
		const part = (from: number) => body.toString('utf8', from, until(from));
		if (type === 'Q') tell({ connection, name: '', text: part(0), values: [] });
		else if (type === 'P') texts.set(part(0), part(until(0) + 1));
		else if (type === 'B') {
			const name = part(until(0) + 1);
			let at = until(until(0) + 1) + 1;
			const formats = Array.from({ length: body.readInt16BE(at) }, (_, place) =>
				body.readInt16BE(at + 2 + 2 * place)
			);
			at += 2 + 2 * formats.length;
			const values = Array.from({ length: body.readInt16BE(at) }, () => 0);
			at += 2;
			const read = values.map((_, place) => {
				const length = body.readInt32BE(at);
				at += 4;
				if (length < 0) return null;
				const bytes = body.subarray(at, at + length);
				at += length;
				const binary = (formats.length > 1 ? formats[place] : formats[0]) === 1;
				return binary ? Buffer.from(bytes) : bytes.toString('utf8');
			});
			tell({ connection, name, text: texts.get(name) ?? '', values: read });
		}
	};
	return (chunk) => {
		rest = rest.length ? Buffer.concat([rest, chunk]) : chunk;
		for (;;) {
			// The first message says who connects, and has no type.
			const head = begun ? 1 : 0;
			if (rest.length < head + 4) return;
			const end = head + rest.readInt32BE(head);
			if (rest.length < end) return;
			if (begun) message(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, end));
			begun = true;
			rest = rest.subarray(end);
		}
	};
}

/** Transactions that were begun and ended within it: of what the portal does by itself a part may be heard too. */
function whole(said: readonly Said[]): Said[] {
	const open = new Map<number, Said[]>();
	const ended = new Set<Said>();
	for (const one of said) {
		if (one.text === 'begin') open.set(one.connection, []);
		open.get(one.connection)?.push(one);
		if (one.text !== 'commit') continue;
		for (const part of open.get(one.connection) ?? []) ended.add(part);
		open.delete(one.connection);
	}
	return said.filter((one) => ended.has(one));
}

/** The cache asks of which tables a page was made, and whether it still hears: neither is of the page. */
const isOfPage = ({ text }: Said) => !text.includes('pg_locks') && text !== 'select 1';

/** Sends statements again over bare `pg`, those of each connection on one of its own, side by side. */
export async function replaying(
	url: string,
	said: readonly Said[]
): Promise<{ again(): Promise<void>; close(): Promise<void> }> {
	const groups = new Map<number, Said[]>();
	for (const one of said) groups.set(one.connection, [...(groups.get(one.connection) ?? []), one]);
	const clients = await Promise.all(
		[...groups.values()].map(async (statements) => {
			const client = new pg.Client({
				connectionString: url,
				options: '-c random_page_cost=1.1 -c jit=off'
			});
			// A run that is cut short ends the database too.
			client.on('error', () => {});
			await client.connect();
			return { client, statements };
		})
	);
	return {
		again: async () => {
			await Promise.all(
				clients.map(async ({ client, statements }) => {
					for (const { name, text, values } of statements)
						await client.query({ ...(name ? { name } : {}), text, values });
				})
			);
		},
		close: async () => {
			await Promise.all(clients.map(({ client }) => client.end()));
		}
	};
}
