import { and, asc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { record } from '#lib/audit/record.server.ts';
import { changeAt } from '#lib/changes/queries.server.ts';
import { currentTime } from '#lib/clock.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo } from '#lib/notifications/recipients.server.ts';
import { readAsPublic, withActor } from '#lib/server/db/index.ts';
import {
	memberships,
	users,
	webhookDeliveries,
	webhookEndpoints
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { askOutside, NotReached } from '#lib/server/outgoing.ts';
import { givenUpMail } from './mails.ts';
import { messageOf } from './message.server.ts';
import { arrived, isGivenUp, waitAfter } from './rules.ts';
import { signedHeaders, unseal } from './sign.server.ts';
import type { Failure } from './vocabulary.ts';

const WEBHOOKS: System = { kind: 'system', task: 'webhooks' };
/** How many messages are on their way at a time. */
const AT_ONCE = 20;
/** How long a message taken for sending is left to the one who took it, in seconds. */
const LEASE = 60;
const TIMEOUT = 15_000;

type Endpoint = typeof webhookEndpoints.$inferSelect;
type Delivery = typeof webhookDeliveries.$inferSelect;
interface Taken {
	delivery: Delivery;
	endpoint: Endpoint;
	/** What it says; null where that is not public any more. */
	body: string | null;
}
type Outcome =
	{ arrived: true; status: number } | { arrived: false; status: number | null; failure: Failure };

/**
 * Sends what is due: takes it, sends outside any transaction, notes what came of it. Instances share the work without
 * sending twice; one that ends in between has its messages sent again by another, under the same id. Returns how many
 * arrived.
 */
export async function deliverWebhooks(now = currentTime()): Promise<number> {
	const taken = await withActor(WEBHOOKS, (db) => takeDue(db, now));
	const outcomes = await Promise.all(
		taken.map(async (one) => {
			const outcome =
				one.body === null ? null : await send(one.endpoint, one.delivery.id, one.body);
			await withActor(WEBHOOKS, (db) => noteOutcome(db, one, outcome));
			return outcome?.arrived === true;
		})
	);
	return outcomes.filter(Boolean).length;
}

async function takeDue(db: Db, now: Date): Promise<Taken[]> {
	const due = await db
		.select({ delivery: webhookDeliveries, endpoint: webhookEndpoints })
		.from(webhookDeliveries)
		.innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
		.innerJoin(memberships, eq(memberships.id, webhookEndpoints.membershipId))
		.where(
			and(
				eq(webhookDeliveries.state, 'waiting'),
				lte(webhookDeliveries.nextAttemptAt, now),
				isNull(webhookEndpoints.endedAt),
				isNull(memberships.endedAt),
				or(isNull(webhookEndpoints.pausedAt), eq(webhookDeliveries.kind, 'test'))
			)
		)
		.orderBy(asc(webhookDeliveries.nextAttemptAt), asc(webhookDeliveries.at))
		.limit(AT_ONCE)
		.for('update', { of: webhookDeliveries, skipLocked: true });
	const taken: Taken[] = [];
	for (const { delivery, endpoint } of due) {
		await db
			.update(webhookDeliveries)
			.set({
				attempts: delivery.attempts + 1,
				lastAttemptAt: now,
				nextAttemptAt: new Date(now.getTime() + LEASE * 1000)
			})
			.where(eq(webhookDeliveries.id, delivery.id));
		taken.push({
			delivery: { ...delivery, attempts: delivery.attempts + 1, lastAttemptAt: now },
			endpoint,
			body: await bodyOf(db, delivery)
		});
	}
	return taken;
}

async function bodyOf(db: Db, { kind, changeId: id, at }: Delivery): Promise<string | null> {
	if (kind === 'test') return messageOf({ test: true, at });
	const change = await readAsPublic(db, WEBHOOKS, (db) => changeAt(db, { kind, id, at }));
	return change && messageOf({ test: false, change });
}

async function send(endpoint: Endpoint, deliveryId: string, body: string): Promise<Outcome> {
	const now = currentTime();
	const id = `msg_${deliveryId}`;
	const overlaps = endpoint.previousUntil !== null && endpoint.previousUntil > now;
	const sealed = [endpoint.secret, overlaps ? endpoint.previousSecret : null];
	const secrets = sealed.flatMap((one) => (one && unseal(one, endpoint.id)) ?? []);
	if (!secrets.length) return { arrived: false, status: null, failure: 'secret' };
	const headers = signedHeaders({ id, body }, secrets, now);
	try {
		const { status } = await askOutside(endpoint.url, {
			method: 'POST',
			headers,
			body,
			timeout: TIMEOUT
		});
		if (arrived(status)) return { arrived: true, status };
		return {
			arrived: false,
			status,
			failure: status >= 300 && status < 400 ? 'redirected' : 'answered'
		};
	} catch (thrown) {
		if (!(thrown instanceof NotReached)) throw thrown;
		return { arrived: false, status: null, failure: thrown.reason };
	}
}

async function noteOutcome(db: Db, { delivery, endpoint }: Taken, outcome: Outcome | null) {
	const isThis = eq(webhookDeliveries.id, delivery.id);
	if (!outcome) {
		await db.update(webhookDeliveries).set({ state: 'dropped' }).where(isThis);
		return;
	}
	if (outcome.arrived) {
		await db
			.update(webhookDeliveries)
			.set({
				state: 'delivered',
				deliveredAt: currentTime(),
				lastStatus: outcome.status,
				lastFailure: null
			})
			.where(isThis);
		await db
			.update(webhookEndpoints)
			.set({ failingSince: null })
			.where(and(eq(webhookEndpoints.id, endpoint.id), isNotNull(webhookEndpoints.failingSince)));
		return;
	}
	const { status: lastStatus, failure: lastFailure } = outcome;
	const at = delivery.lastAttemptAt ?? currentTime();
	const wait = delivery.kind === 'test' ? null : waitAfter(delivery.attempts, Math.random());
	await db
		.update(webhookDeliveries)
		.set({
			lastStatus,
			lastFailure,
			...(wait === null ? { state: 'dead' } : { nextAttemptAt: new Date(at.getTime() + wait) })
		})
		.where(isThis);
	if (delivery.kind === 'test') return;
	await noteFailure(db, endpoint, lastStatus, at);
}

/** Leaves an endpoint alone where nothing has arrived for long, and tells who answers for it. */
async function noteFailure(
	db: Db,
	{ id, organisationId, name }: Endpoint,
	status: number | null,
	at: Date
) {
	const [now] = await db
		.update(webhookEndpoints)
		.set({
			failingSince: sql`coalesce(${webhookEndpoints.failingSince}, ${at.toISOString()}::timestamptz)`
		})
		.where(and(eq(webhookEndpoints.id, id), isNull(webhookEndpoints.pausedAt)))
		.returning({
			failingSince: webhookEndpoints.failingSince,
			membershipId: webhookEndpoints.membershipId
		});
	if (!now || !isGivenUp({ status, failingSince: now.failingSince }, at)) return;
	await db
		.update(webhookEndpoints)
		.set({ pausedAt: at, pausedBecause: 'failing' })
		.where(eq(webhookEndpoints.id, id));
	const people = await db
		.select({ id: users.id, email: users.email, locale: users.locale })
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(and(eq(memberships.id, now.membershipId), isNull(memberships.endedAt)));
	await queueMail(
		db,
		...people.map(({ id: userId, email, locale }) => ({
			dedupeKey: `webhook:${id}:${at.toISOString()}:${userId}`,
			recipient: email,
			locale,
			...givenUpMail({ name, link: linkTo(`/workspace/settings/webhooks/${id}`, locale) }, locale)
		}))
	);
	await record(db, WEBHOOKS, 'webhook.paused', { type: 'webhook', id, organisationId });
}
