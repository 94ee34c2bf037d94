import { pickText } from '#lib/i18n/bilingual.ts';
import { href } from '#lib/i18n/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { editionAddress, summariesFeed } from '#lib/summaries/addresses.ts';
import type { FeedEdition } from '#lib/summaries/queries.server.ts';
import { idOf, toAtom } from './atom.ts';

/** Editions of summaries, the newest first, as a feed in the language that is set: a correction is an entry of its own. */
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
		updated: editions[0]?.publishedAt.toISOString() ?? new Date(0).toISOString(),
		entries: editions.map(({ slug, edition, publishedAt, title, correctionNote, opening }) => {
			const named = { title: pickText(title, locale), edition };
			return {
				id: idOf(`summary ${slug} ${edition} ${locale}`),
				title: edition > 1 ? m.summaries_feed_corrected(named) : named.title,
				summary: edition > 1 ? pickText(correctionNote, locale) : opening[locale],
				link: editionAddress({ slug, edition }, origin, locale),
				updated: publishedAt.toISOString()
			};
		})
	});
}
