import { and, asc, desc, eq, gt, inArray, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { isFresh, requireCan } from '#lib/access/require.server.ts';
import { personalAddressesIn } from '#lib/forms/content-guard.ts';
import { summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { today } from '#lib/comparison/as-of.ts';
import { checkDrawn } from './checks.server.ts';
import { outwardLinks } from './links.server.ts';
import { contentOf, opening, passagesOf } from './content.ts';
import { figuresOf, frozenNumbers, numbersNow, numbersOf } from './figures.server.ts';
import { hasMoved } from './numbers.ts';
import { repliesTo } from './reply-queries.server.ts';
import { mayBeCorrected, missingParts } from './rules.ts';
import { PUBLIC_STATES } from './vocabulary.ts';

type SummaryRow = typeof summaries.$inferSelect;

/** Published summaries, newest first, in their current edition. Public. */
export async function listSummaries(db: Db) {
	const rows = await db
		.select()
		.from(summaries)
		.where(eq(summaries.state, 'published'))
		.orderBy(desc(summaries.publishedAt));
	return rows.map((row) => ({
		slug: row.slug,
		edition: row.edition,
		title: titleOf(row),
		asOf: row.asOf,
		publishedAt: row.publishedAt
	}));
}

/** Summaries of which no edition stands any more, the last one withdrawn first, with why. Public. */
export async function listWithdrawn(db: Db) {
	const other = alias(summaries, 'other');
	const rows = await db
		.select()
		.from(summaries)
		.where(
			and(
				eq(summaries.state, 'withdrawn'),
				notExists(
					db
						.select({ one: sql`1` })
						.from(other)
						.where(
							and(
								eq(other.slug, summaries.slug),
								inArray(other.state, PUBLIC_STATES),
								gt(other.edition, summaries.edition)
							)
						)
				)
			)
		)
		.orderBy(desc(summaries.withdrawnAt));
	return rows.map((row) => ({
		slug: row.slug,
		title: titleOf(row),
		withdrawal: withdrawalOf(row)
	}));
}

const IN_A_FEED = 50;

/** The newest editions of all summaries, replaced and withdrawn ones too, with how each begins; the last thing that happened first. Public. */
export async function newestEditions(db: Db) {
	const rows = await db
		.select()
		.from(summaries)
		.where(inArray(summaries.state, PUBLIC_STATES))
		.orderBy(
			desc(sql`coalesce(${summaries.withdrawnAt}, ${summaries.publishedAt})`),
			desc(summaries.edition)
		)
		.limit(IN_A_FEED);
	const numbers = await frozenNumbers(
		db,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => {
		const { en, fr } = passagesOf(row, [], numbers(row.id));
		return {
			slug: row.slug,
			edition: row.edition,
			title: titleOf(row),
			publishedAt: row.publishedAt ?? row.updatedAt,
			correctionNote: noteOf(row),
			withdrawal: withdrawalOf(row),
			opening: { en: opening(en), fr: opening(fr) }
		};
	});
}
export type FeedEdition = Awaited<ReturnType<typeof newestEditions>>[number];

/**
 * An edition of a published summary as it reads, the current one unless a number is given (the last one where
 * all are withdrawn), with the figures as they were frozen. Throws `not_found` where there is none. Public.
 */
export async function getPublishedSummary(db: Db, slug: string, edition?: number) {
	const { row, editions } = await findPublished(db, slug, edition);
	const drawn = await figuresOf(db, row);
	const numbers = await numbersOf(db, row, drawn);
	return {
		slug: row.slug,
		edition: row.edition,
		state: row.state,
		title: titleOf(row),
		asOf: row.asOf,
		publishedAt: row.publishedAt,
		correctionNote: noteOf(row),
		withdrawal: withdrawalOf(row),
		editions: editions.map((one) => ({
			edition: one.edition,
			state: one.state,
			publishedAt: one.publishedAt,
			correctionNote: noteOf(one)
		})),
		figures: drawn,
		numbers,
		replies: await repliesTo(db, row),
		passages: passagesOf(row, drawn, numbers)
	};
}
export type PublishedSummary = Awaited<ReturnType<typeof getPublishedSummary>>;

/** The numbers of an edition's text as they were published, each with what the record says today. Public. */
export async function numbersSince(
	db: Db,
	{ numbers, figures }: Pick<PublishedSummary, 'numbers' | 'figures'>
) {
	const now = await numbersNow(db, numbers, figures);
	return numbers.map((then, at) => {
		const today = now[at] ?? { ...then, value: null };
		return { then, now: today, moved: hasMoved(then.value, today.value) };
	});
}

async function findPublished(db: Db, slug: string, edition?: number) {
	const editions = await db
		.select()
		.from(summaries)
		.where(and(eq(summaries.slug, slug), inArray(summaries.state, PUBLIC_STATES)))
		.orderBy(desc(summaries.edition));
	const row =
		edition === undefined
			? (editions.find(({ state }) => state === 'published') ?? editions[0])
			: editions.find((one) => one.edition === edition);
	if (!row) throw new Refusal('not_found');
	return { row, editions };
}

/** All summaries in work or published, the newest work first. For the secretariat. */
export async function listAllSummaries(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	const rows = await db.select().from(summaries).orderBy(desc(summaries.updatedAt));
	return rows.map(({ id, slug, edition, state, updatedAt, publishedAt, ...row }) => ({
		id,
		slug,
		edition,
		state,
		updatedAt,
		publishedAt,
		title: { en: row.titleEn, fr: row.titleFr }
	}));
}

/** Published editions that a new summary may start from, the newest first. For the secretariat. */
export async function summariesToStartFrom(db: Db, actor: Actor) {
	return (await listAllSummaries(db, actor)).filter(({ state }) => state === 'published');
}

/** Summaries in work into which a figure may be put, the newest work first. For the secretariat. */
export async function summariesInWork(db: Db, actor: Actor) {
	return (await listAllSummaries(db, actor)).filter(({ state }) =>
		can(actor, 'summary.edit', { state })
	);
}

/** Summaries that wait for a second person, longest waiting first. For the secretariat. */
export async function reviewQueueSummaries(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	return db
		.select({
			id: summaries.id,
			titleEn: summaries.titleEn,
			titleFr: summaries.titleFr,
			edition: summaries.edition,
			updatedAt: summaries.updatedAt
		})
		.from(summaries)
		.where(eq(summaries.state, 'in_review'))
		.orderBy(asc(summaries.updatedAt));
}

/** A summary with what the person may do to it. Throws `not_found`. For the secretariat. */
async function summaryFor(db: Db, actor: Actor, id: string) {
	requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, 'summary.read', { state: row.state });
	return {
		...row,
		mayEdit: can(actor, 'summary.edit', { state: row.state }),
		/** Whether the person proved lately enough who they are to publish. */
		proved: isFresh(person),
		isPublic: PUBLIC_STATES.some((state) => state === row.state),
		mayCorrect: mayBeCorrected(row.state),
		mayWithdraw: can(actor, 'summary.withdraw', { state: row.state }),
		mayCallBack: can(actor, 'summary.call_back', { state: row.state }),
		mayPublish: can(actor, 'summary.publish', { state: row.state }),
		wroteInIt: row.authors.includes(person.userId)
	};
}

/** A summary in work, with its figures answered as of today and what is still missing. For the secretariat. */
export async function getSummary(db: Db, actor: Actor, id: string) {
	const summary = await summaryFor(db, actor, id);
	const drawn = await figuresOf(db, summary);
	const numbers = await numbersOf(db, summary, drawn);
	const links = summary.isPublic ? [] : await outwardLinks(db, summary);
	const { en, fr } = passagesOf(summary, drawn, numbers);
	return {
		...summary,
		figures: drawn,
		numbers,
		missing: missingParts({ ...summary, figures: drawn, numbers }),
		findings: summary.isPublic
			? []
			: await checkDrawn(db, actor, { ...summary, figures: drawn, numbers, links }, today()),
		/** Its links to other sites, until it is out. */
		links,
		/** What reads like addresses of people, until it is out. It keeps nothing back. */
		addresses: summary.isPublic ? [] : personalAddressesIn(`${summary.bodyEn}\n${summary.bodyFr}`),
		content: { en: contentOf(en), fr: contentOf(fr) }
	};
}

/** How a text that is not stored yet will read, with the figures answered as of today. For the secretariat. */
export async function previewSummary(
	db: Db,
	actor: Actor,
	id: string,
	text: { bodyEn: string; bodyFr: string }
) {
	const summary = await getEditableSummary(db, actor, id);
	const drawn = await figuresOf(db, summary);
	const { en, fr } = passagesOf(text, drawn, await numbersOf(db, summary, drawn));
	return { en: contentOf(en), fr: contentOf(fr) };
}

/** The text of a summary as its editors change it. Throws `not_allowed` once it is published. For the secretariat. */
export async function getEditableSummary(db: Db, actor: Actor, id: string) {
	const summary = await summaryFor(db, actor, id);
	if (!summary.mayEdit) throw new Refusal('not_allowed');
	return summary;
}

/** The same with its figures, answered as of today. */
export async function getEditableFigures(db: Db, actor: Actor, id: string) {
	const summary = await getEditableSummary(db, actor, id);
	const drawn = await figuresOf(db, summary);
	return { ...summary, figures: drawn, numbers: await numbersOf(db, summary, drawn) };
}

const titleOf = (row: SummaryRow) => ({ en: row.titleEn, fr: row.titleFr });
const withdrawalOf = (row: SummaryRow) =>
	row.withdrawnAt && {
		at: row.withdrawnAt,
		reason: { en: row.withdrawalReasonEn, fr: row.withdrawalReasonFr }
	};
const noteOf = (row: SummaryRow) => ({ en: row.correctionNoteEn, fr: row.correctionNoteFr });
