import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requireFresh } from '#lib/access/require.server.ts';
import { holdChanges, record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { today } from '#lib/comparison/as-of.ts';
import { newestAnswered } from '#lib/comparison/queries/companies.server.ts';
import { readPrinciples } from '#lib/comparison/queries/principles.server.ts';
import { keepPackage } from '#lib/exchange/package/edition.server.ts';
import { only } from '#lib/server/db/only.ts';
import { summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requireChecked } from './checks.server.ts';
import { change, find, step, subject, type SummaryRow } from './editing.server.ts';
import { copyFigures, freezeFigures, lockFigures } from './figures.server.ts';
import { printReplies } from './replies.server.ts';
import { askedAnew, mayBeCorrected, slugOf } from './rules.ts';
import type { SummaryInput, SummaryText } from './schema.ts';
import { PUBLIC_STATES } from './vocabulary.ts';

/**
 * Starts a summary, from nothing or from the text and the figures of another; returns its page. Posting the form
 * again leads to the same one. Throws `not_found` where there is no other.
 */
export async function createSummary(db: Db, actor: Actor, input: SummaryInput): Promise<string> {
	const person = requireCan(actor, 'summary.create');
	return once(db, person, input.token, async () => {
		const before = input.from === undefined ? null : await summaryToStartFrom(db, input.from);
		const summary = only(
			await db
				.insert(summaries)
				.values({
					slug: await freeSlug(db, slugOf(input.titleEn)),
					titleEn: input.titleEn,
					titleFr: input.titleFr,
					bodyEn: before?.bodyEn,
					bodyFr: before?.bodyFr,
					authors: [person.userId],
					createdBy: person.userId
				})
				.returning()
		);
		if (before) {
			const framework = await readPrinciples(db);
			const newest = framework && newestAnswered(framework.cycles, today())?.key;
			await copyFigures(db, before.id, summary.id, ({ question, filters }) => ({
				question,
				filters: askedAnew(question, filters, newest)
			}));
		}
		await record(db, actor, 'summary.created', subject(summary), { slug: summary.slug });
		return `/secretariat/summaries/${summary.id}`;
	});
}

/** Keeps what an editor wrote; who writes is an author from then on. Throws `stale` when someone else saved meanwhile. */
export async function changeSummary(
	db: Db,
	actor: Actor,
	id: string,
	input: SummaryText
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const { version, ...text } = input;
	await change(db, person, row, version, {
		...text,
		correctionNoteEn: text.correctionNoteEn ?? null,
		correctionNoteFr: text.correctionNoteFr ?? null
	});
	await record(db, actor, 'summary.changed', subject(row), { version: version + 1 });
}

/** Hands the summary to a second person. Throws `incomplete` with what is missing. */
export async function requestReview(
	db: Db,
	actor: Actor,
	id: string,
	version: number
): Promise<void> {
	const { row } = await find(db, actor, id, 'summary.edit');
	// Replies may still come, and links be looked at, while it is reviewed.
	await requireChecked(db, actor, row, today(), ['reply', 'link']);
	await step(db, row, version, 'in_review', { returnComment: null });
	await record(db, actor, 'summary.review_requested', subject(row));
}

/** Back to its authors, with a comment. */
export async function returnSummary(
	db: Db,
	actor: Actor,
	id: string,
	{ version, comment }: { version: number; comment: string }
): Promise<void> {
	const { row } = await find(db, actor, id, 'summary.edit');
	await step(db, row, version, 'draft', { returnComment: comment });
	await record(db, actor, 'summary.returned', subject(row));
}

/**
 * Publishes a summary: freezes the answer of each figure as of now, keeps everything public beside it, and replaces
 * the edition before.
 * Throws `same_person` to anyone who wrote in it, `prove_again` when they proved who they are too long
 * ago, `incomplete` with what is missing. Returns the public page.
 */
export async function publishSummary(
	db: Db,
	actor: Actor,
	id: string,
	version: number
): Promise<string> {
	const { person, row } = await find(db, actor, id, 'summary.publish');
	if (row.authors.includes(person.userId)) throw new Refusal('same_person');
	requireFresh(person);
	await requireChecked(db, actor, row, today());
	return publishEdition(db, actor, row, { version, publishedBy: person.userId });
}

/** Publishes an edition that is checked, in the name of a publisher who did not write in it: now, or at the time that one set. */
export async function publishEdition(
	db: Db,
	actor: Actor,
	row: SummaryRow,
	{ version, publishedBy }: { version: number; publishedBy: string }
): Promise<string> {
	const drawn = await lockFigures(db, row.id);
	await db.select().from(summaries).where(eq(summaries.slug, row.slug)).for('no key update');
	// The figures and the data that are kept beside them are of one moment.
	await holdChanges(db);
	const now = currentTime();
	await freezeFigures(db, drawn, now);
	await db
		.update(summaries)
		.set({ state: 'superseded' })
		.where(and(eq(summaries.slug, row.slug), eq(summaries.state, 'published')));
	await step(db, row, version, 'published', {
		publishAt: null,
		scheduledBy: null,
		publishedBy,
		publishedAt: now,
		asOf: now.toISOString().slice(0, 10)
	});
	await printReplies(db, row.id);
	await record(
		db,
		actor,
		row.edition > 1 ? 'summary.corrected' : 'summary.published',
		subject(row),
		{ slug: row.slug, edition: row.edition, figures: drawn.length }
	);
	await keepPackage(db, actor, row);
	return `/summaries/${row.slug}`;
}

/** Starts the next edition of a published or withdrawn summary, with the same text and figures, and the reason for it. Returns its page. */
export async function startCorrection(
	db: Db,
	actor: Actor,
	id: string,
	input: { correctionNoteEn: string; correctionNoteFr: string; token: string }
): Promise<string> {
	const person = requireCan(actor, 'summary.create');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	if (!mayBeCorrected(row.state)) throw new Refusal('wrong_state');
	return once(db, person, input.token, async () => {
		const [later] = await db
			.select({ id: summaries.id })
			.from(summaries)
			.where(and(eq(summaries.slug, row.slug), eq(summaries.edition, row.edition + 1)));
		if (later) throw new Refusal('already_exists');
		const { slug, titleEn, titleFr, bodyEn, bodyFr } = row;
		const next = only(
			await db
				.insert(summaries)
				.values({
					slug,
					titleEn,
					titleFr,
					bodyEn,
					bodyFr,
					edition: row.edition + 1,
					correctionNoteEn: input.correctionNoteEn,
					correctionNoteFr: input.correctionNoteFr,
					authors: [person.userId],
					createdBy: person.userId
				})
				.returning()
		);
		await copyFigures(db, id, next.id);
		await record(db, actor, 'summary.created', subject(next), { slug, edition: next.edition });
		return `/secretariat/summaries/${next.id}`;
	});
}

async function summaryToStartFrom(db: Db, id: string): Promise<SummaryRow> {
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row || !PUBLIC_STATES.some((state) => state === row.state)) throw new Refusal('not_found');
	return row;
}

async function freeSlug(db: Db, wanted: string): Promise<string> {
	const taken = new Set(
		(await db.selectDistinct({ slug: summaries.slug }).from(summaries)).map(({ slug }) => slug)
	);
	let slug = wanted;
	for (let n = 2; taken.has(slug); n += 1) slug = `${wanted}-${n}`;
	return slug;
}
