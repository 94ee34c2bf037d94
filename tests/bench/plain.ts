// The server that Concord is measured against: node:http and nothing else, with the same bytes or the same rows.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { answering } from './child.ts';

/** An answer that it is to give, for this path and this `accept-encoding`. */
export interface PlainPage {
	path: string;
	coding: string;
	headers: string[];
	tag: string;
	body: Uint8Array;
}
export type PlainQuestion =
	| { kind: 'serve'; pages: PlainPage[] }
	| { kind: 'rows'; url: string; text: string }
	| { kind: 'cpu' };

const pages = new Map<string, PlainPage & { body: Buffer }>();
let rows: { pool: pg.Pool; text: string } | undefined;
const server = createServer((request, response) => {
	if (rows && request.url?.startsWith('/rows/')) {
		rows.pool
			.query<{ record: unknown }>({
				name: 'rows',
				text: rows.text,
				values: [decodeURIComponent(request.url.slice('/rows/'.length))]
			})
			.then(
				({ rows: found }) => {
					const data = found.map(({ record }) => record);
					response.setHeader('content-type', 'application/json');
					response.end(JSON.stringify({ data }));
				},
				() => response.writeHead(500).end()
			);
		return;
	}
	const page = pages.get(`${request.headers['accept-encoding']} ${request.url}`);
	if (!page) response.writeHead(404).end();
	else if (request.headers['if-none-match'] === page.tag) {
		response.writeHead(304, page.headers).end();
	} else {
		response.writeHead(200, [...page.headers, 'content-length', String(page.body.length)]);
		response.end(page.body);
	}
});
const listening = new Promise<number>((resolve) =>
	server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
);

answering<PlainQuestion>(async (question) => {
	if (question.kind === 'cpu') {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1000;
	}
	if (question.kind === 'rows') {
		await rows?.pool.end();
		rows = { pool: new pg.Pool({ connectionString: question.url, max: 10 }), text: question.text };
	} else
		for (const page of question.pages)
			pages.set(`${page.coding} ${page.path}`, { ...page, body: Buffer.from(page.body) });
	return listening;
});
