import { and, eq } from 'drizzle-orm';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { SAMPLE_COMPANIES } from './companies.ts';

/** The open cycle's guests: the made-up companies that have endorsed, one of them with more time. */
export async function loadDemoGuests(
	db: Db,
	organisationId: (slug: string) => string,
	userId: (email: string) => string
): Promise<void> {
	const { id: cycleId } = only(
		await db
			.select({ id: t.cycles.id })
			.from(t.cycles)
			.innerJoin(t.frameworks, eq(t.frameworks.id, t.cycles.frameworkId))
			.where(and(eq(t.frameworks.key, VOLUNTARY_PRINCIPLES), eq(t.cycles.key, '2026')))
	);
	const administrator = userId('administrator@example.org');
	const endorsing = SAMPLE_COMPANIES.filter(({ endorsedOn }) => endorsedOn);
	await db.insert(t.cycleInvitations).values(
		endorsing.map(({ slug }) => ({
			cycleId,
			organisationId: organisationId(slug),
			invitedBy: administrator,
			createdAt: new Date('2026-09-15T12:00:00Z')
		}))
	);
	await db.insert(t.cycleExtensions).values({
		cycleId,
		organisationId: organisationId('sample-messenger'),
		until: '2027-03-10',
		reason: 'Demonstration: the company merged two services in the autumn.',
		grantedBy: administrator,
		createdAt: new Date('2026-11-12T12:00:00Z')
	});
}
