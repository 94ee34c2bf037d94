import {
	error,
	isHttpError,
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { randomUUID } from 'node:crypto';
import { PUBLIC } from '#lib/access/actor.ts';
import { authRoutes } from '#lib/access/auth-routes.server.ts';
import { keepRefusal } from '#lib/access/refusals.server.ts';
import { personOf, sessionCookie } from '#lib/access/sessions.server.ts';
import { PROBLEM, problem } from '#lib/exchange/problem.ts';
import { prepareData } from '#lib/exchange/prepare.server.ts';
import { hasToken } from '#lib/exchange/writing/by-token.server.ts';
import { isLocale, paraglideMiddleware, preferredLocale } from '#lib/i18n/request.server.ts';
import { withReader } from '#lib/server/db/index.ts';
import { Unavailable } from '#lib/server/db/unavailable.ts';
import { FOR_ANYONE } from '#lib/server/for-anyone.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import { startMail } from '#lib/server/mail.ts';
import { countError, countRequest } from '#lib/server/metrics.ts';
import { startReminders } from '#lib/server/reminders.ts';
import { unavailableAnswer } from '#lib/server/unavailable-answer.ts';

/** Addresses that are the same in every language. */
const NOT_LOCALISED =
	/^\/(\.well-known|auth|api|feeds|healthz|metrics|readyz|robots\.txt|session|sitemap\.xml)(\/|$)/;
/** The script of the template that serves the framework's own: of no use on pages to which that is not sent. */
const EARLY = /\s*<script\b[^>]* data-early[^>]*>[\s\S]*?<\/script>/;
/** What starts the framework. */
const FRAMEWORK = /<script\b[^>]*>[^<]*__sveltekit_/;
/** What every page is set in: asked for together with its styles, so that the first page has it already where the line is good. */
const TYPEFACE = '/source-sans-3-latin-wght-normal.';
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const isApi = ({ pathname }: URL): boolean => pathname.startsWith('/api/');

export const init: ServerInit = async () => {
	await prepareData();
	startMail();
	startReminders();
};

const identify: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	event.locals.requestId = randomUUID();
	event.locals.actor = PUBLIC;
	event.locals.locale = preferredLocale(event);
	const response = await availably(event, resolve);
	const { status } = response;
	const { method } = event.request;
	const route = event.route.id;
	const ms = performance.now() - started;
	log().info(
		{ requestId: event.locals.requestId, method, route, status, ms: Math.round(ms) },
		'request'
	);
	countRequest({ method, route, status, seconds: ms / 1000 });
	return response;
};

/** What somebody known was refused is recorded once it is rolled back, and before they are told. */
const refusals: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { refused, absence, requestId } = event.locals;
	if (refused && !absence) await keepRefusal(refused, requestId);
	return response;
};

/** Where the database was unavailable, that is the answer, whatever was made of it on the way. */
async function availably(
	event: RequestEvent,
	resolve: (event: RequestEvent) => Response | Promise<Response>
): Promise<Response> {
	try {
		const response = await resolve(event);
		return event.locals.absence ? unavailableAnswer(event, event.locals.absence) : response;
	} catch (thrown) {
		if (!(thrown instanceof Unavailable)) throw thrown;
		noteAbsence(event, thrown);
		return unavailableAnswer(event, thrown.absence);
	}
}

function noteAbsence({ locals: { requestId }, route }: RequestEvent, thrown: unknown): void {
	log().warn({ requestId, route: route.id, error: loggable(thrown) }, 'database unavailable');
}

/** Whatever goes wrong under the API is told as a problem document, also what the framework refuses. */
const problems: Handle = async ({ event, resolve }) => {
	if (!isApi(event.url)) return resolve(event);
	try {
		const response = await resolve(event);
		const told = response.ok || response.headers.get('content-type') === PROBLEM;
		return told || response.status < 400 ? response : problem(response.status);
	} catch (thrown) {
		if (isHttpError(thrown)) return problem(thrown.status);
		throw thrown;
	}
};

/** No address here holds a NUL, and PostgreSQL refuses it in any text. */
const readable: Handle = ({ event, resolve }) => {
	if (/%00/.test(event.url.pathname + event.url.search)) error(400, 'bad_request');
	return resolve(event);
};

/** Where mail programs post from nowhere (RFC 8058): the signed token in the address is the proof. */
const FROM_ANYWHERE = new Set<string | null>([
	'/unsubscribe/[token]',
	'/unsubscribe/summaries/[token]'
]);

/**
 * A program comes from no page. What it asks under the API is decided by its token alone, cookies are not looked at
 * there, so no page can make it ask: with a token, or from nowhere, it gets as far as being asked for one.
 */
const isProgram = ({ request, url }: RequestEvent): boolean =>
	isApi(url) && (hasToken(request) || !request.headers.has('origin'));

