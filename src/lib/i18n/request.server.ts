import type { RequestEvent } from '@sveltejs/kit';
import { cookieName, overwriteServerAsyncLocalStorage } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { carrying } from '#lib/server/carried.ts';
import { LOCALES, type Locale } from './vocabulary.ts';

overwriteServerAsyncLocalStorage(carrying('language'));

export { paraglideMiddleware };

/** Answers an address that is the same in every language in this one: its texts and links follow it. */
export const answerIn = (
	locale: Locale,
	{ origin }: URL,
	answer: () => Promise<Response>
): Promise<Response> => paraglideMiddleware(new Request(new URL(`/${locale}`, origin)), answer);

export const isLocale = (word: string | undefined): word is Locale =>
	LOCALES.some((locale) => locale === word);

/** The reader's language where the address names none: as chosen before, else as the browser asks. */
export function preferredLocale({ cookies, request }: RequestEvent): Locale {
	const chosen = cookies.get(cookieName);
	return isLocale(chosen) ? chosen : acceptedLocale(request.headers.get('accept-language'));
}

/** The first of our languages in an `Accept-Language` header, by weight; English when none is named. */
export function acceptedLocale(header: string | null): Locale {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
			const q = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
			return { language: tag.split('-')[0], weight: q === undefined ? 1 : Number(q) };
		})
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight);
	return wanted.map(({ language }) => language).find(isLocale) ?? 'en';
}
