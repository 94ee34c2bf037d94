import { expect, test } from '../fixtures.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { asSystem } from '../db/world.ts';

const bearer = (token = '') => ({ headers: { authorization: `Bearer ${token}` } });

/** The value of a figure with these labels, in any order. */
function valueOf(text: string, name: string, labels: string[] = []): number {
	const line = text
		.split('\n')
		.find((one) => one.startsWith(name) && labels.every((label) => one.includes(label)));
	return Number(line?.split(' ').at(-1));
}

test('[TRUST 59] figures are for who brings the token, and count what happens', async ({
	playwright,
	baseURL
}) => {
	const request = await playwright.request.newContext({ baseURL });
	const refused = [undefined, bearer(), bearer('wrong'), bearer(`x${process.env.METRICS_TOKEN}`)];
	for (const options of refused)
		expect((await request.get('/metrics', options)).status(), JSON.stringify(options)).toBe(404);

	const read = async () => {
		const answer = await request.get('/metrics', bearer(process.env.METRICS_TOKEN));
		expect(answer.headers()['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
		expect(answer.headers()['cache-control']).toBe('no-store');
		return answer.text();
	};
	const asked = ['method="GET"', 'route="/(public)/principles"', 'status="200"'];
	const before = await read();
	// Under an address of its own: what is kept finished is given out before it is counted by route.
	await request.get(`/en/principles?${Date.now()}`);
	await asSystem((db) =>
		queueMail(db, {
			dedupeKey: `metrics:${Date.now()}`,
			recipient: 'metrics@example.org',
			locale: 'en',
			subject: 'Waits',
			body: 'Waits'
		})
	);
	const after = await read();
	const count = (text: string) => valueOf(text, 'concord_request_seconds_count', asked) || 0;
	expect(count(after)).toBeGreaterThan(count(before));
	expect(valueOf(after, 'concord_waiting', ['what="mails"'])).toBeGreaterThan(0);
	expect(valueOf(after, 'concord_oldest_waiting_seconds', ['what="mails"'])).toBeGreaterThan(0);
	expect(valueOf(after, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
	expect(after, 'no path, query or person stands in a figure').not.toMatch(/@|\/en\/|\?/);
	await request.dispose();
});
