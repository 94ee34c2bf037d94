import { asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { figures, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { addComment, countOpenComments, listComments, resolveComment } from './comments.server.ts';
import type { DraftText, Intent } from './draft-schema.ts';
import { saveText, sectionsOf, type DraftSection } from './drafting.server.ts';
import { bePresentIn, presentIn } from './presence.server.ts';
import { getEditableSummary } from './queries.server.ts';
import { openSections } from './sections.ts';

/** The text of a summary in work as its editors see it: by sections, with what was said about them. For the secretariat. */
export async function getDraft(db: Db, actor: Actor, id: string) {
	const summary = await getEditableSummary(db, actor, id);
	const kept = await sectionsOf(db, summary);
	const named = await namesOf(db, kept);
	const drawn = await db
		.select({ position: figures.position })
		.from(figures)
		.where(eq(figures.summaryId, id))
		.orderBy(asc(figures.position));
	return {
		summary,
		sections: kept.map((row) => ({
			id: row.id,
			en: row.textEn,
			fr: row.textFr,
			agreed: { en: row.agreedEn, fr: row.agreedFr },
			confirmed: named(row.agreedAt, row.agreedBy),
			changed: {
				en: named(row.changedEnAt, row.changedEnBy),
				fr: named(row.changedFrAt, row.changedFrBy)
			}
		})),
		comments: await listComments(db, actor, id),
		present: await presentIn(db, actor, id),
		figures: drawn.map(({ position }) => position)
	};
}
export type Draft = Awaited<ReturnType<typeof getDraft>>;
export type DraftRow = Draft['sections'][number];

/** By whom and when, of what happened to sections; null for what has not. */
async function namesOf(db: Db, rows: readonly DraftSection[]) {
	const ids = rows.flatMap((row) => [row.agreedBy, row.changedEnBy, row.changedFrBy]);
	const known = [...new Set(ids.filter((id) => id !== null))];
	const people = known.length
		? await db
				.select({ id: users.id, name: users.name, email: users.email })
				.from(users)
				.where(inArray(users.id, known))
		: [];
	return (at: Date | null, by: string | null) => {
		const person = people.find(({ id }) => id === by);
		return at && person ? { at, name: person.name ?? person.email } : null;
	};
}

/** What somebody should look at before a summary in work is sent on; it holds nobody up. For the secretariat. */
export async function getDraftState(db: Db, actor: Actor, id: string) {
	const summary = await getEditableSummary(db, actor, id);
	const kept = await sectionsOf(db, summary);
	return {
		comments: await countOpenComments(db, actor, id),
		sections: openSections(
			kept.map((row) => ({
				en: row.textEn,
				fr: row.textFr,
				agreed: { en: row.agreedEn, fr: row.agreedFr }
			}))
		)
	};
}

/**
 * What a button of the form does: it saves the text and what was said about it, and then what is its own. Returns
 * the version of the text.
 */
export async function saveDraft(
	db: Db,
	actor: Actor,
	id: string,
	{ comment, ...input }: DraftText,
	intent: Intent
): Promise<number> {
	const agree = intent.do === 'agree' ? [intent.row] : [];
	const { version, rows } = await saveText(db, actor, id, input, agree);
	if (comment) await addComment(db, actor, id, { body: comment });
	for (const [at, row] of input.sections.entries())
		if (row.comment) await addComment(db, actor, id, { body: row.comment, section: rows[at] });
	if (intent.do === 'resolve' || intent.do === 'reopen')
		await resolveComment(db, actor, id, {
			comment: intent.comment,
			resolved: intent.do === 'resolve'
		});
	if (intent.do !== 'list') await bePresentIn(db, actor, id);
	return version;
}

/** The form saves itself while someone writes; what is said about it waits for its button. Returns the version of the text. */
export async function keepDraft(
	db: Db,
	actor: Actor,
	id: string,
	{ comment: _, ...input }: DraftText
): Promise<number> {
	const { version } = await saveText(db, actor, id, input);
	await bePresentIn(db, actor, id);
	return version;
}
