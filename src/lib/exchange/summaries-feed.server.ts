import { pickText } from '#lib/i18n/bilingual.ts';
import { href } from '#lib/i18n/links.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { editionAddress, summariesFeed } from '#lib/summaries/addresses.ts';
import type { FeedEdition } from '#lib/summaries/queries.server.ts';
import { idOf, toAtom } from './atom.ts';

/**
 * Editions of summaries as a feed in the language that is set, the last thing that happened first: a correction is an
 * entry of its own, a withdrawal changes the entry of what is withdrawn.
 */
export function summariesAtom(editions: readonly FeedEdition[], origin: string): string {
	const locale = getLocale();
	const self = summariesFeed(locale);
	return toAtom({
		id: idOf(self),
		lang: locale,
		title: m.summaries_feed_title(),
		author: m.summaries_publisher(),
		self: origin + self,
		page: origin + href('/summaries'),
		// A feed without entries has not changed since there is none.
		updated: (editions[0] ? lastOf(editions[0]) : new Date(0)).toISOString(),
		entries: editions.map((one) => ({
			id: idOf(`summary ${one.slug} ${one.edition} ${locale}`),
			...said(one, locale),
			link: editionAddress(one, origin, locale),
			updated: lastOf(one).toISOString()
		}))
	});
}

/** When something last happened to an edition. */
const lastOf = ({ withdrawal, publishedAt }: FeedEdition) => withdrawal?.at ?? publishedAt;

/** What an entry is called, and what it tells: why it was withdrawn, what was corrected, or how it begins. */
function said(
	{ title, edition, withdrawal, correctionNote, opening }: FeedEdition,
	locale: Locale
) {
	const named = { title: pickText(title, locale), edition };
	if (withdrawal)
		return {
			title: m.summaries_feed_withdrawn(named),
			summary: pickText(withdrawal.reason, locale)
		};
	return edition > 1
		? { title: m.summaries_feed_corrected(named), summary: pickText(correctionNote, locale) }
		: { title: named.title, summary: opening[locale] };
}
