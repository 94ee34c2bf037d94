import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';

/** An element of a tagged document, as those hear it who do not see it. */
export interface Heard {
	role: string;
	/** Words of its own, not of an element within it. */
	own: string;
	alt?: string;
	within: Heard[];
}

interface StructNode {
	role?: string;
	alt?: string;
	type?: string;
	id?: string;
	children?: StructNode[];
}

/** What a PDF says of itself, and its elements in reading order, each with the words that belong to it. */
export async function readPdf(file: Uint8Array) {
	const inPlace = textsInPlace(file);
	// The reader takes the bytes for itself: it gets a copy.
	const document = await getDocumentProxy(new Uint8Array(file));
	const { info, metadata } = await document.getMetadata();
	const heard: Heard[] = [];
	for (let number = 1; number <= document.numPages; number += 1) {
		const page = await document.getPage(number);
		const words = wordsOf(
			(await page.getTextContent({ includeMarkedContent: true, disableNormalization: true }))
				.items as Item[]
		);
		const tree = (await page.getStructTree()) as StructNode | null;
		heard.push(...(tree?.children ?? []).map((node) => hear(node, words)));
	}
	return {
		pages: document.numPages,
		language: (info as { Language?: string }).Language,
		title: (info as { Title?: string }).Title,
		marked: (await document.getMarkInfo())?.Marked ?? false,
		standard: /<pdfuaid:part>(\d)</.exec(String(metadata?.getRaw() ?? ''))?.[1],
		heard,
		inPlace
	};
}

/**
 * The texts that stand in the place of what is drawn (`ActualText`), in the order in which they are drawn: of
 * letters drawn in several pieces, and of signs drawn alike. pdf.js passes over them.
 */
function textsInPlace(file: Uint8Array): string[] {
	const bytes = Buffer.from(file);
	return [...bytes.toString('latin1').matchAll(/\/Length (\d+)(?:(?!endobj)[\s\S])*?stream\r?\n/g)]
		.map(({ 0: head, 1: length, index }) =>
			bytes.subarray(index + head.length, index + head.length + Number(length))
		)
		.filter((stream) => stream[0] === ZLIB)
		.map((stream) => inflateSync(stream).toString('latin1'))
		.flatMap((drawn) => [...drawn.matchAll(/\/ActualText <FEFF([0-9A-F]+)>/g)])
		.map(([, digits = '']) => Buffer.from(digits, 'hex').swap16().toString('utf16le'));
}
/** The first byte of what zlib has packed. */
const ZLIB = 0x78;

type Item = { type: string; id?: string } | { str: string; hasEOL: boolean };

/** The words of each marked part of a page, by its id. */
function wordsOf(items: readonly Item[]): Map<string, string> {
	const words = new Map<string, string>();
	const open: (string | undefined)[] = [];
	for (const item of items)
		if ('str' in item) {
			const id = open.findLast((one) => one !== undefined);
			if (id !== undefined)
				words.set(id, (words.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
		} else if (item.type === 'endMarkedContent') open.pop();
		else open.push(item.id);
	return words;
}

function hear(node: StructNode, words: Map<string, string>): Heard {
	const within = (node.children ?? []).map((child) => hear(child, words));
	const own = node.type === 'content' ? (words.get(node.id ?? '') ?? '') : '';
	return { role: node.role ?? '', alt: node.alt, own, within };
}

/** All elements of these roles, in reading order; what is in one that was found is not looked into. */
export const elements = (heard: readonly Heard[], ...roles: readonly string[]): Heard[] =>
	heard.flatMap((one) => (roles.includes(one.role) ? [one] : elements(one.within, ...roles)));

/** What elements say, but for those of some roles. */
export const said = (heard: readonly Heard[], ...without: readonly string[]): string =>
	heard
		.filter(({ role }) => !without.includes(role))
		.map(({ own, within }) => own + said(within, ...without))
		.join('');

/** A text without its blanks: two ways of setting it break lines at different places, within words too. */
export const unspaced = (text: string): string => text.replace(/[\s\u00ad\u2060\u200b]+/gu, '');
