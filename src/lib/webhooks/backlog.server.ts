import { sql } from 'drizzle-orm';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { webhookDeliveries } from '#lib/server/db/schema/index.ts';

/** How many deliveries wait to be made, for how many seconds the oldest has, and how many were given up. */
export function deliveryBacklog() {
	const { createdAt, state } = webhookDeliveries;
	return withActor({ kind: 'system', task: 'webhooks' }, async (db) =>
		only(
			await db
				.select({
					waiting: sql<number>`count(*) filter (where ${state} = 'waiting')`.mapWith(Number),
					oldest:
						sql<number>`coalesce(extract(epoch from now() - min(${createdAt}) filter (where ${state} = 'waiting')), 0)`.mapWith(
							Number
						),
					failed: sql<number>`count(*) filter (where ${state} = 'dead')`.mapWith(Number)
				})
				.from(webhookDeliveries)
		)
	);
}
