import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FOLDER = '@expo-google-fonts/source-sans-3';
const CUTS = ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic'];

/** The typeface of the pages, as files that a typesetter reads: upright and slanted, regular and strong. */
export const TYPEFACE = 'Source Sans 3';
export function typefaceFiles(): string[] {
	const { resolve } = createRequire(`${process.cwd()}/package.json`);
	return CUTS.map((cut) => resolve(`${FOLDER}/${cut}/SourceSans3_${cut}.ttf`));
}

/** The characters that a typeface has, from the table of its file that says so (OpenType, `cmap`). */
export function charactersOf(font: Buffer): Set<number> {
	const found = new Set<number>();
	for (const at of mapsOf(font)) {
		const format = font.readUInt16BE(at);
		if (format === 12) readGroups(font, at, found);
		if (format === 4) readSegments(font, at, found);
	}
	return found;
}

function mapsOf(font: Buffer): number[] {
	const tables = Array.from({ length: font.readUInt16BE(4) }, (_, n) => 12 + 16 * n);
	const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
	if (entry === undefined) return [];
	const start = font.readUInt32BE(entry + 8);
	return Array.from(
		{ length: font.readUInt16BE(start + 2) },
		(_, n) => start + font.readUInt32BE(start + 4 + 8 * n + 4)
	);
}

function readGroups(font: Buffer, at: number, found: Set<number>): void {
	for (let n = 0; n < font.readUInt32BE(at + 12); n += 1) {
		const group = at + 16 + 12 * n;
		const last = font.readUInt32BE(group + 4);
		for (let code = font.readUInt32BE(group); code <= last; code += 1) found.add(code);
	}
}

/** Segments of the Basic Multilingual Plane: those that begin at the last code only close the table. */
function readSegments(font: Buffer, at: number, found: Set<number>): void {
	const twice = font.readUInt16BE(at + 6);
	for (let n = 0; n < twice; n += 2) {
		const last = font.readUInt16BE(at + 14 + n);
		const first = font.readUInt16BE(at + 16 + twice + n);
		for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code);
	}
}

let characters: Set<number> | undefined;

/** What all cuts have: a text may be slanted or strong anywhere. */
function known(): Set<number> {
	characters ??= typefaceFiles()
		.map((file) => charactersOf(readFileSync(file)))
		.reduce((all, one) => new Set([...all].filter((code) => one.has(code))));
	return characters;
}

const BLANK = /^\s$/u;
const MARK = /^\p{M}$/u;
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;

/**
 * A text of characters that the typeface has. One that it has not is named by its number, as in `[U+65E5]`:
 * an accessible document may show no box that says nothing (PDF/UA-1); so is an accent whose letter is not
 * there to carry it. What nobody sees is left out.
 */
export function settable(text: string): string {
	let carries = false;
	return [...text.normalize('NFC').toWellFormed()]
		.map((sign) => {
			const code = sign.codePointAt(0) ?? 0;
			if (UNSEEN.test(sign) && !BLANK.test(sign)) return '';
			const has = known().has(code) && (carries || !MARK.test(sign));
			carries = has && !BLANK.test(sign);
			if (BLANK.test(sign)) return has || sign === '\n' ? sign : ' ';
			return has ? sign : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
		})
		.join('');
}
