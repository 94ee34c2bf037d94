import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { createEndpoint } from '#lib/webhooks/commands.server.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { everyChange } from './webhook-input.ts';
import { asSystem } from './world.ts';

/** Where one organisation is told of changes. */
export async function webhookCases({ who, world }: Stage): Promise<Record<string, Case>> {
	const input = () => everyChange(world.owner.id, 'https://example.org/hook');
	await as(who('approver'), createEndpoint, input());
	const { id } = only(
		await asSystem((db) =>
			db
				.select()
				.from(t.webhookEndpoints)
				.where(eq(t.webhookEndpoints.organisationId, world.owner.id))
		)
	);
	const { id: delivery } = only(
		await asSystem((db) =>
			db
				.insert(t.webhookDeliveries)
				.values({
					endpointId: id,
					kind: 'treaty_action',
					changeId: randomUUID(),
					at: '',
					state: 'dead'
				})
				.returning()
		)
	);
	const by = 'approver';
	return {
		listEndpoints: { by, given: ['owner'] },
		getEndpoint: { by, given: [id] },
		createEndpoint: { by, given: [input()] },
		testEndpoint: { by, given: [id] },
		pauseEndpoint: { by, given: [id] },
		resumeEndpoint: { by, given: [id] },
		renewSecret: { by, given: [id] },
		sendAgain: { by, given: [id, delivery] },
		endEndpoint: { by, given: [id] }
	};
}
