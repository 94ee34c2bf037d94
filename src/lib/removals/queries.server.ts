import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { requireCan } from '#lib/access/require.server.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { passagesOf } from './passages.server.ts';
import type { Removable } from './vocabulary.ts';

/** A text that could be removed: by which key, what it is of, and how it begins. */
export interface RemovableText {
	key: string;
	kind: Removable;
	/** What it stands by: the reference, the number of the requirement, the edition. */
	by: string;
	said: string;
}

const EXCERPT = 300;

/** The texts that stand at an address of this portal, public or not. For administrators of the secretariat. */
export async function textsAt(db: Db, actor: Actor, address: string): Promise<RemovableText[]> {
	requireCan(actor, 'text.remove');
	const path = address.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '');
	const [, reference] = /\/commitments\/([A-Z0-9]{2,8}-\d+)(?:\/|$)/.exec(path) ?? [];
	if (reference) return ofCommitment(db, reference);
	const [, slug] = /\/summaries\/([a-z0-9-]+)(?:\/|$)/.exec(path) ?? [];
	if (slug) return ofSummary(db, slug);
	const [, company] = /\/companies\/([a-z0-9-]+)(?:\/|$)/.exec(path) ?? [];
	if (company) return ofOrganisations(db, eq(t.organisations.slug, company));
	const [, country] = /\/countries\/([A-Za-z]{2})(?:\/|$)/.exec(path) ?? [];
	if (country)
		return ofOrganisations(
			db,
			and(
				eq(t.organisations.countryCode, country.toUpperCase()),
				eq(t.organisations.kind, 'government')
			)
		);
	return [];
}

/** What has been removed, newest first, as far as the reader may see it. */
export async function listRemovals(db: Db, actor: Actor) {
	requireCan(actor, 'text.remove');
	return db.select().from(t.removals).orderBy(desc(t.removals.removedAt)).limit(200);
}
export type Removed = Awaited<ReturnType<typeof listRemovals>>[number];

const one = (
	kind: Removable,
	id: string,
	by: string,
	texts: readonly (string | null)[],
	passage?: number
): RemovableText[] => {
	const said = texts.filter(Boolean).join(' · ').slice(0, EXCERPT);
	const key = passage === undefined ? `${kind}:${id}` : `${kind}:${id}:${passage}`;
	return said ? [{ key, kind, by, said }] : [];
};

async function ofCommitment(db: Db, reference: string): Promise<RemovableText[]> {
	const [row] = await db.select().from(t.commitments).where(eq(t.commitments.reference, reference));
	if (!row) return [];
	const updates = await db
		.select()
		.from(t.commitmentUpdates)
		.where(eq(t.commitmentUpdates.commitmentId, row.id))
		.orderBy(desc(t.commitmentUpdates.createdAt));
	const comments = await db
		.select()
		.from(t.commitmentComments)
		.where(eq(t.commitmentComments.commitmentId, row.id))
		.orderBy(asc(t.commitmentComments.createdAt));
	return [
		...one('commitment', row.id, reference, [
			row.titleEn ?? row.titleFr,
			row.descriptionEn,
			row.descriptionFr
		]),
		...updates.flatMap((update) =>
			one('update', update.id, update.asOf ?? reference, [
				update.noteEn,
				update.noteFr,
				update.challengesEn,
				update.challengesFr
			])
		),
		...comments.flatMap(({ id, body }) => one('comment', id, reference, [body]))
	];
}

async function ofSummary(db: Db, slug: string): Promise<RemovableText[]> {
	const editions = await db
		.select()
		.from(t.summaries)
		.where(/^[0-9a-f-]{36}$/.test(slug) ? eq(t.summaries.id, slug) : eq(t.summaries.slug, slug))
		.orderBy(desc(t.summaries.edition));
	const ids = editions.map(({ id }) => id);
	const replies = await db
		.select()
		.from(t.summaryReplies)
		.where(inArray(t.summaryReplies.summaryId, ids));
	const comments = await db
		.select()
		.from(t.summaryComments)
		.where(inArray(t.summaryComments.summaryId, ids));
	return [
		...editions.flatMap((edition) =>
			passagesOf(edition).flatMap(({ en, fr }, at) =>
				one('summary', edition.id, String(edition.edition), [en, fr], at)
			)
		),
		...replies.flatMap(({ id, replyEn, replyFr }) =>
			one('summary_reply', id, slug, [replyEn, replyFr])
		),
		...comments.flatMap(({ id, body }) => one('summary_comment', id, slug, [body]))
	];
}

async function ofOrganisations(db: Db, which: ReturnType<typeof and>): Promise<RemovableText[]> {
	const ids = (await db.select({ id: t.organisations.id }).from(t.organisations).where(which)).map(
		({ id }) => id
	);
	const answers = await db
		.select({
			id: t.answers.id,
			number: t.requirements.number,
			narrative: t.answers.narrative,
			reason: t.answers.notApplicableReason,
			note: t.answers.changeNote
		})
		.from(t.answers)
		.innerJoin(t.requirements, eq(t.requirements.id, t.answers.requirementId))
		.where(inArray(t.answers.organisationId, ids))
		.orderBy(asc(t.requirements.number));
	const reviews = await db
		.select({
			id: t.publishedReviews.id,
			number: t.requirements.number,
			reason: t.publishedReviews.reason,
			reply: t.publishedReviews.reply
		})
		.from(t.publishedReviews)
		.innerJoin(t.requirements, eq(t.requirements.id, t.publishedReviews.requirementId))
		.where(inArray(t.publishedReviews.organisationId, ids))
		.orderBy(asc(t.requirements.number));
	const findings = await db
		.select({
			id: t.findings.id,
			number: t.requirements.number,
			textEn: t.findings.textEn,
			textFr: t.findings.textFr,
			replyId: t.findingReplies.id,
			reply: t.findingReplies.body
		})
		.from(t.findings)
		.innerJoin(t.requirements, eq(t.requirements.id, t.findings.requirementId))
		.leftJoin(t.findingReplies, eq(t.findingReplies.findingId, t.findings.id))
		.where(inArray(t.findings.organisationId, ids))
		.orderBy(asc(t.requirements.number));
	return [
		...answers.flatMap(({ id, number, narrative, reason, note }) =>
			one('answer', id, String(number), [narrative, reason, note])
		),
		...reviews.flatMap(({ id, number, reason, reply }) => [
			...one('review', id, String(number), [reason]),
			...one('review_reply', id, String(number), [reply])
		]),
		...findings.flatMap(({ id, number, textEn, textFr, replyId, reply }) => [
			...one('finding', id, String(number), [textEn, textFr]),
			...(replyId ? one('finding_reply', replyId, String(number), [reply]) : [])
		])
	];
}
