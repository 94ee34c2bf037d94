import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { record } from '#lib/audit/record.server.ts';
import { notify } from '#lib/notifications/notices.server.ts';
import { only } from '#lib/server/db/only.ts';
import { commitmentComments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CommentInput } from '../comment-schema.ts';
import { discussed, mentionables } from '../queries/discussion.server.ts';

/**
 * Adds a comment to the discussion of a commitment between its owner and the secretariat. Whom it
 * mentions gets a mail that says so and does not hold its text. Nothing written is changed afterwards;
 * the same token adds it once. Refuses with `not_found` to mention anyone but those offered.
 */
export async function addComment(
	db: Db,
	actor: Actor,
	reference: string,
	{ body, mentions, token }: CommentInput
): Promise<void> {
	const { person, row, isOwners } = await discussed(db, actor, 'comment.write', reference);
	await once(db, person, token, async () => {
		const offered = await mentionables(db, {
			self: person.userId,
			ownerId: row.ownerId,
			isOwners
		});
		const asked = offered.filter(({ id }) => mentions.includes(id));
		if (asked.length !== new Set(mentions).size) throw new Refusal('not_found');
		const { id } = only(
			await db
				.insert(commitmentComments)
				.values({
					commitmentId: row.id,
					ownerId: row.ownerId,
					authorId: person.userId,
					authorName: person.name,
					fromSecretariat: !isOwners,
					body,
					mentions: asked.map((one) => one.id)
				})
				.returning({ id: commitmentComments.id })
		);
		for (const one of asked)
			await notify(
				db,
				{
					event: 'mentioned',
					key: id,
					about: row,
					by: { en: person.name, fr: person.name },
					path: `/${one.organisationId === row.ownerId ? 'workspace' : 'secretariat'}/commitments/${reference}/discussion`
				},
				{ organisationId: one.organisationId, userId: one.person ? one.id : undefined }
			);
		await record(
			db,
			actor,
			'comment.written',
			{ type: 'commitment', id: row.id, organisationId: row.ownerId },
			{ comment: id }
		);
		return reference;
	});
}
