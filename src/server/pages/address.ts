import type { IncomingMessage } from 'node:http';

/** Where what the public reads begins, in either language: the routes of the same names. */
export const OPEN_PLACES: ReadonlySet<string> = new Set([
	'about',
	'accessibility',
	'changes',
	'commitments',
	'companies',
	'compare',
	'countries',
	'data',
	'embed',
	'figures',
	'forums',
	'glossary',
	'guides',
	'help',
	'principles',
	'privacy',
	'summaries'
]);
const LOCALISED = /^\/(?:en|fr)(?:\/([^/?]*))?(?=[/?]|$)/;
const SAME_IN_EACH =
	/^\/(?:api\/v1\/(?!own(?:[/?]|$))[^?]+|feeds\/(?:changes|summaries)\.xml|sitemap\.xml)(?:\?|$)/;
/** Made by themselves or kept by themselves, and counted: packages, workbooks, pictures and PDFs. */
const WHOLE_FILES = /\.(?:pdf|png|zip)(?:\?|$)|[?&]format=xlsx\b/;
const LONGEST = 1_000;

const SESSION = /(?:^|;\s*)(?:__Host-)?concord-session=/;
/** Files that lists are given as to those who ask for them in a header, not in the address. */
const FILES = /text\/csv|spreadsheetml/;

/**
 * Whether any two people who ask this are given the same: nobody in particular reads, without a token and without a
 * session, what is open. Other cookies are not read by the pages that are open.
 */
export function isForAnyone({ method, url = '', headers }: IncomingMessage): boolean {
	return (
		(method === 'GET' || method === 'HEAD') &&
		url.length <= LONGEST &&
		isOpen(url) &&
		!WHOLE_FILES.test(url) &&
		headers.authorization === undefined &&
		headers['content-length'] === undefined &&
		headers['transfer-encoding'] === undefined &&
		!SESSION.test(headers.cookie ?? '') &&
		!FILES.test(headers.accept ?? '')
	);
}

/** All else is somebody's own, or a form, or not there. */
function isOpen(url: string): boolean {
	const place = LOCALISED.exec(url);
	if (!place) return SAME_IN_EACH.test(url);
	return !place[1] || place[1] === '__data.json' || OPEN_PLACES.has(place[1]);
}
