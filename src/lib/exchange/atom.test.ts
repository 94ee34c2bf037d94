import { describe, expect, it } from 'vitest';
import { idOf, toAtom, type Feed } from './atom.ts';

const FEED: Feed = {
	id: idOf('a feed'),
	lang: 'fr',
	title: 'Titre',
	author: 'Concord',
	self: 'https://concord.example/feeds/changes.xml?country=CA&lang=fr',
	page: 'https://concord.example/fr/changes?country=CA',
	updated: '2026-11-26T10:00:00.000000Z',
	entries: []
};
const entry = {
	id: idOf('an entry'),
	title: 'Fish & <chips>',
	summary: ']]> “quoted” "text"',
	link: 'https://concord.example/fr/commitments/CA-1?a=1&b="2"',
	updated: '2026-11-26T10:00:00.000000Z'
};

describe('a feed', () => {
	it('says who, what, when and where, once for itself and once for each entry', () => {
		const text = toAtom({ ...FEED, entries: [entry, { ...entry, id: idOf('another') }] });
		const count = (part: string) => text.split(part).length - 1;
		expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<feed ')).toBe(true);
		expect(text).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">');
		expect([count('<id>'), count('<title>'), count('<updated>')]).toEqual([3, 3, 3]);
		expect([count('<author><name>'), count('rel="self"'), count('rel="alternate"')]).toEqual([
			...[1, 1, 3]
		]);
	});

	it('holds any text without being broken by it', () => {
		const text = toAtom({ ...FEED, entries: [entry] });
		expect(text).toContain('<title>Fish &amp; &lt;chips&gt;</title>');
		expect(text).toContain('<summary>]]&gt; “quoted” &quot;text&quot;</summary>');
		expect(text).toContain('?country=CA&amp;lang=fr"');
		expect(text).toContain('?a=1&amp;b=&quot;2&quot;"');
		const odd = toAtom({
			...FEED,
			entries: [
				{ ...entry, title: 'a\u0000b\u0008c\ud800d\uffffe\u0085', summary: 'line\n\tline 😀' }
			]
		});
		expect(odd).toContain('<title>a�b�c�d�e�</title>');
		expect(odd).toContain('line\n\tline 😀');
	});

	it('has no summary where nothing more is to be said', () => {
		expect(toAtom({ ...FEED, entries: [{ ...entry, summary: '' }] })).not.toContain('<summary');
	});
});

it('an id is a UUID made of a name: the same for the same name alone', () => {
	expect(idOf('one')).toBe(idOf('one'));
	expect(idOf('one')).not.toBe(idOf('two'));
	expect(idOf('one')).toMatch(
		/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
	);
});
