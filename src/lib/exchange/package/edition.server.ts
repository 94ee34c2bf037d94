import { and, eq, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { today } from '#lib/comparison/as-of.ts';
import { readAsPublic, withActor } from '#lib/server/db/index.ts';
import { summaries, summaryPackages } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { streamOf } from './stream.ts';
import { writePackage } from './write.server.ts';

/** An edition as it is published. */
interface Edition {
	id: string;
	slug: string;
	edition: number;
	titleEn: string;
	titleFr: string;
}

/** How much of a package is in memory at once while it is read. */
const SLICE = 256 * 1024;

/**
 * Keeps with an edition everything that is public at the moment at which it is published, the edition among it. Within the
 * transaction that publishes it, after it is: both are there, or neither. What it is to agree with is
 * held still before (`holdChanges`).
 */
export async function keepPackage(db: Db, actor: Actor, published: Edition): Promise<void> {
	const { id, slug, edition, titleEn, titleFr } = published;
	const parts = await readAsPublic(db, actor, async () => {
		const given: Uint8Array[] = [];
		const title = { en: titleEn, fr: titleFr };
		for await (const part of writePackage(db, { day: today(), edition: { slug, edition, title } }))
			given.push(part);
		return given;
	});
	const content = Buffer.concat(parts);
	const sha256 = createHash('sha256').update(content).digest('hex');
	await db.insert(summaryPackages).values({ summaryId: id, content, size: content.length, sha256 });
}

/** What is kept with an edition; null where it was published before data were kept. Public. */
export async function findPackage(db: Db, { slug, edition }: Pick<Edition, 'slug' | 'edition'>) {
	const [found] = await db
		.select({
			id: summaryPackages.summaryId,
			size: summaryPackages.size,
			sha256: summaryPackages.sha256,
			madeAt: summaryPackages.madeAt
		})
		.from(summaryPackages)
		.innerJoin(summaries, eq(summaries.id, summaryPackages.summaryId))
		.where(and(eq(summaries.slug, slug), eq(summaries.edition, edition)));
	return found ?? null;
}

/** A package as it was kept, read slice by slice, each for itself: it never changes. It ends in an error where it stops being public meanwhile. */
export const keptBody = ({ id, size }: { id: string; size: number }) =>
	streamOf(async function* () {
		for (let at = 0; at < size; at += SLICE) {
			const [slice] = await withActor(PUBLIC, (db) =>
				db
					.select({
						content: sql<Uint8Array>`substring(${summaryPackages.content} from ${at + 1}::int for ${SLICE}::int)`
					})
					.from(summaryPackages)
					.where(eq(summaryPackages.summaryId, id))
			);
			if (!slice) throw new Refusal('not_found');
			yield slice.content;
		}
	});
