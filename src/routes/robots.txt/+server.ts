import { LOCALES } from '#lib/i18n/vocabulary.ts';
import type { RequestHandler } from './$types';

/** Where signed-in people work: nothing of it is public, and asking for it leads to the sign-in page. */
const NOT_PUBLIC = ['workspace', 'secretariat', 'sign-in', 'mailbox'];

export const GET: RequestHandler = ({ url }) => {
	const lines = [
		'User-agent: *',
		...NOT_PUBLIC.flatMap((path) => LOCALES.map((locale) => `Disallow: /${locale}/${path}`)),
		'',
		`Sitemap: ${url.origin}/sitemap.xml`,
		''
	];
	return new Response(lines.join('\n'), {
		headers: { 'content-type': 'text/plain; charset=utf-8' }
	});
};
