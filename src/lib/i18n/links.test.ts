import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { href, safeReturnPath } from './links.ts';

const HERE = 'https://concord.example';
const leadsHere = (candidate: string) => {
	const path = safeReturnPath(candidate, '/en/workspace');
	return new URL(path, HERE).origin === HERE && new URL(path, `${HERE}/en/x`).origin === HERE;
};

describe('a path in the language of its reader', () => {
	it.each([
		['/', '/fr/'],
		['/commitments', '/fr/commitments'],
		['/commitments/2024-0001/', '/fr/commitments/2024-0001/'],
		[
			'/compare/companies?cycle=2024&among=a%2Cb#principle-3',
			'/fr/compare/companies?cycle=2024&among=a%2Cb#principle-3'
		],
		['/english', '/fr/english'],
		['/en', '/fr'],
		['/en/commitments?q=a', '/fr/commitments?q=a'],
		['/commitments?q=é', '/fr/commitments?q=%C3%A9'],
		['/a/../commitments', '/fr/commitments'],
		['/commitments?', '/fr/commitments']
	])('%s is %s', (path, localised) => {
		expect(href(path, 'fr')).toBe(localised);
	});

	it('is what the library of languages makes of it, whatever is given', () => {
		const parts = fc.constantFrom(
			...['/', '/', '.', '..', '?', '&', '=', '#', '%', '%2e', '%2F', '+', ',', ':', '~', '*'],
			...['en', 'fr', 'a', 'B7', '-', '_', 'é', ' ', '"', "'", '<', '\\', '|', '{', '@', '\t', '\n']
		);
		fc.assert(
			fc.property(
				fc.array(parts, { maxLength: 8 }),
				fc.constantFrom('en' as const, 'fr' as const),
				(given, locale) => {
					const path = `/${given.join('')}`;
					// What is no path has no localised one either.
					fc.pre(URL.canParse(path, HERE));
					expect(href(path, locale)).toBe(localizeHref(path, { locale }));
				}
			),
			{ numRuns: 5000 }
		);
	});
});

describe('[TRUST 28] where to go after signing in', () => {
	it.each(['/en/workspace', '/fr/commitments?q=a&page=2#b', '/en/@someone'])('is %s', (path) => {
		expect(safeReturnPath(path, '/')).toBe(path);
	});

	it.each([
		'/..//evil.example',
		'/.//evil.example',
		'/a/../..//evil.example',
		'/%2e%2e//evil.example',
		'/%2e//evil.example',
		'/en/..//evil.example?x#y',
		'//evil.example',
		'/\\evil.example',
		'/\t/evil.example',
		'https:evil.example',
		'javascript:alert(1)'
	])('is never another site, as %s would be', (candidate) => {
		expect(safeReturnPath(candidate, '/en/workspace')).toBe('/en/workspace');
	});

	it('is a path of this site, whatever is given', () => {
		const parts = fc.constantFrom(
			'/',
			'\\',
			'.',
			'..',
			'%2e',
			'%2f',
			'%5c',
			'@',
			':',
			'evil.example',
			'\t',
			'?',
			'#',
			'en'
		);
		fc.assert(
			fc.property(fc.array(parts, { maxLength: 10 }), (given) => leadsHere(given.join(''))),
			{ numRuns: 5000 }
		);
	});
});
