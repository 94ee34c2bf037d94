import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { only } from '#lib/server/db/only.ts';
import { summaries, summarySections } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { DraftText } from './draft-schema.ts';
import { startsOfSections } from './markdown.server.ts';
import {
	besideOneAnother,
	cutAt,
	headingOf,
	joined,
	pairUp,
	recognise,
	type Pair
} from './sections.ts';

type SectionRow = typeof summarySections.$inferSelect;
type SummaryRow = typeof summaries.$inferSelect;

/** What is kept of a section; it has an id once it has been saved in this page. */
export type DraftSection = Omit<SectionRow, 'id' | 'summaryId' | 'position'> & {
	id: string | null;
};

const textsOf = (row: { textEn: string; textFr: string }): Pair => ({
	en: row.textEn,
	fr: row.textFr
});
const cut = (text: string): string[] => cutAt(text, startsOfSections(text));

/** Before anything is kept: what is there to begin with, from an edition before or from a rule, says the same. */
const begun = ({ en, fr }: Pair, agreed: Pair): DraftSection => ({
	id: null,
	textEn: en,
	textFr: fr,
	agreedEn: agreed.en,
	agreedFr: agreed.fr,
	agreedAt: null,
	agreedBy: null,
	changedEnAt: null,
	changedEnBy: null,
	changedFrAt: null,
	changedFrBy: null
});
const NOTHING: Pair = { en: '', fr: '' };

/**
 * The sections of a summary's text as they belong together. What is published is the text of the summary: where
 * what is kept beside it no longer says it, as something else has written there, the text is read anew.
 */
export async function sectionsOf(
	db: Db,
	{ id, bodyEn, bodyFr }: Pick<SummaryRow, 'id' | 'bodyEn' | 'bodyFr'>
): Promise<DraftSection[]> {
	const kept = await db
		.select()
		.from(summarySections)
		.where(eq(summarySections.summaryId, id))
		.orderBy(asc(summarySections.position));
	const isTrue =
		joined(kept.map((row) => row.textEn)) === bodyEn &&
		joined(kept.map((row) => row.textFr)) === bodyFr;
	if (kept.length && isTrue) return kept;
	const pairs = pairUp(kept.map(textsOf), cut(bodyEn), cut(bodyFr));
	if (!kept.length) return pairs.map((pair) => begun(pair, pair));
	const places = recognise(kept.map(textsOf), pairs);
	return pairs.map((pair, at) => {
		const was = kept[places[at] ?? -1];
		return was ? { ...was, textEn: pair.en, textFr: pair.fr } : begun(pair, NOTHING);
	});
}

/** The sections that the rows of a form hold: a row in which a heading was typed is two from then on. */
function pairsIn(rows: readonly Pair[]): (Pair & { row: number })[] {
	return rows.flatMap(({ en, fr }, row) => {
		const parts = (text: string) => {
			const starts = startsOfSections(text);
			return cutAt(text, row === 0 ? starts : starts.filter((line) => line > 0));
		};
		return besideOneAnother(parts(en), parts(fr))
			.map((pair) => ({ ...pair, row }))
			.filter((pair, at) => (row === 0 && at === 0) || pair.en || pair.fr);
	});
}

/** A summary in work, locked: whoever saves next waits. */
export async function findInWork(
	db: Db,
	actor: Actor,
	id: string,
	action: 'summary.edit' | 'summary.comment'
): Promise<{ person: Person; row: SummaryRow }> {
	requireCan(actor, 'review.queue');
	const [found] = await db
		.select({ state: summaries.state })
		.from(summaries)
		.where(eq(summaries.id, id));
	if (!found) throw new Refusal('not_found');
	const person = requireCan(actor, action, found);
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id)).for('no key update');
	if (!row) throw new Refusal('wrong_state');
	return { person, row };
}

/**
 * Keeps the text as it stands, over version `input.version` of it; whoever writes is an author from then on.
 * Saving the same again changes nothing. `agree` names the rows of the form whose languages say the same. Returns
 * the version the text now has, and the section in each row. Refuses with `stale` when someone else saved in between.
 */
