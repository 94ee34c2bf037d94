import { createServer, type RequestListener } from 'node:http';
import { DEMO_PEOPLE } from '#lib/exchange/demo/people.ts';
import { closeDatabase, database } from '#lib/server/db/index.ts';
import { pageFigures } from '#lib/server/page-figures.ts';
import { refuseLarge } from './body-limit.ts';
import { drainOnSignal } from './drain.ts';
import { settleEnvironment } from './environment.ts';
import { greeting } from './greeting.ts';
import { securityHeaders, setHeaders, trialProtocol } from './headers.ts';
import { listen } from './listen.ts';
import { answeringForLost } from './lost-files.ts';
import { keepingPages } from './pages/front.ts';
import { refusePipelining } from './pipelining.ts';
import { leaveOutOddRange } from './ranges.ts';
import { starting } from './starting.ts';

/**
 * How long a client may take to send what it asks (its headers; all of it), and how often that is looked at, in
 * milliseconds.
 */
const PATIENCE = {
	headersTimeout: 10_000,
	requestTimeout: 60_000,
	connectionsCheckingInterval: 2_000
};
/** How long nothing at all may go on on a connection that has a request: so long an answer waits for someone who does not read it. */
const STANDSTILL = 60_000;
/** Connections at once, the next are dropped: what each may hold in memory times these is what the process needs at most. */
const MOST_CONNECTIONS = 1000;

async function start(): Promise<void> {
	const settings = settleEnvironment();
	const headers = securityHeaders(settings);
	let answer: RequestListener = starting;
	let keptPage: (...asked: Parameters<RequestListener>) => boolean = () => false;
	const serve: RequestListener = (request, response) => {
		if (!settings.ORIGIN) trialProtocol(request);
		if (draining.refuseReady(request, response) || keptPage(request, response)) return;
		setHeaders(response, headers);
		leaveOutOddRange(request);
		if (!refuseLarge(request, response)) answer(request, response);
	};
	const server = createServer(PATIENCE, refusePipelining(serve));
	server.setTimeout(STANDSTILL);
	server.maxConnections = MOST_CONNECTIONS;
	const draining = drainOnSignal(server, {
		seconds: settings.DRAIN_SECONDS,
		release: closeDatabase
	});
	// The port first: a second start by mistake must not get as far as the database.
	const address = await listen(server, settings);
	const whole = await application();
	answer = answeringForLost(whole);
	const { tidings, replica } = await database();
	if (settings.KEPT_PAGES_MB > 0)
		keptPage = keepingPages({
			application: whole,
			tidings,
			replica,
			headers,
			origin: settings.ORIGIN,
			bytes: settings.KEPT_PAGES_MB * 1_000_000,
			figures: pageFigures()
		});
	else if (replica)
		tidings.keep({ changed: () => replica.changed(), lost: () => replica.changed() });
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
