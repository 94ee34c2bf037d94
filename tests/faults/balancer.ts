import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningServer } from '../../scripts/testing/server.ts';

export interface Balancer {
	/** Where it answers. */
	address: string;
	/** The instances that share the work; may be changed at any time. */
	instances: Pick<RunningServer, 'address'>[];
	close(): Promise<void>;
}

/** How often it looks which instance is ready, in milliseconds. */
const LOOKS = 100;

/**
 * Shares requests out among instances in turn, as an operator's proxy does: to those alone that were ready when it
 * looked last, and never the same request twice.
 */
export async function startBalancer(): Promise<Balancer> {
	const balancer: Balancer = { address: '', instances: [], close: () => Promise.resolve() };
	let ready: string[] = [];
	let turn = 0;
	const server = createServer((from, answer) => {
		const to = ready[turn++ % ready.length];
		if (!to) {
			answer.writeHead(502).end();
			return;
		}
		const { method, headers } = from;
		const forwarded = request(to + (from.url ?? ''), { method, headers }, (given) => {
			answer.writeHead(given.statusCode ?? 502, given.headers);
			given.pipe(answer);
		});
		forwarded.on('error', () => answer.destroy());
		from.pipe(forwarded);
	});
	const look = async () => {
		const asked = await Promise.all(
			balancer.instances.map(async ({ address }) => {
				const told = await fetch(`${address}/readyz`).catch(() => undefined);
				return told?.ok ? address : '';
			})
		);
		ready = asked.filter(Boolean);
	};
	const looking = setInterval(() => void look(), LOOKS);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	balancer.address = `http://localhost:${(server.address() as AddressInfo).port}`;
	balancer.close = async () => {
		clearInterval(looking);
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return balancer;
}
