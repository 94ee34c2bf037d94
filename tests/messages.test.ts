import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import settings from '../project.inlang/settings.json' with { type: 'json' };
import { sourcesIn } from './sources.ts';

/** Words that are the same in English and in French. A text of none but these needs no other form. */
const SHARED_WORDS = new Set(
	`alliance canada concord correction corrections csv cycle cycles date dates description section
	documents english excel figure figures format formats forum français json licence maximum
	discussion menu minimum note notes opsc organisation organisations page pages pdf programme
	programmes public question questions simple source sources total type types url`.split(/\s+/)
);

/** A text is a string, or variants chosen by what is put into it. */
type Text = string | object[];

const read = (locale: string, file: string): Map<string, Text> => {
	const entries = Object.entries(
		JSON.parse(readFileSync(join('messages', locale, file), 'utf8')) as Record<string, Text>
	);
	return new Map(entries.filter(([key]) => key !== '$schema'));
};
const files = readdirSync('messages/en').sort();
const texts = (locale: string) =>
	new Map(files.flatMap((file) => [...read(locale, file)].map(([key, text]) => [key, text])));

const english = texts('en');
const french = texts('fr');

const placeholders = (text: Text | undefined) =>
	[
		...new Set([...JSON.stringify(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
	].sort();

const wordsOf = (text: Text) =>
	JSON.stringify(text)
		.replace(/\{\w+\}/g, '')
		.toLowerCase()
		.match(/\p{L}{2,}/gu) ?? [];

describe('messages', () => {
	it('lie in the same files in both languages, and the compiler is told of each', () => {
		expect(readdirSync('messages/fr').sort()).toEqual(files);
		const compiled = settings['plugin.inlang.messageFormat'].pathPattern.map((pattern) =>
			pattern.replace('./messages/{locale}/', '')
		);
		expect(compiled.sort()).toEqual(files);
	});

	it.each(files)('%s has the same keys in both languages', (file) => {
		expect([...read('fr', file).keys()].sort()).toEqual([...read('en', file).keys()].sort());
	});

	it.each(files.filter((file) => file !== 'common.json'))(
		'%s: keys begin with its name',
		(file) => {
			const prefix = `${file.replace('.json', '')}_`;
			expect([...read('en', file).keys()].filter((key) => !key.startsWith(prefix))).toEqual([]);
		}
	);

	it('have each key in one file only', () => {
		const keys = files.flatMap((file) => [...read('en', file).keys()]);
		expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
	});

	it('take the same placeholders in both languages', () => {
		const differing = [...english.keys()].filter(
			(key) => String(placeholders(english.get(key))) !== String(placeholders(french.get(key)))
		);
		expect(differing).toEqual([]);
	});

	it('are translated', () => {
		const same = [...english]
			.filter(([key, text]) => JSON.stringify(text) === JSON.stringify(french.get(key)))
			.filter(([, text]) => wordsOf(text).some((word) => !SHARED_WORDS.has(word)))
			.map(([key]) => key);
		expect(same).toEqual([]);
	});

	it('keep French signs with their words: a space that breaks would put them on a line of their own', () => {
		const loose = [...french]
			.filter(([, text]) => / [:»]|« |[ \u00a0\u202f][;!?]/u.test(JSON.stringify(text)))
			.map(([key]) => key);
		expect(loose).toEqual([]);
	});

	it('are all used', () => {
		const used = new Set(
			sourcesIn('src').flatMap(({ text }) =>
				[...text.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key)
			)
		);
		expect([...english.keys()].filter((key) => !used.has(key))).toEqual([]);
	});
});
