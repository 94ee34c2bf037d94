import { eq, inArray } from 'drizzle-orm';
import { setImmediate } from 'node:timers/promises';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { recordEach } from '#lib/audit/record.server.ts';
import { commitmentRequirements, commitments } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { personalAddresses } from '../queries/contents.server.ts';
import { requireOffered } from '../queries/options.server.ts';
import type { CommitmentContent } from '../schema.ts';
import { columnsOf, nextReference } from './draft.server.ts';
import { take } from './row.server.ts';

/**
 * As many rows as one statement writes: PostgreSQL takes 65,535 values in one. Between two, the server
 * answers others: the embedded database computes in this very thread.
 */
const BATCH = 250;

export interface ManyCommitments {
	organisationId: string;
	/** From what they come, for the record. */
	importId: string;
	added: readonly CommitmentContent[];
	changed: readonly { reference: string; version: number; content: CommitmentContent }[];
}

/**
 * Does for many commitments at once what `createCommitment` and `changeCommitment` do for one; returns
 * the references of those begun, in their order. Refuses with `stale` when one of those to change has
 * changed since its version.
 */
export async function writeCommitments(
	db: Db,
	actor: Actor,
	{ organisationId, importId, added, changed }: ManyCommitments
): Promise<string[]> {
	const person = requireCan(actor, 'commitment.create', { organisationId });
	await requireContents(db, [...added, ...changed.map(({ content }) => content)]);
	const references = added.length ? await freeReferences(db, organisationId, added.length) : [];
	const subject = (id: string) => ({ type: 'commitment' as const, id, organisationId });

	for (const { at, part } of batches(added)) {
		const made = await db
			.insert(commitments)
			.values(
				part.map((content, index) => ({
					...columnsOf(content),
					ownerId: organisationId,
					reference: references[at + index] ?? '',
					createdBy: person.userId
				}))
			)
			.returning({ id: commitments.id });
		const ids = made.map(({ id }) => id);
		await serveEach(db, ids, part);
		await recordEach(db, person, 'commitment.created', ids.map(subject), { import: importId });
		await setImmediate();
	}

	const known = new Map(
		(
			await db
				.select({ id: commitments.id, reference: commitments.reference })
				.from(commitments)
				.where(eq(commitments.ownerId, organisationId))
		).map(({ id, reference }) => [reference, id])
	);
	for (const { part } of batches(changed)) {
		const ids: string[] = [];
		for (const { reference, version, content } of part) {
			const id = known.get(reference);
			if (!id) throw new Refusal('stale');
			await take(db, 'edit', { id, version }, columnsOf(content));
			ids.push(id);
		}
		await db
			.delete(commitmentRequirements)
			.where(inArray(commitmentRequirements.commitmentId, ids));
		await serveEach(
			db,
			ids,
			part.map(({ content }) => content)
		);
		await recordEach(db, person, 'commitment.changed', ids.map(subject), { import: importId });
		await setImmediate();
	}
	return references;
}

function batches<T>(all: readonly T[]): { at: number; part: readonly T[] }[] {
	const starts = Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => index * BATCH);
	return starts.map((at) => ({ at, part: all.slice(at, at + BATCH) }));
}

/** What a form asks of each: that it chose what is offered, and that its contact is no person's. */
async function requireContents(db: Db, contents: readonly CommitmentContent[]): Promise<void> {
	const requirements = new Set(contents.flatMap((content) => content.requirements));
	await requireOffered(db, { forumKey: null, pillarId: null, requirements: [...requirements] });
	for (const forumKey of new Set(contents.map((content) => content.forumKey)))
		await requireOffered(db, { forumKey, pillarId: null, requirements: [] });
	for (const pillarId of new Set(contents.map((content) => content.pillarId)))
		await requireOffered(db, { forumKey: null, pillarId, requirements: [] });
	const mailboxes = contents.flatMap(({ contactMailbox }) => contactMailbox ?? []);
	const people = await personalAddresses(db, mailboxes);
	if (people.size) throw new Refusal('personal_address', ['contactMailbox']);
}

/** References that follow each other, the first being the owner's next free one. */
async function freeReferences(db: Db, organisationId: string, count: number): Promise<string[]> {
	const first = await nextReference(db, organisationId);
	const dash = first.lastIndexOf('-');
	const number = Number(first.slice(dash + 1));
	return Array.from(
		{ length: count },
		(_, index) => `${first.slice(0, dash)}-${String(number + index).padStart(4, '0')}`
	);
}

async function serveEach(
	db: Db,
	ids: readonly string[],
	contents: readonly CommitmentContent[]
): Promise<void> {
	const served = ids.flatMap((commitmentId, index) =>
		[...new Set(contents[index]?.requirements)].map((requirementId) => ({
			commitmentId,
			requirementId
		}))
	);
	for (const { part } of batches(served)) await db.insert(commitmentRequirements).values([...part]);
}
