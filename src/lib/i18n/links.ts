import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import type { Locale } from './vocabulary.ts';

/** Paths of no language yet in which nothing is written otherwise in an address: all but a few of ours. */
const PLAIN =
	/^\/(?!(?:en|fr)(?:[/?#]|$))(?:[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*\/?)?(?:\?[\w.~*,:=&+%-]+)?(?:#[\w.~-]+)?$/;

/**
 * A path of this site in the reader's language: `/commitments` becomes `/fr/commitments`. What is plain is put together
 * here, since tables have thousands of links and to take one apart and match it costs a hundred times as much.
 */
export function href(path: string, locale: Locale = getLocale()): string {
	return PLAIN.test(path) ? `/${locale}${path}` : localizeHref(path, { locale });
}

/** Where to go after signing in: a path of this site and nothing else. */
export function safeReturnPath(candidate: string | null | undefined, fallback: string): string {
	if (!candidate || !/^\/(?![/\\])[^\\\s]*$/.test(candidate)) return fallback;
	if (/%(?:0|1)[0-9a-f]|%5c|%2f%2f/i.test(candidate)) return fallback;
	const resolved = new URL(candidate, 'http://same.invalid');
	const path = resolved.pathname + resolved.search + resolved.hash;
	// What `/..//there` comes to is another site again, once a browser reads it.
	return resolved.origin === 'http://same.invalid' && !path.startsWith('//') ? path : fallback;
}
