import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Hit {
	method: string;
	host: string;
	path: string;
	headers: IncomingHttpHeaders;
}
interface Answer {
	status: number;
	type?: string;
	/** Where it leads on to. */
	to?: string;
	/** How it is answered that only the head is asked for, where that is otherwise. */
	head?: number;
}

/** Where only the tests are: the servers that they ask are told that it may be reached. */
const HOST = '127.0.0.9';

/** Somebody’s own site to which links lead: answers each path as it is told to, all others with a page, and keeps who came. */
export async function startSite(host = HOST, at = 0) {
	const hits: Hit[] = [];
	const answers = new Map<string, Answer>();
	/** Those now being answered, and the most there were of one host at a time. */
	const open = new Map<string, number>();
	let most = 0;
	let pause = 0;
	const server = createServer((request, response) => {
		const { method = '', url: path = '', headers } = request;
		const named = headers.host ?? '';
		hits.push({ method, host: named, path, headers });
		open.set(named, (open.get(named) ?? 0) + 1);
		most = Math.max(most, open.get(named) ?? 0);
		response.on('close', () => open.set(named, (open.get(named) ?? 1) - 1));
		const { status, type = 'text/html', to, head } = answers.get(path) ?? { status: 200 };
		const said = method === 'HEAD' && head ? head : status;
		setTimeout(() => {
			response.writeHead(said, { 'content-type': type, ...(to && { location: to }) });
			response.end(method === 'HEAD' ? undefined : 'a page');
		}, pause);
	});
	await new Promise<void>((resolve) => server.listen(at, host, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		port,
		/** The address of a path, on the host itself or under a name that is looked up to it. */
		at: (path: string, name = host.includes(':') ? `[${host}]` : host) =>
			`http://${name}:${port}${path}`,
		hits,
		mostOfOneHost: () => most,
		/** Answers a path so from now on. */
		answer: (path: string, answer: Answer) => answers.set(path, answer),
		/** Takes its time for each answer, in milliseconds. */
		slowly: (milliseconds: number) => {
			pause = milliseconds;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
export type Site = Awaited<ReturnType<typeof startSite>>;
