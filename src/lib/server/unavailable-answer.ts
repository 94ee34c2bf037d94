import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { problem } from '#lib/exchange/problem.ts';
import { LOCALES, type Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Absence } from './db/unavailable.ts';

/** When to ask again, in seconds: a database that restarts is back in a few; room on a disk is made by people. */
const RETRY_AFTER: Record<Absence, number> = { away: 5, read_only: 60 };

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Answers whatever was asked while the database is unavailable, without it: a page in the reader's language, a problem
 * document under the API, for scripts what they expect of an error. Says what became of what was sent.
 */
export function unavailableAnswer(event: RequestEvent, absence: Absence): Response {
	const response = inTheFormAskedFor(event, absence);
	response.headers.set('retry-after', String(RETRY_AFTER[absence]));
	response.headers.set('cache-control', 'no-store');
	return response;
}

function inTheFormAskedFor(event: RequestEvent, absence: Absence): Response {
	const { request, url, locals } = event;
	const accept = request.headers.get('accept') ?? '';
	const told = { message: absence, requestId: locals.requestId };
	if (url.pathname.startsWith('/api/'))
		return problem(503, { detail: textOf('en', event, absence) });
	if (event.isDataRequest) return Response.json(told, { status: 503 });
	// A form sent by a script of ours: so it tells them of an error.
	if (!SAFE.has(request.method) && accept.includes('application/json'))
		return Response.json({ type: 'error', status: 503, error: told }, { status: 503 });
	if (accept.includes('text/html')) return page(event, absence);
	const text = LOCALES.map((locale) => `${textOf(locale, event, absence)}\n`).join('');
	return new Response(text, {
		status: 503,
		headers: { 'content-type': 'text/plain; charset=utf-8' }
	});
}

const titleOf = (locale: Locale, absence: Absence) =>
	absence === 'away'
		? m.common_fault_away_title({}, { locale })
		: m.common_fault_read_only_title({}, { locale });

function textOf(locale: Locale, { request }: RequestEvent, absence: Absence): string {
	if (absence === 'read_only') return m.common_fault_read_only_text({}, { locale });
	return SAFE.has(request.method)
		? m.common_fault_away_text({}, { locale })
		: m.common_fault_away_sent({}, { locale });
}

const STYLE =
	':root{color-scheme:light dark;border-top:0.75rem solid #0b3d54}' +
	'body{font:1.125rem/1.6 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:2rem 1rem}' +
	'h1{font-size:1.75rem;line-height:1.25}';
/** Nothing but the one style sheet that it carries: it needs no file of a build, and no other request. */
const POLICY = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'"
].join('; ');

function page(event: RequestEvent, absence: Absence): Response {
	const { locale, requestId } = event.locals;
	const title = titleOf(locale, absence);
	const again = SAFE.has(event.request.method)
		? `<p><a href="${escaped(event.url.pathname + event.url.search)}">${m.common_fault_again({}, { locale })}</a></p>`
		: '';
	const html = `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Concord</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(textOf(locale, event, absence))}</p>
${again}
<p>${escaped(m.common_fault_reference({ id: requestId }, { locale }))}</p>
</main>
</body>
</html>
`;
	return new Response(html, {
		status: 503,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': POLICY
		}
	});
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
