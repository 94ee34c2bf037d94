import { createServer, type RequestListener } from 'node:http';
import { closeDatabase } from '#lib/server/db/index.ts';
import { DEMO_PEOPLE } from '#lib/exchange/demo/people.ts';
import { refuseLarge } from './body-limit.ts';
import { drainOnSignal } from './drain.ts';
import { settleEnvironment } from './environment.ts';
import { greeting } from './greeting.ts';
import { securityHeaders, setHeaders, trialProtocol } from './headers.ts';
import { listen } from './listen.ts';
import { starting } from './starting.ts';

/** How long a client may take to send what it asks, and how often that is looked at, in milliseconds. */
const PATIENCE = {
	headersTimeout: 15_000,
	requestTimeout: 60_000,
	connectionsCheckingInterval: 5_000
};

async function start(): Promise<void> {
	const settings = settleEnvironment();
	const headers = securityHeaders(settings);
	let answer: RequestListener = starting;
	const server = createServer(PATIENCE, (request, response) => {
		setHeaders(response, headers);
		if (!settings.ORIGIN) trialProtocol(request);
		if (draining.refuseReady(request, response) || refuseLarge(request, response)) return;
		answer(request, response);
	});
	const draining = drainOnSignal(server, {
		seconds: settings.DRAIN_SECONDS,
		release: closeDatabase
	});
	// The port first: a second start by mistake must not get as far as the database.
	const address = await listen(server, settings);
	answer = await application();
	process.stdout.write(
		greeting(settings.ORIGIN ?? address, settings.CONCORD_DEMO ? DEMO_PEOPLE : [])
	);
}

/** The built application; loading it opens and migrates the database and brings in the reference data. */
async function application(): Promise<RequestListener> {
	const { href } = new URL('./handler.js', import.meta.url);
	const built = (await import(/* @vite-ignore */ href)) as { handler: RequestListener };
	return built.handler;
}

start().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
