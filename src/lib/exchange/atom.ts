import { createHash } from 'node:crypto';

/** A feed as RFC 4287 has it: all in one language, all by one author. */
export interface Feed {
	/** Never changes, and no other feed has it. */
	id: string;
	lang: string;
	title: string;
	author: string;
	/** Its own address. */
	self: string;
	/** The page that shows the same. */
	page: string;
	/** RFC 3339. */
	updated: string;
	entries: readonly Entry[];
}

export interface Entry {
	id: string;
	title: string;
	summary: string;
	link: string;
	/** RFC 3339. */
	updated: string;
}

export const ATOM = 'application/atom+xml';

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;'
};

/** What XML 1.0 has no place for: control characters, halves of pairs, and two that are none. */
const NOT_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

const escaped = (text: string): string =>
	text.replace(NOT_XML, '\ufffd').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

const link = (rel: 'alternate' | 'self', type: string, href: string): string =>
	`<link rel="${rel}" type="${type}" href="${escaped(href)}"/>`;

const entryOf = ({ id, title, summary, link: href, updated }: Entry): string[] => [
	'<entry>',
	element('id', id),
	element('title', title),
	element('updated', updated),
	link('alternate', 'text/html', href),
	...(summary ? [element('summary', summary)] : []),
	'</entry>'
];

/** The feed as a document. */
export function toAtom({ id, lang, title, author, self, page, updated, entries }: Feed): string {
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(lang)}">`,
		element('id', id),
		element('title', title),
		element('updated', updated),
		`<author>${element('name', author)}</author>`,
		link('self', ATOM, self),
		link('alternate', 'text/html', page),
		...entries.flatMap(entryOf),
		'</feed>',
		''
	].join('\n');
}

/** An id made of a name: the same for the same name, wherever Concord runs and whatever its address (RFC 9562, version 8). */
export function idOf(name: string): string {
	const digest = createHash('sha256').update(`concord ${name}`).digest();
	digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
	digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
	const hex = digest.toString('hex');
	const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
	return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}
