import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { only } from '#lib/server/db/only.ts';
import { commitments, commitmentVersions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { requireOffered } from '../queries/options.server.ts';
import type { RewordingInput } from '../reword-schema.ts';
import { endsBefore } from '../rules.ts';
import type { UpdateDecision } from '../schema.ts';
import { changedFields, wordingOf } from '../wording.ts';
import { requireRoleMailbox } from './draft.server.ts';
import { allowed } from './row.server.ts';

type Row = typeof commitments.$inferSelect;

/** Keeps the wording in which a commitment was published, once. For the secretariat. */
export async function keepFirstWording(db: Db, row: Row): Promise<void> {
	await db
		.insert(commitmentVersions)
		.values({
			commitmentId: row.id,
			number: 1,
			state: 'accepted',
			content: wordingOf(row),
			createdBy: row.createdBy,
			createdAt: row.publishedAt ?? currentTime(),
			decidedAt: row.publishedAt ?? currentTime()
		})
		.onConflictDoNothing();
}

/**
 * Proposes a new wording of a published commitment, over the version that was read; one that was returned
 * is answered by it. Refuses with `stale` when the wording has changed since or another one waits, with
 * `incomplete` when nothing differs.
 */
export async function proposeRewording(
	db: Db,
	actor: Actor,
	reference: string,
	{ version, reasonEn, reasonFr, ...content }: RewordingInput
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'rewording.propose', reference);
	if (row.version !== version) throw new Refusal('stale');
	await requireOffered(db, { ...content, requirements: [] });
	await requireRoleMailbox(db, content);
	const wording = wordingOf(content);
	if (!changedFields(wordingOf(row), wording).length) throw new Refusal('incomplete');
	if (content.startsOn && row.dueOn && endsBefore(row.dueOn, content.startsOn))
		throw new Refusal('date_order', ['startsOn']);
	const [last] = await db
		.select()
		.from(commitmentVersions)
		.where(eq(commitmentVersions.commitmentId, row.id))
		.orderBy(desc(commitmentVersions.number))
		.limit(1);
	if (last?.state === 'posted') throw new Refusal('stale');
	const proposed = {
		content: wording,
		reasonEn,
		reasonFr,
		createdBy: person.userId,
		createdAt: currentTime()
	};
	if (last?.state === 'returned')
		await db
			.update(commitmentVersions)
			.set({ ...proposed, state: 'posted', returnComment: null })
			.where(eq(commitmentVersions.id, last.id));
	else
		await db.insert(commitmentVersions).values({
			...proposed,
			commitmentId: row.id,
			number: Math.max(last?.number ?? 1, 1) + 1,
			state: 'posted'
		});
	await record(db, actor, 'rewording.proposed', {
		type: 'commitment',
		id: row.id,
		organisationId: row.ownerId
	});
}

/** Puts a proposed wording in force, or returns it with a comment. */
export async function decideRewording(
	db: Db,
	actor: Actor,
	id: string,
	{ decision, comment, seen }: UpdateDecision
): Promise<void> {
	const [version] = await db.select().from(commitmentVersions).where(eq(commitmentVersions.id, id));
	if (!version) throw new Refusal('not_found');
	const row = only(
		await db.select().from(commitments).where(eq(commitments.id, version.commitmentId))
	);
	const person = requireCan(actor, 'rewording.review', {
		organisationId: row.ownerId,
		state: version.state
	});
	const accepted = decision === 'accept';
	if (!accepted && !comment) throw new Refusal('incomplete', ['comment']);
	if (accepted) await keepFirstWording(db, row);
	const decided = await db
		.update(commitmentVersions)
		.set({
			state: accepted ? 'accepted' : 'returned',
			decidedBy: person.userId,
			decidedAt: currentTime(),
			returnComment: accepted ? null : comment
		})
		.where(
			and(
				eq(commitmentVersions.id, id),
				eq(commitmentVersions.state, 'posted'),
				sql`date_trunc('milliseconds', ${commitmentVersions.createdAt}) = ${seen.toISOString()}::timestamptz`
			)
		)
		.returning({ id: commitmentVersions.id });
	if (!decided.length) throw new Refusal('stale');
	if (accepted) {
		const { startsOn } = version.content;
		if (typeof startsOn === 'string' && row.dueOn && endsBefore(row.dueOn, startsOn))
			throw new Refusal('date_order');
		await db
			.update(commitments)
			.set({
				...version.content,
				version: sql`${commitments.version} + 1`,
				updatedAt: currentTime()
			})
			.where(and(eq(commitments.id, row.id), eq(commitments.state, 'published')));
	}
	await record(db, actor, accepted ? 'rewording.accepted' : 'rewording.returned', {
		type: 'commitment',
		id: row.id,
		organisationId: row.ownerId
	});
}
