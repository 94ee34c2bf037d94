import { eq } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { seeLink, wantLinks } from '#lib/links/commands.server.ts';
import { checksOf } from '#lib/links/queries.server.ts';
import { askable, breachOf, mayBeSeen, standingOf } from '#lib/links/rules.ts';
import type { LinkStanding } from '#lib/links/vocabulary.ts';
import { LOCALES, type Locale } from '#lib/i18n/vocabulary.ts';
import { summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import { pathWithin, type Finding, type LinkPart } from './checks.ts';
import { subject, type SummaryRow } from './editing.server.ts';
import { readLinks } from './markdown.server.ts';
import { PUBLIC_STATES } from './vocabulary.ts';

type Texts = Pick<SummaryRow, 'bodyEn' | 'bodyFr'>;

/** Where this portal is, as its links name it. */
export const ourOrigin = (): string => {
	const { ORIGIN, PORT } = env();
	return ORIGIN ?? `http://localhost:${PORT}`;
};

/** The links of a summary’s text that lead to other sites, in either language, each once. */
export const linksIn = ({ bodyEn, bodyFr }: Texts): string[] => [
	...new Set([bodyEn, bodyFr].flatMap(linksOf))
];

const linksOf = (body: string): string[] =>
	readLinks(body).links.filter((link) => pathWithin(link, ourOrigin()) === null);

/** The links of a summary in work to other sites, in which language each stands, and what is known of it. For the secretariat, and the portal’s own work. */
export async function outwardLinks(db: Db, row: Texts, now: Date = currentTime()) {
	const texts = { en: linksOf(row.bodyEn), fr: linksOf(row.bodyFr) };
	const links = [...new Set([...texts.en, ...texts.fr])];
	const checks = await checksOf(db, askable(links));
	return links.map((address) => {
		const check = checks.get(address);
		// What is too long to be asked for is not asked for.
		const standing: LinkStanding = askable([address]).length ? standingOf(check, now) : 'broken';
		return {
			address,
			languages: LOCALES.filter((locale: Locale) => texts[locale].includes(address)),
			standing,
			breach: standing !== 'broken' ? null : check ? breachOf(check) : ('refused' as const),
			status: check?.status ?? null,
			triedAt: check?.triedAt ?? null,
			seenAt: standing === 'seen' ? (check?.seenAt ?? null) : null,
			mayBeSeen: standing !== 'seen' && mayBeSeen(check)
		};
	});
}
export type OutwardLink = Awaited<ReturnType<typeof outwardLinks>>[number];

const PARTS: Partial<Record<LinkStanding, LinkPart>> = {
	waiting: 'linkWaiting',
	doubtful: 'linkDoubtful',
	closed: 'linkClosed',
	broken: 'linkBroken'
};

/** What the links of a summary add to its check list: all that are not known to work, nor seen by somebody. */
export const linkFindings = (links: readonly OutwardLink[]): Finding[] =>
	links.flatMap(({ address, standing }): Finding[] => {
		const part = PARTS[standing];
		return part
			? [{ kind: 'link', part, where: 'text', detail: { en: address, fr: address } }]
			: [];
	});

/** Has the links of a summary in work asked for at once; returns them. */
export async function wantSummaryLinks(db: Db, actor: Actor, id: string): Promise<string[]> {
	const { row } = await inWork(db, actor, id);
	const links = askable(linksIn(row));
	await wantLinks(db, actor, links);
	await record(db, actor, 'summary.links_asked', subject(row), { links: links.length });
	return links;
}

/**
 * Says that the person has seen the page to which a link of a summary leads, where a program is not let in or nobody answered
 * it. Refuses with `not_found` a link that does not stand in it, with `not_allowed` one that is gone, or to which we do not go.
 */
export async function seeSummaryLink(
	db: Db,
	actor: Actor,
	id: string,
	{ address }: { address: string }
): Promise<void> {
	const { person, row } = await inWork(db, actor, id);
	if (!linksIn(row).includes(address)) throw new Refusal('not_found');
	await seeLink(db, person, address);
	await record(db, actor, 'summary.link_seen', subject(row), { address });
}

/** A summary that is not out yet. Throws `not_found`, or `wrong_state` once it is. */
async function inWork(
	db: Db,
	actor: Actor,
	id: string
): Promise<{ person: Person; row: SummaryRow }> {
	const person = requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	if (PUBLIC_STATES.some((state) => state === row.state)) throw new Refusal('wrong_state');
	return { person, row };
}
