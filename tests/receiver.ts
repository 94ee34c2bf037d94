import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Message {
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** Where only the tests are: the servers that they ask are told that it may be reached. */
const HOST = '127.0.0.9';

/** A site of somebody’s own that is told of changes: keeps what came, and answers as it is told to. */
export async function startReceiver() {
	const received: Message[] = [];
	const answers: number[] = [];
	let usual = 204;
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const body = Buffer.concat(parts).toString('utf8');
			received.push({ path: request.url ?? '', headers: request.headers, body });
			response.writeHead(answers.shift() ?? usual).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	const host = `${HOST}:${(server.address() as AddressInfo).port}`;
	return {
		url: `http://${host}/concord`,
		received,
		/** Answers the next messages so, one after the other. */
		next: (...statuses: number[]) => answers.push(...statuses),
		/** Answers everything so from now on. */
		always: (status: number) => {
			usual = status;
		},
		close: () => new Promise((resolve) => server.close(resolve))
	};
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
