import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { toSitemap, toSitemapIndex } from './sitemap.ts';

const read = (text: string): unknown => {
	expect(XMLValidator.validate(text)).toBe(true);
	return new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(text);
};

it('names each page in both languages, and each with the other', () => {
	const alternates = [
		{ rel: 'alternate', hreflang: 'en', href: 'https://c.example/en/a?b=1&c=2' },
		{ rel: 'alternate', hreflang: 'fr', href: 'https://c.example/fr/a?b=1&c=2' },
		{ rel: 'alternate', hreflang: 'x-default', href: 'https://c.example/a?b=1&c=2' }
	];
	expect(read(toSitemap(['/a?b=1&c=2'], 'https://c.example'))).toMatchObject({
		urlset: {
			url: [
				{ loc: 'https://c.example/en/a?b=1&c=2', 'xhtml:link': alternates },
				{ loc: 'https://c.example/fr/a?b=1&c=2', 'xhtml:link': alternates }
			]
		}
	});
});

it('names the files of a large one', () => {
	const text = toSitemapIndex(
		['/sitemap.xml?part=a&from=b', '/sitemap.xml?part=c'],
		'https://c.example'
	);
	expect(read(text)).toMatchObject({
		sitemapindex: {
			sitemap: [
				{ loc: 'https://c.example/sitemap.xml?part=a&from=b' },
				{ loc: 'https://c.example/sitemap.xml?part=c' }
			]
		}
	});
});
