import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startsOfSections } from './markdown.server.ts';
import {
	besideOneAnother,
	cutAt,
	headingOf,
	joined,
	openSections,
	pairUp,
	recognise,
	statusOf,
	type Kept
} from './sections.ts';

const cut = (text: string) => cutAt(text, startsOfSections(text));
const kept = (en: string, fr: string, agreedEn = en, agreedFr = fr): Kept => ({
	en,
	fr,
	agreed: { en: agreedEn, fr: agreedFr }
});

describe('a text', () => {
	it('is cut at headings of the second level that stand by themselves', () => {
		expect(cut('Before.\n\n## One\n\n### Deeper\n\nA\n\n## Two\nB')).toEqual([
			'Before.',
			'## One\n\n### Deeper\n\nA',
			'## Two\nB'
		]);
		// What reads as a heading of the second level is one, and what only looks like one is none.
		expect(cut('# Top\nA\n\nUnder\n---\nB')).toEqual(['', '# Top\nA', 'Under\n---\nB']);
		expect(cut('A\n\n```\n## No heading\n```\n\n> ## Quoted')).toHaveLength(1);
		expect(cut('{{figure 1}}\n\n## One\n\n{{number 2}} of them')).toEqual([
			'{{figure 1}}',
			'## One\n\n{{number 2}} of them'
		]);
	});

	it('is the same when its sections are put together again', () => {
		const line = fc.constantFrom('', 'Words.', '## One', '# Top', '- item', '> said', '```', '---');
		fc.assert(
			fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
				const text = joined([lines.join('\n')]);
				const again = joined(cut(text));
				expect(again.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
				// Once cut it stays so: saving and opening anew changes nothing more.
				expect(joined(cut(again))).toBe(again);
			})
		);
	});

	it.each([
		['## One', 'One'],
		['##   Two words ##', 'Two words'],
		['Under\n-----\nText', 'Under'],
		['No heading', ''],
		['##', '']
	])('%j has the heading %j', (text, heading) => {
		expect(headingOf(text)).toBe(heading);
	});
});

describe('the languages of a section', () => {
	it.each([
		['empty', kept('', '## ')],
		['missing_fr', kept('A', '')],
		['missing_en', kept('', 'B', 'A', 'B')],
		['same', kept('A', 'B')],
		['outdated_fr', kept('A2', 'B', 'A', 'B')],
		['outdated_en', kept('A', 'B2', 'A', 'B')],
		['unconfirmed', kept('A2', 'B2', 'A', 'B')],
		// A translation that has been begun is none yet.
		['unconfirmed', kept('A', 'B', 'A', '')],
		['unconfirmed', kept('A', 'B', '', '')]
	] as const)('are %s', (status, section) => {
		expect(statusOf(section)).toBe(status);
	});

	it('are the same again when a change is taken back', () => {
		expect(statusOf(kept('A', 'B', 'A', 'B'))).toBe('same');
	});

	it('are counted where somebody has something to do', () => {
		expect(openSections([kept('A', 'B'), kept('', ''), kept('A', ''), kept('A2', 'B', 'A')])).toBe(
			2
		);
	});
});

describe('recognise', () => {
	const before = [
		{ en: 'Opening', fr: 'Début' },
		{ en: '## One\nA', fr: '## Un\nA' },
		{ en: '## Two\nB', fr: '## Deux\nB' }
	];

	it('knows a section by its words, wherever it was moved to', () => {
		const [opening, one, two] = before as [
			{ en: string; fr: string },
			(typeof before)[0],
			(typeof before)[0]
		];
		expect(recognise(before, [opening, two, one])).toEqual([0, 2, 1]);
	});

	it('knows it by one of its languages, by its heading, and by what it follows', () => {
		expect(
			recognise(before, [
				{ en: 'Other', fr: 'Autre' },
				{ en: '## New\nA', fr: '## Un\nA' },
				{ en: '## Two\nall else', fr: '' }
			])
		).toEqual([0, 1, 2]);
		expect(
			recognise(before, [
				{ en: 'Opening', fr: 'Début' },
				{ en: '## One\nA', fr: '## Un\nA' },
				{ en: '## Renamed\nC', fr: '' }
			])
		).toEqual([0, 1, 2]);
	});

	it('takes what is put between for new, and no section for two', () => {
		const added = [before[0], before[1], { en: '## New', fr: '' }, before[2]].flatMap(
			(pair) => pair ?? []
		);
		expect(recognise(before, added)).toEqual([0, 1, null, 2]);
		const texts = fc.constantFrom('', 'A', '## One\nA', '## Two');
		const pairs = fc.array(fc.record({ en: texts, fr: texts }), { maxLength: 6 });
		fc.assert(
			fc.property(pairs, pairs, (one, other) => {
				const places = recognise(one, other).filter((place) => place !== null);
				expect(new Set(places).size).toBe(places.length);
				expect(places.every((place) => place < one.length)).toBe(true);
			})
		);
	});
});

describe('pairUp', () => {
	it('puts sections beside one another in their order where nothing is known', () => {
		expect(pairUp([], ['', '## A'], ['Début', '## B', '## C'])).toEqual([
			{ en: '', fr: 'Début' },
			{ en: '## A', fr: '## B' },
			{ en: '', fr: '## C' }
		]);
	});

	it('keeps beside one another what was, when one language has one more', () => {
		const before = besideOneAnother(['', '## One', '## Two'], ['', '## Un', '## Deux']);
		expect(pairUp(before, ['', '## One', '## New', '## Two'], ['', '## Un', '## Deux'])).toEqual([
			{ en: '', fr: '' },
			{ en: '## One', fr: '## Un' },
			{ en: '## New', fr: '' },
			{ en: '## Two', fr: '## Deux' }
		]);
	});

	it('loses no section of either language', () => {
		const texts = fc.array(fc.constantFrom('', 'A', '## One', '## Two', '## Three'), {
			maxLength: 6
		});
		const pairs = fc.array(fc.record({ en: fc.string(), fr: fc.string() }), { maxLength: 5 });
		fc.assert(
			fc.property(pairs, texts, texts, (before, en, fr) => {
				const paired = pairUp(before, en, fr);
				expect(joined(paired.map((pair) => pair.en))).toBe(joined(en));
				const words = (list: readonly string[]) => list.filter(Boolean).toSorted();
				expect(words(paired.map((pair) => pair.fr))).toEqual(words(fr));
			})
		);
	});
});
