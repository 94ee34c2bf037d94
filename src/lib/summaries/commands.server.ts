import { and, asc, eq, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import type { Action } from '#lib/access/policy.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requireFresh } from '#lib/access/require.server.ts';
import { holdChanges, record } from '#lib/audit/record.server.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { keepPackage } from '#lib/exchange/package/edition.server.ts';
import { only } from '#lib/server/db/only.ts';
import { figures, summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { mayBecome, mayBeCorrected, missingParts, slugOf } from './rules.ts';
import type { FigureInput, SummaryInput, SummaryText } from './schema.ts';
import type { SummaryState } from './vocabulary.ts';

type SummaryRow = typeof summaries.$inferSelect;

const subject = ({ id }: { id: string }) => ({ type: 'summary' as const, id });
const withAuthor = (person: Person) =>
	sql`case when ${person.userId}::uuid = any (${summaries.authors}) then ${summaries.authors} else ${summaries.authors} || ${person.userId}::uuid end`;

/** Starts a summary; returns its page. Posting the form again leads to the same one. */
export async function createSummary(db: Db, actor: Actor, input: SummaryInput): Promise<string> {
	const person = requireCan(actor, 'summary.create');
	return once(db, person, input.token, async () => {
		const summary = only(
			await db
				.insert(summaries)
				.values({
					slug: await freeSlug(db, slugOf(input.titleEn)),
					titleEn: input.titleEn,
					titleFr: input.titleFr,
					authors: [person.userId],
					createdBy: person.userId
				})
				.returning()
		);
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

/** Puts a figure after those that are there. Throws `not_found` when its question has no answer. */
export async function addFigure(
	db: Db,
	actor: Actor,
	id: string,
	input: FigureInput
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	await answerFigure(db, input.question, input.filters);
	const there = await db
		.select({ position: figures.position })
		.from(figures)
		.where(eq(figures.summaryId, id));
	await db.insert(figures).values({
		summaryId: id,
		position: Math.max(0, ...there.map(({ position }) => position)) + 1,
		question: input.question,
		filters: input.filters,
		captionEn: input.captionEn,
		captionFr: input.captionFr
	});
	await change(db, person, row, input.version, {});
	await record(db, actor, 'summary.changed', subject(row), { figure: input.question });
}

export async function removeFigure(
	db: Db,
	actor: Actor,
	id: string,
	input: { figure: string; version: number }
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const removed = await db
		.delete(figures)
		.where(and(eq(figures.id, input.figure), eq(figures.summaryId, id)))
		.returning({ position: figures.position });
	if (!removed.length) throw new Refusal('not_found');
	await change(db, person, row, input.version, {});
	await record(db, actor, 'summary.changed', subject(row), { removed: 'figure' });
}

/** Hands the summary to a second person. Throws `incomplete` with what is missing. */
export async function requestReview(
	db: Db,
	actor: Actor,
	id: string,
	version: number
): Promise<void> {
	const { row } = await find(db, actor, id, 'summary.edit');
	await requireComplete(db, row);
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
	await requireComplete(db, row);
	const drawn = await db
		.select()
		.from(figures)
		.where(eq(figures.summaryId, id))
		.orderBy(asc(figures.position))
		.for('update');
	await db.select().from(summaries).where(eq(summaries.slug, row.slug)).for('no key update');
	// The figures and the data that are kept beside them are of one moment.
	await holdChanges(db);
	const now = new Date();
	for (const figure of drawn)
		await db
			.update(figures)
			.set({ frozen: await answerFigure(db, figure.question, figure.filters), frozenAt: now })
			.where(eq(figures.id, figure.id));
	await db
		.update(summaries)
		.set({ state: 'superseded' })
		.where(and(eq(summaries.slug, row.slug), eq(summaries.state, 'published')));
	await step(db, row, version, 'published', {
		publishedBy: person.userId,
		publishedAt: now,
		asOf: now.toISOString().slice(0, 10)
	});
	await record(
		db,
		actor,
		row.edition > 1 ? 'summary.corrected' : 'summary.published',
		subject(row),
		{
			slug: row.slug,
			edition: row.edition,
			figures: drawn.length
		}
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
		const kept = await db.select().from(figures).where(eq(figures.summaryId, id));
		if (kept.length)
			await db.insert(figures).values(
				kept.map(({ position, question, filters, captionEn, captionFr }) => ({
					summaryId: next.id,
					position,
					question,
					filters,
					captionEn,
					captionFr
				}))
			);
		await record(db, actor, 'summary.created', subject(next), { slug, edition: next.edition });
		return `/secretariat/summaries/${next.id}`;
	});
}

async function find(
	db: Db,
	actor: Actor,
	id: string,
	action: Extract<Action, 'summary.edit' | 'summary.publish'>
): Promise<{ person: Person; row: SummaryRow }> {
	requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	return { person: requireCan(actor, action, { state: row.state }), row };
}

async function requireComplete(db: Db, row: SummaryRow): Promise<void> {
	const drawn = await db.select().from(figures).where(eq(figures.summaryId, row.id));
	const missing = missingParts({ ...row, figures: drawn });
	if (missing.length) throw new Refusal('incomplete', missing);
}

/** Writes on the version that was read; a change makes the person an author. */
async function change(
	db: Db,
	person: Person,
	row: SummaryRow,
	version: number,
	values: Partial<SummaryRow>
): Promise<void> {
	const changed = await db
		.update(summaries)
		.set({ ...values, authors: withAuthor(person), version: version + 1, updatedAt: new Date() })
		.where(and(eq(summaries.id, row.id), eq(summaries.version, version)))
		.returning({ id: summaries.id });
	if (!changed.length) throw new Refusal('stale');
}

/** Moves a summary on, from the version that was read. */
async function step(
	db: Db,
	row: SummaryRow,
	version: number,
	to: SummaryState,
	values: Partial<SummaryRow>
): Promise<void> {
	if (!mayBecome(row.state, to)) throw new Refusal('wrong_state');
	const moved = await db
		.update(summaries)
		.set({ ...values, state: to, version: version + 1, updatedAt: new Date() })
		.where(and(eq(summaries.id, row.id), eq(summaries.version, version)))
		.returning({ id: summaries.id });
	if (!moved.length) throw new Refusal('stale');
}

async function freeSlug(db: Db, wanted: string): Promise<string> {
	const taken = new Set(
		(await db.selectDistinct({ slug: summaries.slug }).from(summaries)).map(({ slug }) => slug)
	);
	let slug = wanted;
	for (let n = 2; taken.has(slug); n += 1) slug = `${wanted}-${n}`;
	return slug;
}