/** A change must come from a page of this site. The framework's own check is off: this one is stricter. */
const sameOrigin: Handle = ({ event, resolve }) => {
	if (
		!SAFE.has(event.request.method) &&
		!FROM_ANYWHERE.has(event.route.id) &&
		!isProgram(event) &&
		event.request.headers.get('origin') !== event.url.origin
	)
		error(403, 'cross-origin');
	return resolve(event);
};

const authenticate: Handle = async ({ event, resolve }) => {
	// Under the API a cookie is nobody, and whether this process lives or is ready concerns nobody in particular.
	const token =
		isApi(event.url) || PROBES.has(event.url.pathname)
			? undefined
			: event.cookies.get(sessionCookie());
	if (token) {
		// At most it notes that they were seen, which nobody else reads.
		const person = await withReader({ kind: 'system', task: 'sign-in' }, (db) =>
			personOf(db, token)
		);
		if (person) event.locals.actor = person;
	}
	return resolve(event);
};

/** In the page and not in a header, as the framework has it: proxies take only so much of a header, nginx four kilobytes. */
const preloading = (scripts: ReadonlySet<string>): string =>
	[...scripts].map((path) => `<link rel="modulepreload" href="${path}" />`).join('');

const language: Handle = ({ event, resolve }) => {
	const { pathname, search } = event.url;
	const prefix = pathname.split('/', 2)[1];
	if (isLocale(prefix)) {
		event.locals.locale = prefix;
		const scripts = new Set<string>();
		return paraglideMiddleware(event.request, ({ request }) => {
			event.request = request;
			return resolve(event, {
				preload: ({ type, path }) => {
					if (type === 'js') scripts.add(path);
					return type === 'css' || path.includes(TYPEFACE);
				},
				transformPageChunk: ({ html }) => {
					// What is to be changed stands in the head; the rest may be a megabyte, and is not copied for it.
					const end = html.indexOf('</head>');
					if (end === -1) return html;
					const head = html.slice(0, end).replace('%lang%', prefix);
					const rest = html.slice(end);
					return `${FRAMEWORK.test(rest) ? head : head.replace(EARLY, '')}${preloading(scripts)}${rest}`;
				}
			});
		});
	}
	if (NOT_LOCALISED.test(pathname)) return resolve(event);
	if (!SAFE.has(event.request.method)) error(404, 'not_found');
	redirect(302, `/${event.locals.locale}${pathname === '/' ? '' : pathname}${search}`);
};

/** Of Auth.js's own pages and addresses, the one that a link leads to is all there is. */
const signInRoutes: Handle = ({ event, resolve }) =>
	event.url.pathname === '/auth/callback/email' ? authRoutes({ event, resolve }) : resolve(event);

/** What a signed-in person sees stays out of every cache. */
const cacheControl: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	// The framework lets no cache have a page's data, whoever asks: where nobody in particular does, it is as the page is.
	const own = response.headers.has('cache-control') && !event.isDataRequest;
	if (!own && !event.url.pathname.startsWith('/auth/'))
		response.headers.set(
			'cache-control',
			event.locals.actor.kind === 'public' && SAFE.has(event.request.method)
				? FOR_ANYONE
				: 'private, no-store'
		);
	response.headers.append('vary', 'Cookie');
	return response;
};

/** Pages made for it may stand in a frame of any site: they hold no form, no session and no scripts. */
const framed: Handle = async ({ event, resolve }) => {
	if (!event.route.id?.startsWith('/embed/')) {
		const response = await resolve(event);
		// What `frame-ancestors` says, for browsers that do not know it. Only pages can be framed, and the headers of
		// some redirects cannot be changed.
		if (response.headers.get('content-type')?.startsWith('text/html'))
			response.headers.set('x-frame-options', 'DENY');
		return response;
	}
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace(/<script\b[^>]*>[\s\S]*?<\/script>|<link rel="modulepreload"[^>]*>/g, '')
	});
	const policy = response.headers.get('content-security-policy');
	if (policy)
		response.headers.set(
			'content-security-policy',
			policy.replace("frame-ancestors 'none'", 'frame-ancestors *')
		);
	return response;
};

export const handle = sequence(
	identify,
	refusals,
	framed,
	problems,
	readable,
	language,
	sameOrigin,
	authenticate,
	signInRoutes,
	cacheControl
);

export const handleError: HandleServerError = ({ error: thrown, event, status }) => {
	const { requestId } = event.locals;
	if (thrown instanceof Unavailable) {
		event.locals.absence = thrown.absence;
		noteAbsence(event, thrown);
		return { message: thrown.absence, requestId };
	}
	if (status >= 500) {
		countError();
		log().error(
			{
				requestId,
				route: event.route.id,
				error: loggable(thrown)
			},
			'unexpected error'
		);
	}
	return { message: status === 404 ? 'not_found' : 'unexpected', requestId };
};
