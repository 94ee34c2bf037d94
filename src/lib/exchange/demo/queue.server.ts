import { eq } from 'drizzle-orm';
import * as t from '#lib/server/db/schema/index.ts';
import { only } from '#lib/server/db/only.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Something for the secretariat to review: a commitment submitted by New Zealand, an update posted by Canada. */
export async function loadDemoQueue(
	db: Db,
	organisationId: (slug: string) => string,
	userId: (email: string) => string
): Promise<void> {
	const submitted = only(
		await db
			.insert(t.commitments)
			.values({
				reference: 'NZ-9001',
				ownerId: organisationId('government-nz'),
				forumKey: 'five-country',
				kind: 'capacity',
				titleEn: 'Train frontline staff in online child safety (demonstration)',
				titleFr:
					'Former le personnel de première ligne à la sécurité des enfants en ligne (démonstration)',
				descriptionEn: 'A made-up commitment of the demonstration: a yearly course for 400 people.',
				descriptionFr:
					'Engagement fictif de la démonstration : un cours annuel pour 400 personnes.',
				leadAgency: 'Department of Internal Affairs',
				startsOn: '2026-12',
				dueOn: '2028-06',
				firstDueOn: '2028-06',
				state: 'submitted',
				createdBy: userId('liaison-nz@example.org'),
				submittedAt: new Date('2026-11-16T02:30:00Z')
			})
			.returning()
	);
	await db.insert(t.milestones).values({
		commitmentId: submitted.id,
		position: 1,
		titleEn: 'First course held (demonstration)',
		titleFr: 'Premier cours donné (démonstration)',
		dueOn: '2027-06',
		firstDueOn: '2027-06'
	});
	const campaign = only(
		await db
			.select({ id: t.commitments.id, ownerId: t.commitments.ownerId })
			.from(t.commitments)
			.where(eq(t.commitments.sourceKey, 'ca-2025-ice'))
	);
	const update = only(
		await db
			.insert(t.commitmentUpdates)
			.values({
				commitmentId: campaign.id,
				ownerId: campaign.ownerId,
				state: 'posted',
				status: 'on_track',
				basis: 'owner',
				asOf: '2026-10-31',
				noteEn: 'Demonstration: agreements are signed with five of the seven provinces.',
				noteFr: 'Démonstration : des ententes sont signées avec cinq des sept provinces.',
				createdBy: userId('liaison@example.org'),
				createdAt: new Date('2026-11-18T14:05:00Z')
			})
			.returning()
	);
	await db.insert(t.evidence).values({
		updateId: update.id,
		url: 'https://example.org/sample/agreements',
		title: 'List of signed agreements (sample)',
		publisher: 'example.org'
	});
}
