import { only } from '#lib/server/db/only.ts';
import { commitments } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import type { Organisation } from '../fixtures.ts';

/** A commitment that an organisation published; one of a forum was last confirmed long ago. */
export const publishedCommitment = (
	{ id, referencePrefix }: Organisation,
	number = 1,
	forumKey?: string
) =>
	asSystem(async (db) =>
		only(
			await db
				.insert(commitments)
				.values({
					reference: `${referencePrefix}-000${number}`,
					ownerId: id,
					forumKey,
					kind: 'programme',
					titleEn: 'Train every police service',
					titleFr: 'Former tous les services de police',
					descriptionEn: 'A course for all.',
					startsOn: '2025',
					dueOn: '2027-03',
					firstDueOn: '2027-03',
					state: 'published',
					status: 'delayed',
					statusAsOf: forumKey ? '2024-05' : '2026-05',
					publishedAt: new Date()
				})
				.returning()
		)
	);
