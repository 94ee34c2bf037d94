import MarkdownIt, { type Token } from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { slugOf } from './rules.ts';

export type { Token };

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (url) => /^(https?:\/\/|\/(?!\/)|#)/i.test(url.trim());

/** A heading of a text: what a table of contents lists, and where it leads. */
export interface Heading {
	/** 2 to 4: the page's title is the first. */
	level: number;
	text: string;
	anchor: string;
}

/** A text starts at the second level: the page's title is the first. */
const levelOf = (tag: string): number => Math.min(4, Math.max(2, Number(tag.slice(1))));

/** What an inline token says, without its marks. */
export const plainText = ({ children }: Token): string =>
	(children ?? [])
		.map(({ type, content }) =>
			type === 'text' || type === 'code_inline' ? content : /break$/.test(type) ? ' ' : ''
		)
		.join('')
		.trim();

/**
 * The passages of one text, one after the other, with its headings: none is deeper than the one before by
 * more than a level, as a reader who listens to them expects, each can be linked to, and an empty one is left out.
 */
export function readPassages(
	texts: readonly string[],
	locale: Locale
): {
	passages: Token[][];
	headings: Heading[];
} {
	const headings: Heading[] = [];
	const anchors = new Set<string>();
	/** The three tokens of a heading, with its level and its anchor. */
	const heading = (open: Token, said: Token, close: Token): Token[] => {
		const text = plainText(said);
		if (!text) return [];
		const level = Math.min(levelOf(open.tag), (headings.at(-1)?.level ?? 1) + 1);
		const anchor = freeAnchor(`${PREFIX[locale]}-${slugOf(text)}`, anchors);
		headings.push({ level, text, anchor });
		open.tag = close.tag = `h${level}`;
		open.attrSet('id', anchor);
		return [open, said, close];
	};
	const passages = texts.map((text) => {
		const tokens = markdown.parse(text, {});
		return tokens.flatMap((token, at) => {
			const [before, open] = [tokens[at - 1], tokens[at - 2]];
			// The three come together: they are kept or left out when the last of them is met.
			if (token.type === 'heading_open' || before?.type === 'heading_open') return [];
			return token.type === 'heading_close' && open && before
				? heading(open, before, token)
				: [token];
		});
	});
	return { passages, headings };
}

/** Where the links of a text lead, and what it says besides. */
export function readLinks(text: string): { links: string[]; words: string } {
	const tokens = markdown.parse(text, {});
	return {
		links: tokens.flatMap(({ children }) =>
			(children ?? []).flatMap((one) =>
				one.type === 'link_open' ? [String(one.attrGet('href') ?? '')] : []
			)
		),
		words: tokens.map((token) => plainText(token) || token.content).join('\n')
	};
}

/** The lines on which sections begin, from 0: headings of the second level that stand by themselves; the first level reads as the second. */
export const startsOfSections = (text: string): number[] =>
	markdown
		.parse(text, {})
		.flatMap(({ type, level, tag, map }) =>
			type === 'heading_open' && level === 0 && levelOf(tag) === 2 && map ? [map[0]] : []
		);

/** Never a name that the page itself or a script may use for something; both languages may stand on one page. */
const PREFIX: Record<Locale, string> = { en: 'section', fr: 'partie' };

function freeAnchor(wanted: string, taken: Set<string>): string {
	let anchor = wanted;
	for (let n = 2; taken.has(anchor); n += 1) anchor = `${wanted}-${n}`;
	taken.add(anchor);
	return anchor;
}

/**
 * Markdown as HTML that may be shown: no HTML of the author's own, only links to the web, and after
 * that an allow-list once more (OWASP ASVS 5.0, 1.3.1).
 */
export function renderPassage(tokens: Token[]): string {
	return sanitizeHtml(markdown.renderer.render(tokens, markdown.options, {}), {
		allowedTags: [
			'h2',
			'h3',
			'h4',
			'p',
			'ul',
			'ol',
			'li',
			'strong',
			'em',
			'a',
			'blockquote',
			'code',
			'pre',
			'hr',
			'br',
			'table',
			'thead',
			'tbody',
			'tr',
			'th',
			'td'
		],
		allowedAttributes: { a: ['href', 'rel'], ol: ['start'], h2: ['id'], h3: ['id'], h4: ['id'] },
		allowedSchemes: ['http', 'https'],
		allowProtocolRelative: false,
		transformTags: {
			a: (tagName, { href = '' }) => ({
				tagName,
				attribs: { href, rel: 'noopener noreferrer nofollow ugc' }
			})
		}
	});
}
