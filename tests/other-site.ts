import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A page of another site with this code in it, for as long as `visit` runs. Its own policy is the strictest that can
 * hold a frame: nothing is loaded but frames of the one site named, and its own empty icon.
 */
export async function onAnotherSite(
	code: string,
	framed: string,
	visit: (address: string) => Promise<void>
): Promise<void> {
	const site = createServer((_, answer) => {
		answer.setHeader('content-type', 'text/html; charset=utf-8');
		answer.setHeader(
			'content-security-policy',
			`default-src 'none'; img-src data:; frame-src ${framed}`
		);
		answer.end(
			`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Another site</title>${code}</html>`
		);
	});
	await new Promise<void>((listening) => {
		site.listen(0, '127.0.0.1', listening);
	});
	try {
		await visit(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
	} finally {
		site.close();
	}
}
