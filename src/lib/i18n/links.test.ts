import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeReturnPath } from './links.ts';

const HERE = 'https://concord.example';
const leadsHere = (candidate: string) => {
	const path = safeReturnPath(candidate, '/en/workspace');
	return new URL(path, HERE).origin === HERE && new URL(path, `${HERE}/en/x`).origin === HERE;
};

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
