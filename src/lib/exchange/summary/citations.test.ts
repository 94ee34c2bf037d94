import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBibtex, toCsl } from './citations.ts';

const source = {
	slug: 'progress-in-2026',
	edition: 2,
	title: { en: 'Progress & more in 100 % {of} cases', fr: 'Progrès_2026' },
	asOf: '2026-10-01',
	publishedAt: new Date('2026-10-02T08:00:00Z'),
	address: 'https://concord.example/en/summaries/progress-in-2026?edition=2',
	locale: 'en' as const
};

/** The fields of an entry, each as what stands between its outer braces. */
function fieldsOf(entry: string): Map<string, string> {
	const fields = new Map<string, string>();
	for (const [, name = '', value = ''] of entry.matchAll(/^\t(\w+) = \{(.*)\},?$/gm))
		fields.set(name, value);
	return fields;
}

/** How deep braces are at each place, those that are said left out. */
const depths = (text: string): number[] => {
	let depth = 0;
	return [...text.replace(/\\./gs, '')].map((sign) => {
		if (sign === '{') depth += 1;
		if (sign === '}') depth -= 1;
		return depth;
	});
};

describe('a citation', () => {
	it('for BibTeX names office, title, edition, day and address', () => {
		expect(Object.fromEntries(fieldsOf(toBibtex(source)))).toEqual({
			author: '{Concord secretariat}',
			title: '{Progress \\& more in 100 \\% \\{of\\} cases}',
			institution: 'Concord',
			type: 'Progress summary',
			number: 'Edition 2',
			year: '2026',
			month: '10',
			date: '2026-10-02',
			langid: 'canadian',
			url: source.address
		});
	});

	it('for BibTeX is one entry, whatever the title', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.constantFrom('', '}', '{', '\\', '@'),
				(title, more) => {
					const entry = toBibtex({ ...source, title: { en: `${more}${title}x`, fr: null } });
					const deep = depths(entry.trim());
					expect(deep.at(-1)).toBe(0);
					expect(deep.slice(entry.indexOf('{'), -1).every((depth) => depth > 0)).toBe(true);
					expect(entry.trim().split('\n')).toHaveLength(12);
				}
			)
		);
	});

	it('as CSL-JSON says the same', () => {
		expect(toCsl({ ...source, locale: 'fr' })).toEqual([
			{
				id: 'concord-progress-in-2026-2-fr',
				type: 'report',
				title: 'Progrès_2026',
				author: [{ literal: 'Secrétariat de Concord' }],
				publisher: 'Concord',
				genre: 'Bilan des progrès',
				edition: '2',
				version: '2',
				issued: { 'date-parts': [[2026, 10, 2]] },
				language: 'fr-CA',
				URL: source.address
			}
		]);
	});
});
