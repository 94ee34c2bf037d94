import { createHash, timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { mailBacklog } from '#lib/notifications/outbox.server.ts';
import { deliveryBacklog } from '#lib/webhooks/backlog.server.ts';
import { env } from './env.ts';
import { pageFigures } from './page-figures.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const registers = [registry];

const requests = new Histogram({
	name: 'concord_request_seconds',
	help: 'How long requests took to answer, by method, route and status.',
	labelNames: ['method', 'route', 'status'] as const,
	buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
	registers
});
const errors = new Counter({
	name: 'concord_unexpected_errors_total',
	help: 'Requests that ended in an error nobody expected.',
	registers
});
const waiting = new Gauge({
	name: 'concord_waiting',
	help: 'What waits to be sent, in all instances together.',
	labelNames: ['what'] as const,
	registers
});
const oldest = new Gauge({
	name: 'concord_oldest_waiting_seconds',
	help: 'For how long the oldest of it has been waiting.',
	labelNames: ['what'] as const,
	registers
});
const failed = new Gauge({
	name: 'concord_given_up',
	help: 'What was tried as often as it is, and was not sent, in all instances together.',
	labelNames: ['what'] as const,
	registers
});

new Counter({
	name: 'concord_pages_total',
	help: 'Answers to what anyone may read: from kept pages, with word that the client has it already among these, and made anew.',
	labelNames: ['how'] as const,
	registers,
	collect() {
		const { kept, unchanged, made } = pageFigures();
		this.reset();
		this.inc({ how: 'kept' }, kept);
		this.inc({ how: 'unchanged' }, unchanged);
		this.inc({ how: 'made' }, made);
	}
});
new Gauge({
	name: 'concord_kept_pages',
	help: 'How many finished pages are kept.',
	registers,
	collect() {
		this.set(pageFigures().store?.pages ?? 0);
	}
});
new Gauge({
	name: 'concord_kept_pages_bytes',
	help: 'How much memory they take.',
	registers,
	collect() {
		this.set(pageFigures().store?.bytes ?? 0);
	}
});

/** Notes that a request was answered; of the path, its route alone. */
export function countRequest(one: {
	method: string;
	route: string | null;
	status: number;
	seconds: number;
}): void {
	const { method, status, seconds } = one;
	requests.observe({ method, route: one.route ?? 'none', status: String(status) }, seconds);
}

export const countError = (): void => errors.inc();

/** Whether this is the token of `METRICS_TOKEN`; never, where none is set. Takes equally long for any. */
export function mayReadMetrics(authorization: string | null): boolean {
	const { METRICS_TOKEN } = env();
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return (
		METRICS_TOKEN !== undefined &&
		timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${METRICS_TOKEN}`))
	);
}

/** The figures of this process and of what waits, as Prometheus reads them, and the type of that text. */
export async function metrics(): Promise<{ text: string; type: string }> {
	for (const [what, backlog] of [
		['mails', await mailBacklog()],
		['webhooks', await deliveryBacklog()]
	] as const) {
		waiting.set({ what }, backlog.waiting);
		oldest.set({ what }, backlog.oldest);
		failed.set({ what }, backlog.failed);
	}
	return { text: await registry.metrics(), type: registry.contentType };
}
