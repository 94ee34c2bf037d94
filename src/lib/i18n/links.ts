import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import type { Locale } from './vocabulary.ts';

/** A path of this site in the reader's language: `/commitments` becomes `/fr/commitments`. */
export function href(path: string, locale: Locale = getLocale()): string {
	return localizeHref(path, { locale });
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
