import { desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requireFresh } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import type { AuditSubject } from '#lib/audit/vocabulary.ts';
import { currentTime } from '#lib/clock.ts';
import { withoutTexts } from '#lib/exchange/package/without.server.ts';
import { only } from '#lib/server/db/only.ts';
import { removals, summaries, summaryPackages } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { tombstone } from './labels.ts';
import { passagesOf } from './passages.server.ts';
import type { RemovalInput } from './schema.ts';
import type { Removable } from './vocabulary.ts';

const SUBJECTS: Record<Removable, AuditSubject> = {
	commitment: 'commitment',
	update: 'update',
	comment: 'commitment',
	answer: 'assessment',
	review: 'assessment',
	review_reply: 'assessment',
	finding: 'finding',
	finding_reply: 'finding',
	summary: 'summary',
	summary_reply: 'summary',
	summary_comment: 'summary'
};

/**
 * Takes a text away at once, for good and from every place where it is kept, and puts a sentence there that says so. Of
 * the text its hashes stay, in the log too. One person may, since it cannot wait for a second. Throws
 * `prove_again` when they proved who they are too long ago, `not_found` where there is no such text.
 */
export async function removeText(
	db: Db,
	actor: Actor,
	{ text: { kind, id, passage }, withTitle, ground }: RemovalInput
): Promise<void> {
	requireFresh(requireCan(actor, 'text.remove'));
	const cut = kind === 'summary' ? await passageOf(db, id, passage) : [];
	const instead = tombstone(ground, currentTime());
	const gone = await removed(
		db,
		sql`select concord_remove_text(${kind}, ${id}::uuid, ${withTitle}, ${ground}, ${instead.en}, ${instead.fr},
			${textArray(cut)}) as said`
	);
	await db.execute(
		sql`select concord_remove_from_mails(${textArray(gone)}, ${`${instead.en} / ${instead.fr}`})`
	);
	await cleanPackages(db, gone, instead);
	const { hashes, organisationId } = only(
		await db
			.select({ hashes: removals.hashes, organisationId: removals.organisationId })
			.from(removals)
			.where(eq(removals.subjectId, id))
			.orderBy(desc(removals.removedAt))
			.limit(1)
	);
	await record(
		db,
		actor,
		'content.removed',
		{ type: SUBJECTS[kind], id, organisationId },
		{ kind, ground, hashes }
	);
}

/** Texts as one value of a statement. */
const textArray = (texts: readonly string[]) =>
	sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;

async function passageOf(db: Db, id: string, passage: number | undefined): Promise<string[]> {
	const [summary] = await db.select().from(summaries).where(eq(summaries.id, id));
	const pair = summary && passagesOf(summary)[passage ?? -1];
	if (!pair) throw new Refusal('not_found');
	return [pair.en, pair.fr];
}

/** The texts that the database took away. */
async function removed(db: Db, statement: ReturnType<typeof sql>): Promise<string[]> {
	try {
		const { rows } = (await db.execute(statement)) as unknown as { rows: { said: string[] }[] };
		return only(rows).said;
	} catch (thrown) {
		for (let at: unknown = thrown; at instanceof Error; at = at.cause)
			if ('code' in at && at.code === 'P0002') throw new Refusal('not_found');
		throw thrown;
	}
}

/** Takes the texts out of the data that were kept with editions, one edition after the other. */
async function cleanPackages(
	db: Db,
	texts: readonly string[],
	instead: { en: string; fr: string }
): Promise<void> {
	const kept = await db.select({ id: summaryPackages.summaryId }).from(summaryPackages);
	for (const { id } of kept) {
		const { content } = only(
			await db
				.select({ content: summaryPackages.content })
				.from(summaryPackages)
				.where(eq(summaryPackages.summaryId, id))
		);
		const rid = await withoutTexts(content, texts, `${instead.en} / ${instead.fr}`);
		if (rid)
			await db.execute(
				sql`select concord_replace_package(${id}::uuid, ${Buffer.from(rid)}::bytea)`
			);
	}
}