export async function saveText(
	db: Db,
	actor: Actor,
	id: string,
	input: Omit<DraftText, 'comment'>,
	agree: readonly number[] = []
): Promise<{ version: number; rows: { id: string; name: string }[] }> {
	const { person, row } = await findInWork(db, actor, id, 'summary.edit');
	const before = await sectionsOf(db, row);
	const pairs = pairsIn(input.sections);
	const places = recognise(before.map(textsOf), pairs);
	const now = currentTime();
	const sections = pairs.map((pair, at) => {
		const was = before[places[at] ?? -1] ?? begun(NOTHING, NOTHING);
		const isAgreed = agree.includes(pair.row) && pair.en !== '' && pair.fr !== '';
		return {
			...was,
			textEn: pair.en,
			textFr: pair.fr,
			...(pair.en !== was.textEn && { changedEnAt: now, changedEnBy: person.userId }),
			...(pair.fr !== was.textFr && { changedFrAt: now, changedFrBy: person.userId }),
			...(isAgreed && {
				agreedEn: pair.en,
				agreedFr: pair.fr,
				agreedAt: now,
				agreedBy: person.userId
			})
		};
	});
	const version = await writeText(db, actor, person, row, input, sections);
	const kept = await keepSections(db, id, sections);
	const confirmed = sections.filter((one) => one.agreedAt === now);
	for (const one of confirmed)
		await record(
			db,
			actor,
			'summary.translation_confirmed',
			{ type: 'summary', id },
			{
				version,
				section: headingOf(one.textEn)
			}
		);
	const rows = input.sections.map((_, at) => {
		const place = pairs.findIndex((pair) => pair.row === at);
		return { id: kept[place] ?? '', name: headingOf(pairs[place]?.en ?? '') };
	});
	return { version, rows };
}

/** Writes what is published: the titles, both texts, the notes. Returns the version of the text. */
async function writeText(
	db: Db,
	actor: Actor,
	person: Person,
	row: SummaryRow,
	input: Omit<DraftText, 'comment' | 'sections'>,
	sections: readonly DraftSection[]
): Promise<number> {
	const values = {
		titleEn: input.titleEn,
		titleFr: input.titleFr,
		bodyEn: joined(sections.map((one) => one.textEn)),
		bodyFr: joined(sections.map((one) => one.textFr)),
		correctionNoteEn: input.correctionNoteEn ?? null,
		correctionNoteFr: input.correctionNoteFr ?? null
	};
	const names = Object.keys(values) as (keyof typeof values)[];
	if (names.every((name) => values[name] === row[name])) return row.textVersion;
	if (row.textVersion !== input.version) throw new Refusal('stale');
	const authors = row.authors.includes(person.userId)
		? row.authors
		: [...row.authors, person.userId];
	const { version } = only(
		await db
			.update(summaries)
			.set({ ...values, authors, version: row.version + 1, updatedAt: currentTime() })
			.where(eq(summaries.id, row.id))
			.returning({ version: summaries.textVersion })
	);
	await record(db, actor, 'summary.changed', { type: 'summary', id: row.id }, { text: version });
	return version;
}

/** Keeps the sections in their order, in place of those that were; returns their ids. */
async function keepSections(
	db: Db,
	summaryId: string,
	sections: readonly DraftSection[]
): Promise<string[]> {
	const known = sections.flatMap(({ id }) => (id ? [id] : []));
	await db
		.delete(summarySections)
		.where(
			and(
				eq(summarySections.summaryId, summaryId),
				known.length ? notInArray(summarySections.id, known) : undefined
			)
		);
	const rows = sections.map(({ id, ...kept }, position) => ({
		...kept,
		id: id ?? crypto.randomUUID(),
		summaryId,
		position
	}));
	if (rows.length)
		await db.insert(summarySections).values(rows).onConflictDoUpdate({
			target: summarySections.id,
			set: AS_GIVEN
		});
	return rows.map(({ id }) => id);
}

const AS_GIVEN = {
	position: sql`excluded.position`,
	textEn: sql`excluded.text_en`,
	textFr: sql`excluded.text_fr`,
	agreedEn: sql`excluded.agreed_en`,
	agreedFr: sql`excluded.agreed_fr`,
	agreedAt: sql`excluded.agreed_at`,
	agreedBy: sql`excluded.agreed_by`,
	changedEnAt: sql`excluded.changed_en_at`,
	changedEnBy: sql`excluded.changed_en_by`,
	changedFrAt: sql`excluded.changed_fr_at`,
	changedFrBy: sql`excluded.changed_fr_by`
};
