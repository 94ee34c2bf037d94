import { and, asc, eq, gt } from 'drizzle-orm';
import { requirementsWithAnswers, rowOf } from '#lib/assessments/queries/contents.server.ts';
import { snapshotOf } from '#lib/assessments/snapshot.ts';
import { contentHash } from '#lib/assessments/snapshot.server.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Companies with people of their own in the demonstration, and who of them is made to have attested. */
const ATTESTERS = [
	{ slug: 'sample-video', email: 'approver@example.org', title: 'Chief safety officer (sample)' },
	{
		slug: 'sample-messenger',
		email: 'other-company@example.org',
		title: 'Responsable de la conformité (exemple)'
	}
];

/** What was attested of every assessment that such a company has handed in, as submitting it keeps it. */
export async function loadDemoAttested(
	db: Db,
	organisationId: (slug: string) => string,
	userId: (email: string) => string
): Promise<void> {
	for (const { slug, email, title } of ATTESTERS) {
		const submitted = await db
			.select({ id: t.assessments.id, name: t.users.name })
			.from(t.assessments)
			.innerJoin(t.cycles, eq(t.cycles.id, t.assessments.cycleId))
			.innerJoin(t.users, eq(t.users.id, userId(email)))
			.where(
				and(eq(t.assessments.organisationId, organisationId(slug)), gt(t.assessments.revision, 0))
			)
			.orderBy(asc(t.cycles.key));
		for (const { id, name } of submitted) {
			const row = await rowOf(db, id);
			const snapshot = snapshotOf({ ...row, requirements: await requirementsWithAnswers(db, row) });
			await db.insert(t.assessmentRevisions).values({
				assessmentId: id,
				organisationId: row.organisationId,
				revision: row.revision,
				snapshot,
				contentHash: contentHash(snapshot),
				attestedBy: userId(email),
				attestedName: name ?? email,
				attestedTitle: title,
				createdAt: row.submittedAt ?? undefined
			});
		}
	}
}
