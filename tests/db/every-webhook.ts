import { eq } from 'drizzle-orm';
import { COMMITMENT_STATES } from '#lib/commitments/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { addressOf } from './every-commitment.ts';
import type { Planted } from './every-state.ts';
import type { Cast } from './world.ts';

/** An endpoint of each of these organisations, with one delivery that arrived; and links that were looked at: one that stands nowhere, and the evidence of each commitment. */
export async function plantWebhooks(
	db: Db,
	[owner, other]: [Cast['owner'], Cast['other']],
	{ author, outsider }: Planted
): Promise<void> {
	for (const [{ id: organisationId, slug }, by] of [
		[owner, author],
		[other, outsider]
	] as const) {
		const { id: membershipId } = only(
			await db
				.select({ id: t.memberships.id })
				.from(t.memberships)
				.where(eq(t.memberships.userId, by))
		);
		const endpoint = only(
			await db
				.insert(t.webhookEndpoints)
				.values({
					organisationId,
					membershipId,
					name: `to ${slug}`,
					url: 'https://example.org/hook',
					secret: Buffer.from('sealed'),
					createdBy: by
				})
				.returning()
		);
		await db.insert(t.webhookDeliveries).values({
			endpointId: endpoint.id,
			kind: 'test',
			changeId: crypto.randomUUID(),
			at: `sent to ${slug}`,
			state: 'delivered'
		});
	}
	await db.insert(t.announcedChanges).values({
		kind: 'commitment_published',
		changeId: crypto.randomUUID(),
		at: 'seen'
	});
	await db
		.insert(t.linkChecks)
		.values(['nowhere', ...COMMITMENT_STATES].map((state) => ({ url: addressOf(state) })));
}
