import type { Bilingual } from '#lib/i18n/bilingual.ts';
import { FIGURE_PARTS, missingParts, type Completeness, type RequiredPart } from './rules.ts';

/** How a link of the text may stand that keeps a summary from its readers. */
export const LINK_PARTS = ['linkWaiting', 'linkDoubtful', 'linkClosed', 'linkBroken'] as const;
export type LinkPart = (typeof LINK_PARTS)[number];
/** What keeps a summary from its readers beside what is missing. */
export const CHECKED_PARTS = [
	'restrictedEn',
	'restrictedFr',
	'openReply',
	'passageGone',
	...LINK_PARTS
] as const;
export type CheckedPart = RequiredPart | (typeof CHECKED_PARTS)[number];

/** A line of the check list: what is the matter, and the page of the summary on which it is mended. */
export interface Finding {
	kind: 'missing' | 'restricted' | 'reply' | 'link';
	part: CheckedPart;
	where: 'text' | 'figures' | 'replies';
	/** Which link, reference or organisation, in both languages. */
	detail?: Bilingual;
}

/** What is still missing, as lines of the check list. */
export const missingFindings = (summary: Completeness): Finding[] =>
	missingParts(summary).map((part) => ({
		kind: 'missing',
		part,
		where: FIGURE_PARTS.includes(part) ? 'figures' : 'text'
	}));

/** What nobody reads without signing in. */
const CLOSED = /^\/(workspace|secretariat|mailbox|sign-in)(\/|$)/;

/** The path that an address of Concord names, without language and query; null for an address elsewhere. */
export function pathWithin(address: string, origin: string): string | null {
	if (!URL.canParse(address, origin)) return null;
	const url = new URL(address, origin);
	if (url.host !== new URL(origin).host) return null;
	return url.pathname.replace(/^\/(en|fr)(?=\/|$)/, '') || '/';
}

/** What a text leads to or names within Concord. */
export interface Named {
	/** The links that lead to what nobody reads without signing in. */
	closed: string[];
	/** References of commitments in links, and those in the words, which may be something else. */
	linked: string[];
	worded: string[];
	/** The summaries that links lead to, by their address. */
	slugs: string[];
}

export function namedIn(links: readonly string[], words: string, origin: string): Named {
	const paths = links.flatMap((link) => {
		const path = pathWithin(link, origin);
		return path === null ? [] : [{ link, path }];
	});
	const second = (first: string) =>
		paths.flatMap(({ path }) => {
			const [, domain, name] = path.split('/');
			return domain === first && name ? [name] : [];
		});
	return {
		closed: paths.filter(({ path }) => CLOSED.test(path)).map(({ link }) => link),
		linked: second('commitments'),
		worded: words.match(/\b[A-Z0-9]{2,8}-\d{4,}\b/g) ?? [],
		slugs: second('summaries')
	};
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Whether a passage still stands in a text, however its lines are broken. */
export const stands = (passage: string, text: string): boolean =>
	plain(text).includes(plain(passage));
