import { href } from '#lib/i18n/links.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import { treatyActionLabels } from '#lib/organisations/labels.ts';
import type { TreatyAction } from '#lib/organisations/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

export interface TimelineEntry {
	/** Known to the year, the month or the day. */
	on: string;
	what: string;
	about: Bilingual;
	href?: string;
}

interface Promised {
	reference: string;
	title: Bilingual;
	on: string;
}

interface Happened {
	actions: readonly {
		instrumentName: Bilingual;
		action: TreatyAction;
		takenOn: string | null;
	}[];
	memberships: readonly {
		forum: string;
		forumName: Bilingual;
		since: string | null;
		until: string | null;
	}[];
	announced: readonly Promised[];
	done: readonly Promised[];
}

/** Newest first; of two dates that overlap the one known more exactly comes first, since it is in the other. */
export function newestFirst(one: { on: string }, other: { on: string }): number {
	return one.on < other.on ? 1 : one.on > other.on ? -1 : 0;
}

/** What is on record of a country with a date to it, newest first. */
export function timelineOf({ actions, memberships, announced, done }: Happened): TimelineEntry[] {
	const commitment = ({ reference, title, on }: Promised, what: string): TimelineEntry => ({
		on,
		what,
		about: title,
		href: href(`/commitments/${reference}`)
	});
	const membership = (
		{ forum, forumName }: Happened['memberships'][number],
		on: string | null,
		what: string
	): TimelineEntry[] =>
		on ? [{ on, what, about: forumName, href: href(`/forums/${forum}`) }] : [];
	return [
		...actions.flatMap(({ instrumentName, action, takenOn }) =>
			takenOn ? [{ on: takenOn, what: treatyActionLabels[action](), about: instrumentName }] : []
		),
		...memberships.flatMap((one) => [
			...membership(one, one.since, m.organisations_timeline_joined()),
			...membership(one, one.until, m.organisations_timeline_left())
		]),
		...announced.map((one) => commitment(one, m.organisations_timeline_announced())),
		...done.map((one) => commitment(one, m.organisations_timeline_done()))
	].sort(newestFirst);
}
