import { and, asc, eq, inArray, isNull, lte, ne } from 'drizzle-orm';
import { organisationsOf, roleIn, type Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { organisations, summaries, summaryReplies } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { stands } from './checks.ts';
import { startsOfSections } from './markdown.server.ts';
import { cutAt, headingOf } from './sections.ts';

type SummaryRow = typeof summaries.$inferSelect;

const columns = {
	id: summaryReplies.id,
	summaryId: summaryReplies.summaryId,
	organisationId: summaryReplies.organisationId,
	organisation: { en: organisations.nameEn, fr: organisations.nameFr },
	state: summaryReplies.state,
	title: { en: summaryReplies.titleEn, fr: summaryReplies.titleFr },
	passage: { en: summaryReplies.passageEn, fr: summaryReplies.passageFr },
	dueOn: summaryReplies.dueOn,
	askedAt: summaryReplies.askedAt,
	reply: { en: summaryReplies.replyEn, fr: summaryReplies.replyFr },
	repliedAt: summaryReplies.repliedAt,
	changedAt: summaryReplies.changedAt,
	droppedReason: summaryReplies.droppedReason,
	version: summaryReplies.version
};
const listed = (db: Db) =>
	db
		.select(columns)
		.from(summaryReplies)
		.innerJoin(organisations, eq(organisations.id, summaryReplies.organisationId));
export type Passage = Awaited<ReturnType<typeof listed>>[number];

/** Whom a summary has asked about what, with what one needs to ask another. For the secretariat. */
export async function getRequests(db: Db, actor: Actor, id: string) {
	requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	const sections = ([row.bodyEn, row.bodyFr] as const).map((text) =>
		cutAt(text, startsOfSections(text)).map(headingOf)
	);
	const [english = [], french = []] = sections;
	return {
		id,
		title: { en: row.titleEn, fr: row.titleFr },
		mayAsk: can(actor, 'passage.ask', { state: row.state }),
		/** The sections that both languages have, by their place; the opening has no name. */
		sections: english.flatMap((en, place) => {
			const fr = french[place];
			return place > 0 && en && fr ? [{ place, heading: { en, fr } }] : [];
		}),
		requests: await listed(db)
			.where(eq(summaryReplies.summaryId, id))
			.orderBy(asc(summaryReplies.askedAt), asc(summaryReplies.id)),
		organisations: await db
			.select({
				id: organisations.id,
				name: { en: organisations.nameEn, fr: organisations.nameFr }
			})
			.from(organisations)
			.where(ne(organisations.kind, 'secretariat'))
			.orderBy(asc(organisations.nameEn))
	};
}

/** What one’s organisation was shown of a summary. Throws `not_found` to those of another. */
export async function getOwnPassage(db: Db, actor: Actor, id: string, today: string) {
	requirePerson(actor);
	const [passage] = await listed(db).where(eq(summaryReplies.id, id));
	if (!passage || !roleIn(actor, passage.organisationId)) throw new Refusal('not_found');
	requireCan(actor, 'passage.read', passage);
	const open = passage.state === 'awaiting_reply' && passage.dueOn >= today;
	return { ...passage, open, mayReply: open && can(actor, 'passage.reply', passage) };
}

/** Passages that wait for a reply of the organisations the actor writes for, the nearest day first. */
export async function passageTasks(db: Db, actor: Actor, today: string) {
	const ours = organisationsOf(requirePerson(actor), 'contributor');
	if (!ours.length) return [];
	const waiting = await listed(db)
		.where(
			and(
				inArray(summaryReplies.organisationId, ours),
				eq(summaryReplies.state, 'awaiting_reply'),
				isNull(summaryReplies.repliedAt)
			)
		)
		.orderBy(asc(summaryReplies.dueOn));
	return waiting.filter(({ dueOn }) => dueOn >= today);
}

/**
 * What organisations replied to an edition, and who was asked and did not; of the editions before it what is still
 * said in its words. Public, as the editions are.
 */
export async function repliesTo(db: Db, row: SummaryRow) {
	const printed = await db
		.select({ ...columns, edition: summaries.edition })
		.from(summaryReplies)
		.innerJoin(organisations, eq(organisations.id, summaryReplies.organisationId))
		.innerJoin(summaries, eq(summaries.id, summaryReplies.summaryId))
		.where(
			and(
				eq(summaries.slug, row.slug),
				lte(summaries.edition, row.edition),
				eq(summaryReplies.state, 'published')
			)
		)
		.orderBy(asc(summaryReplies.askedAt), asc(summaryReplies.id));
	return printed
		.filter(
			({ edition, passage }) =>
				edition === row.edition || stands(passage.en, row.bodyEn) || stands(passage.fr, row.bodyFr)
		)
		.map(({ organisation, passage, dueOn, reply, repliedAt, changedAt, id }) => ({
			id,
			organisation,
			passage,
			dueOn,
			reply,
			repliedAt,
			changedAt
		}));
}
export type PrintedReply = Awaited<ReturnType<typeof repliesTo>>[number];
