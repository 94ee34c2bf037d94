import { asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can, isInsider } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import {
	commitments,
	commitmentVersions,
	forums,
	organisations,
	requirements,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { wordingOf, type Wording } from '../wording.ts';
import { getCommitment } from './detail.server.ts';

/** The wording with what it refers to by its name in both languages. */
async function readable(db: Db, wordings: readonly Wording[]): Promise<Wording[]> {
	const named = async (field: string, read: (keys: string[]) => Promise<[string, unknown][]>) => {
		const keys = wordings.flatMap((wording) => {
			const key = wording[field];
			return typeof key === 'string' ? [key] : [];
		});
		return new Map(keys.length ? await read(keys) : []);
	};
	const forumNames = await named('forumKey', async (keys) =>
		(
			await db
				.select({ key: forums.key, name: { en: forums.nameEn, fr: forums.nameFr } })
				.from(forums)
				.where(inArray(forums.key, keys))
		).map(({ key, name }) => [key, name])
	);
	const pillarNames = await named('pillarId', async (ids) =>
		(
			await db
				.select({
					id: requirements.id,
					name: { en: requirements.titleEn, fr: requirements.titleFr }
				})
				.from(requirements)
				.where(inArray(requirements.id, ids))
		).map(({ id, name }) => [id, name])
	);
	return wordings.map((wording) => ({
		...wording,
		forumKey: forumNames.get(String(wording.forumKey)) ?? wording.forumKey,
		pillarId: pillarNames.get(String(wording.pillarId)) ?? wording.pillarId
	}));
}

/**
 * The wordings of a commitment in order, from the one in which it was published: the public those that
 * were in force, its owner and the secretariat also one that waits or was returned. Public.
 */
export async function wordingsOf(db: Db, actor: Actor, reference: string) {
	const commitment = await getCommitment(db, actor, reference);
	const resource = { organisationId: commitment.ownerId };
	const [row] = await db.select().from(commitments).where(eq(commitments.id, commitment.id));
	const kept = await db
		.select({ version: commitmentVersions, by: users.name })
		.from(commitmentVersions)
		.leftJoin(users, eq(users.id, commitmentVersions.createdBy))
		.where(eq(commitmentVersions.commitmentId, commitment.id))
		.orderBy(asc(commitmentVersions.number));
	const seen = kept.filter(({ version: { state } }) =>
		can(actor, 'rewording.read', { ...resource, state })
	);
	const inside = isInsider(actor, resource);
	const stored = seen.map(({ version, by }) => ({
		id: version.id as string | null,
		number: version.number,
		state: version.state,
		content: version.content as Wording,
		reason: { en: version.reasonEn, fr: version.reasonFr },
		by: inside ? by : null,
		createdAt: version.createdAt,
		decidedAt: version.decidedAt,
		returnComment: inside ? version.returnComment : null
	}));
	// Before its first rewording, a commitment published earlier is its own first version.
	const first = { number: 1, state: 'accepted' as const, reason: { en: null, fr: null } };
	const asPublished =
		row?.publishedAt && !stored.some(({ number }) => number === 1)
			? [
					{
						...first,
						id: null,
						content: wordingOf(row),
						by: null,
						createdAt: row.publishedAt,
						decidedAt: row.publishedAt,
						returnComment: null
					}
				]
			: [];
	const all = [...asPublished, ...stored];
	const contents = await readable(
		db,
		all.map(({ content }) => content)
	);
	return {
		commitment,
		versions: all.map((one, index) => ({ ...one, content: contents[index] ?? one.content }))
	};
}
export type WordingVersion = Awaited<ReturnType<typeof wordingsOf>>['versions'][number];

/** A proposed wording with the one in force, to decide on it. For the secretariat. */
export async function getRewording(db: Db, actor: Actor, id: string) {
	requireCan(actor, 'review.queue');
	const [row] = await db
		.select({ reference: commitments.reference })
		.from(commitmentVersions)
		.innerJoin(commitments, eq(commitments.id, commitmentVersions.commitmentId))
		.where(eq(commitmentVersions.id, id));
	if (!row) throw new Refusal('not_found');
	const { commitment, versions } = await wordingsOf(db, actor, row.reference);
	const proposed = versions.find((one) => one.id === id);
	const before = versions.filter(
		({ number, state }) => state === 'accepted' && number < (proposed?.number ?? 0)
	);
	const inForce = before.at(-1);
	if (!proposed || !inForce) throw new Refusal('not_found');
	return { commitment, proposed, inForce };
}

/** Proposed wordings that wait for the secretariat, longest waiting first. For the secretariat. */
export async function reviewQueueRewordings(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	return db
		.select({
			id: commitmentVersions.id,
			reference: commitments.reference,
			title: { en: commitments.titleEn, fr: commitments.titleFr },
			ownerName: { en: organisations.nameEn, fr: organisations.nameFr },
			createdAt: commitmentVersions.createdAt
		})
		.from(commitmentVersions)
		.innerJoin(commitments, eq(commitments.id, commitmentVersions.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.where(eq(commitmentVersions.state, 'posted'))
		.orderBy(asc(commitmentVersions.createdAt));
}
