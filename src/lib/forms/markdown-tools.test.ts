import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, block, changedStretch, MARKDOWN_TOOLS, type Selected } from './markdown-tools.ts';

/** A text with its selection between brackets that no Markdown has. */
const read = (marked: string): Selected => {
	const [start, end] = [marked.indexOf('⟦'), marked.indexOf('⟧') - 1];
	return { text: marked.replace(/[⟦⟧]/g, ''), start, end };
};
const show = ({ text, start, end }: Selected) =>
	`${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;

describe('a tool of the toolbar', () => {
	it.each([
		['bold', 'a ⟦b⟧ c', 'a **⟦b⟧** c'],
		['bold', 'a **⟦b⟧** c', 'a ⟦b⟧ c'],
		['bold', '⟦⟧', '**⟦⟧**'],
		['italic', 'a **⟦b⟧** c', 'a ***⟦b⟧*** c'],
		['italic', '*⟦b⟧*', '⟦b⟧'],
		['heading', 'One\nT⟦⟧wo\nThree', 'One\n## T⟦⟧wo\nThree'],
		['heading', '## T⟦⟧wo', 'T⟦⟧wo'],
		['list', '⟦a\n- b\nc⟧', '- ⟦a\n- b\n- c⟧'],
		['list', '- ⟦a\n- b⟧', '⟦a\nb⟧'],
		['quote', 'a⟦⟧', '> a⟦⟧'],
		['link', 'see ⟦here⟧.', 'see [here](⟦https://⟧).'],
		['link', '⟦https://example.org⟧', '[⟦⟧](https://example.org)'],
		['table', 'A⟦⟧\nB', 'A\n\n| ⟦⟧ |  |\n| --- | --- |\n|  |  |\n\nB']
	] as const)('%s: %j becomes %j', (tool, before, after) => {
		expect(show(applied(tool, read(before)))).toBe(after);
	});

	it('puts a line of its own after the one in which the caret stands', () => {
		expect(show(block('{{figure 2}}')(read('On⟦⟧e\nTwo')))).toBe('One\n\n{{figure 2}}⟦⟧\n\nTwo');
		expect(show(block('{{figure 1}}')(read('⟦⟧')))).toBe('{{figure 1}}⟦⟧');
	});

	it('loses no word of the text, and selects a part of it', () => {
		const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '*', '#', '-', '>') });
		fc.assert(
			fc.property(
				fc.constantFrom(...MARKDOWN_TOOLS),
				texts,
				fc.nat(),
				fc.nat(),
				(tool, text, one, other) => {
					const [start = 0, end = 0] = [one, other]
						.map((at) => at % (text.length + 1))
						.toSorted((a, b) => a - b);
					const after = applied(tool, { text, start, end });
					const words = (given: string) => given.replace(/[^ab]/g, '');
					expect(words(after.text)).toBe(words(text));
					expect(after.start).toBeGreaterThanOrEqual(0);
					expect(after.end).toBeGreaterThanOrEqual(after.start);
					expect(after.end).toBeLessThanOrEqual(after.text.length);
				}
			)
		);
	});
});

describe('the stretch that is typed anew', () => {
	it('makes one text of the other, and is no longer than it must be', () => {
		const texts = fc.string({ unit: fc.constantFrom('a', 'b') });
		fc.assert(
			fc.property(texts, texts, (before, after) => {
				const { from, to, put } = changedStretch(before, after);
				expect(before.slice(0, from) + put + before.slice(to)).toBe(after);
			})
		);
		expect(changedStretch('one two', 'one **two**')).toEqual({ from: 4, to: 7, put: '**two**' });
	});
});
