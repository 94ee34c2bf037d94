import { changesFeed, changesPath } from '#lib/changes/addresses.ts';
import { changeDetail, changeTitle } from '#lib/changes/labels.ts';
import type { Changes } from '#lib/changes/queries.server.ts';
import type { ChangeFilters } from '#lib/changes/schema.ts';
import { startOf } from '#lib/changes/shapes/change.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import { href } from '#lib/i18n/links.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { idOf, toAtom } from './atom.ts';

/**
 * What became public, as a feed in the language that is set. Its id and those of its entries come from what
 * they are about: they stay when Concord moves to another address.
 */
export function changesAtom(
	{ period, changes, named }: Changes,
	filters: ChangeFilters,
	origin: string
): string {
	const locale = getLocale();
	const chosen = Object.values(named)
		.flatMap((one) => (one ? [one.name[locale]] : []))
		.join(', ');
	const self = changesFeed(filters, locale);
	return toAtom({
		id: idOf(self),
		lang: locale,
		title: chosen ? m.changes_feed_title_of({ chosen }) : m.changes_feed_title(),
		author: m.changes_feed_author(),
		self: origin + self,
		page: origin + href(changesPath(filters)),
		updated: changes[0]?.at ?? startOf(period.from),
		entries: changes.map((change) => ({
			id: idOf(`${change.kind} ${change.id} ${locale}`),
			title: changeTitle(change),
			summary: [change.who && `${pickText(change.who.name, locale)}.`, changeDetail(change)]
				.filter(Boolean)
				.join(' '),
			link: origin + href(change.path),
			updated: change.at
		}))
	});
}
