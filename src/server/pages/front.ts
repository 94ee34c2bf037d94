import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import inject from 'light-my-request';
import { currentTime } from '#lib/clock.ts';
import { whatIsRead } from '#lib/server/db/reading.ts';
import type { Replica } from '#lib/server/db/replica.ts';
import type { Tidings } from '#lib/server/db/tidings.ts';
import type { PageFigures } from '#lib/server/page-figures.ts';
import { isForAnyone } from './address.ts';
import { KeptPage, mayBeKept, type Made } from './kept-page.ts';
import { PageStore, type Outcome } from './page-store.ts';

export interface Front {
	/** What makes the pages: the application. */
	application: RequestListener;
	tidings: Tidings;
	/** Told of each change before any page is made again. */
	replica: Pick<Replica, 'changed'> | undefined;
	/** Headers that every answer carries. */
	headers: Record<string, string>;
	/** The public address of the portal; without one, it is whatever host is asked. */
	origin: string | undefined;
	/** How many bytes the pages that are kept may take. */
	bytes: number;
	figures: PageFigures;
}

/** Of what was asked, what an open page may depend on; the language stands in its address. */
const PASSED_ON = ['host', 'x-forwarded-for', 'x-forwarded-proto', 'user-agent'] as const;

/**
 * Answers what anyone may read from finished pages, before the application is entered, and has the application make those
 * that are not there. Tells whether it has taken the request; otherwise the application is to answer it.
 */
export function keepingPages(
	front: Front
): (request: IncomingMessage, response: ServerResponse) => boolean {
	const { tidings, replica, figures } = front;
	const store = new PageStore<Made>(front.bytes);
	figures.store = store;
	tidings.keep({
		changed(table) {
			replica?.changed();
			store.changed(table);
		},
		lost() {
			replica?.changed();
			store.lost();
		}
	});

	const give = (page: KeptPage, request: IncomingMessage, response: ServerResponse): void => {
		const had = page.answer(request, response);
		if (typeof had === 'boolean') figures.unchanged += Number(had);
		else
			had.then(
				(one) => {
					figures.unchanged += Number(one);
				},
				() => response.destroy()
			);
	};

	async function make(request: IncomingMessage): Promise<Outcome<Made>> {
		const { result, tables, unheard } = await whatIsRead(() => made(front.application, request));
		return mayBeKept(result) && !unheard
			? { page: new KeptPage(result, front.headers), tables }
			: { only: result };
	}

	async function answerAnew(address: string, request: IncomingMessage, response: ServerResponse) {
		const { outcome, mine } = await store.make(address, () => make(request));
		if ('page' in outcome) {
			if (mine) figures.made++;
			else figures.kept++;
			give(outcome.page, request, response);
		} else if (mine) giveOnce(outcome.only, front.headers, request, response);
		else front.application(request, response);
	}

	return (request, response) => {
		if (!isForAnyone(request) || !tidings.current()) return false;
		const host = front.origin ? '' : (request.headers.host ?? '');
		const address = `${host} ${Math.floor(currentTime().valueOf() / 86_400_000)} ${request.url}`;
		const page = store.get(address);
		if (page) {
			figures.kept++;
			give(page, request, response);
		} else answerAnew(address, request, response).catch(() => front.application(request, response));
		return true;
	};
}

/** Has the application answer, as nobody in particular would ask: what it says is for everybody, or for nobody. */
async function made(application: RequestListener, request: IncomingMessage): Promise<Made> {
	const headers: Record<string, string> = { accept: 'text/html,*/*;q=0.8' };
	for (const name of PASSED_ON) {
		const value = request.headers[name];
		if (typeof value === 'string') headers[name] = value;
	}
	const answer = await inject(application as Parameters<typeof inject>[0], {
		method: 'GET',
		url: request.url ?? '/',
		headers,
		remoteAddress: request.socket.remoteAddress
	});
	const said: Made['headers'] = {};
	for (const [name, value] of Object.entries(answer.headers))
		if (value !== undefined) said[name] = Array.isArray(value) ? value : String(value);
	return { status: answer.statusCode, headers: said, body: answer.rawPayload };
}

/** Gives one reader what is for them only, or for nobody to keep. */
function giveOnce(
	{ status, headers, body }: Made,
	everywhere: Record<string, string>,
	request: IncomingMessage,
	response: ServerResponse
): void {
	for (const [name, value] of Object.entries({ ...everywhere, ...headers }))
		if (!/^(?:connection|date|keep-alive|transfer-encoding)$/.test(name))
			response.setHeader(name, value);
	response.writeHead(status);
	response.end(request.method === 'HEAD' ? undefined : body);
}
