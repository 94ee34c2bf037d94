import { and, asc, eq, inArray } from 'drizzle-orm';
import { commitments, commitmentVersions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Rewordings of organisations' published commitments that wait for the secretariat or were returned by it, the oldest first. */
export const openRewordings = (db: Db, ownerIds: readonly string[]) =>
	db
		.select({
			reference: commitments.reference,
			title: { en: commitments.titleEn, fr: commitments.titleFr },
			id: commitmentVersions.id,
			state: commitmentVersions.state,
			returnComment: commitmentVersions.returnComment,
			since: commitmentVersions.createdAt
		})
		.from(commitmentVersions)
		.innerJoin(commitments, eq(commitments.id, commitmentVersions.commitmentId))
		.where(
			and(
				inArray(commitments.ownerId, [...ownerIds]),
				eq(commitments.state, 'published'),
				inArray(commitmentVersions.state, ['posted', 'returned'])
			)
		)
		.orderBy(asc(commitmentVersions.createdAt));
