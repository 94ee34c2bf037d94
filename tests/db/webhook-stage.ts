import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import type { Person } from '#lib/access/actor.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { announceChanges } from '#lib/webhooks/announce.server.ts';
import { createEndpoint } from '#lib/webhooks/commands.server.ts';
import type { EndpointInput } from '#lib/webhooks/schema.ts';
import { freshDatabase } from '../database.ts';
import { startReceiver, type Message, type Receiver } from '../receiver.ts';
import { as } from './assessment-world.ts';
import { inCountry, setTheStage, world } from './commitment-stage.ts';
import { everyChange } from './webhook-input.ts';
import { asSystem } from './world.ts';

/** The site that is told, once `setReceiver` has run. */
export let receiver: Receiver;

/** Everyone there is, in a database of their own, and a site on this machine that the operator named. */
export async function setReceiver(): Promise<void> {
	receiver = await startReceiver();
	useDatabase(await freshDatabase());
	await setTheStage();
	await inCountry('CA', world.owner);
	await announceChanges();
}

export async function endReceiver(): Promise<void> {
	await closeDatabase();
	await receiver.close();
}

/** Ends every endpoint there is, so that a test has only its own. */
export async function forgetEndpoints(): Promise<void> {
	await asSystem((db) => db.update(t.webhookEndpoints).set({ endedAt: new Date() }));
	receiver.received.length = 0;
	receiver.always(204);
}

export const who = (name: string) => world.actors[name] as Person;
export const input = (given: Partial<EndpointInput> = {}): EndpointInput => ({
	...everyChange(world.owner.id, receiver.url),
	...given
});
/** Makes an endpoint; gives its id and its secret. */
export async function endpoint(given: Partial<EndpointInput> = {}, by = who('approver')) {
	const secret = await as(by, createEndpoint, input(given));
	const rows = await asSystem((db) =>
		db.select().from(t.webhookEndpoints).orderBy(t.webhookEndpoints.createdAt)
	);
	return { id: rows.at(-1)?.id ?? '', secret };
}
export const row = (id: string) =>
	asSystem(async (db) =>
		only(await db.select().from(t.webhookEndpoints).where(eq(t.webhookEndpoints.id, id)))
	);
export const deliveries = (id: string) =>
	asSystem((db) =>
		db
			.select()
			.from(t.webhookDeliveries)
			.where(eq(t.webhookDeliveries.endpointId, id))
			.orderBy(t.webhookDeliveries.createdAt)
	);
export const events = (id: string) =>
	asSystem(async (db) =>
		(
			await db
				.select()
				.from(t.auditEvents)
				.where(eq(t.auditEvents.subjectId, id))
				.orderBy(t.auditEvents.seq)
		).map(({ event }) => event)
	);
export const later = (milliseconds: number) => new Date(Date.now() + milliseconds);
export const DAY = 24 * 60 * 60 * 1000;
export interface Told {
	type: string;
	timestamp: string;
	data: Record<string, unknown>;
}
export const verified = (secret: string, { body, headers }: Message) =>
	new Webhook(secret).verify(body, headers as Record<string, string>) as Told;
