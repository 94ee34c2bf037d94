import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { deLocalizeHref, localizeHref } from '#lib/paraglide/runtime.js';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const HEAD = '<?xml version="1.0" encoding="utf-8"?>';
const SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** Pages by their paths without language: each in both, and each naming the other (sitemaps.org 0.9). */
export function toSitemap(paths: readonly string[], origin: string): string {
	const entries = paths.flatMap((path) => {
		const addresses = LOCALES.map((locale) => ({
			locale,
			// The start of a language has no slash at its end.
			address: escaped(origin + localizeHref(path, { locale }).replace(/\/$/, ''))
		}));
		const alternates = [
			...addresses,
			{ locale: 'x-default', address: escaped(origin + deLocalizeHref(path)) }
		].map(
			({ locale, address }) =>
				`<xhtml:link rel="alternate" hreflang="${locale}" href="${address}"/>`
		);
		return addresses.map(({ address }) => `<url><loc>${address}</loc>${alternates.join('')}</url>`);
	});
	return [
		HEAD,
		`<urlset ${SCHEMA} xmlns:xhtml="http://www.w3.org/1999/xhtml">`,
		...entries,
		'</urlset>',
		''
	].join('\n');
}

/** The files of which a large site map is made. */
export const toSitemapIndex = (paths: readonly string[], origin: string): string =>
	[
		HEAD,
		`<sitemapindex ${SCHEMA}>`,
		...paths.map((path) => `<sitemap><loc>${escaped(origin + path)}</loc></sitemap>`),
		'</sitemapindex>',
		''
	].join('\n');
