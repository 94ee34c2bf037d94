import { and, eq, isNotNull, isNull, lt, max, ne, sql } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { record } from '#lib/audit/record.server.ts';
import { changesSince } from '#lib/changes/queries.server.ts';
import type { ChangeFilters } from '#lib/changes/schema.ts';
import { keyOf, type Position } from '#lib/changes/shapes/change.ts';
import { currentTime } from '#lib/clock.ts';
import { today } from '#lib/comparison/as-of.ts';
import { readAsPublic, withActor } from '#lib/server/db/index.ts';
import {
	announcedChanges,
	auditEvents,
	memberships,
	webhookDeliveries,
	webhookEndpoints
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { KEPT_DAYS } from './rules.ts';

const WEBHOOKS: System = { kind: 'system', task: 'webhooks' };
const AT_ONCE = 500;
/** What says that all that was public before there was anybody to tell has been noted. */
const BEGUN = { kind: 'test', changeId: '00000000-0000-0000-0000-000000000000', at: '' } as const;

/**
 * Finds what has become public since the last time, and queues it for every endpoint that asked for it: once for each,
 * whichever instance finds it. What is entered late, with a date that is past, is found as far back as the list of
 * changes goes. Returns how much was queued.
 */
export async function announceChanges(): Promise<number> {
	return withActor(WEBHOOKS, async (db) => {
		const found = await readChanges(db, {});
		const [begun] = await db
			.insert(announcedChanges)
			.values(BEGUN)
			.onConflictDoNothing()
			.returning();
		const fresh = new Set<string>();
		for (let from = 0; from < found.length; from += AT_ONCE) {
			const noted = await db
				.insert(announcedChanges)
				.values(found.slice(from, from + AT_ONCE))
				.onConflictDoNothing()
				.returning({ kind: announcedChanges.kind, id: announcedChanges.changeId });
			for (const { kind, id } of noted) fresh.add(`${kind} ${id}`);
		}
		return begun || !fresh.size ? 0 : queue(db, fresh);
	});
}

async function queue(db: Db, fresh: ReadonlySet<string>): Promise<number> {
	let queued = 0;
	for (const endpoint of await openEndpoints(db)) {
		const wanted = await readChanges(db, {
			country: endpoint.country ?? undefined,
			company: endpoint.company ?? undefined,
			forum: endpoint.forum ?? undefined,
			principle: endpoint.principle ?? undefined
		});
		const told = wanted.filter(
			({ kind, changeId }) =>
				fresh.has(`${kind} ${changeId}`) &&
				(!endpoint.kinds.length || endpoint.kinds.includes(kind))
		);
		if (!told.length) continue;
		const made = await db
			.insert(webhookDeliveries)
			// What happened first is told first.
			.values(told.reverse().map((one) => ({ ...one, endpointId: endpoint.id })))
			.onConflictDoNothing()
			.returning({ id: webhookDeliveries.id });
		queued += made.length;
	}
	return queued;
}

const openEndpoints = (db: Db) =>
	db
		.select({
			id: webhookEndpoints.id,
			country: webhookEndpoints.country,
			company: webhookEndpoints.company,
			forum: webhookEndpoints.forum,
			principle: webhookEndpoints.principle,
			kinds: webhookEndpoints.kinds
		})
		.from(webhookEndpoints)
		.innerJoin(memberships, eq(memberships.id, webhookEndpoints.membershipId))
		.where(and(isNull(webhookEndpoints.endedAt), isNull(memberships.endedAt)));

/** All that the list of changes shows to everyone under these filters, the newest first. */
async function readChanges(db: Db, filters: ChangeFilters) {
	return readAsPublic(db, WEBHOOKS, async (db) => {
		const found: Position[] = [];
		for (let after: string | null = null; ;) {
			const { changes, next } = await changesSince(db, filters, { limit: AT_ONCE, after });
			found.push(...changes);
			if (!next || !changes.length) break;
			after = keyOf(changes[changes.length - 1] as Position);
		}
		return found.map(({ kind, id, at }) => ({ kind, changeId: id, at }));
	});
}

/** The same, where anything at all has happened since this process asked last, or another day has begun. */
export function announcing(): () => Promise<number> {
	let seen = '';
	return async () => {
		const [newest] = await withActor(WEBHOOKS, (db) =>
			db.select({ seq: max(auditEvents.seq) }).from(auditEvents)
		);
		const now = `${today()} ${newest?.seq}`;
		if (now === seen) return 0;
		const queued = await announceChanges();
		seen = now;
		return queued;
	};
}

/**
 * Ends what nobody answers for any more, since the membership has ended: nothing goes there since, this says so of
 * each. Forgets what was delivered long ago.
 */
export async function tidyWebhooks(): Promise<void> {
	await withActor(WEBHOOKS, async (db) => {
		await db
			.delete(webhookDeliveries)
			.where(
				and(
					ne(webhookDeliveries.state, 'waiting'),
					lt(webhookDeliveries.createdAt, sql`now() - make_interval(days => ${KEPT_DAYS})`)
				)
			);
		const ended = await db
			.update(webhookEndpoints)
			.set({ endedAt: currentTime() })
			.from(memberships)
			.where(
				and(
					eq(memberships.id, webhookEndpoints.membershipId),
					isNotNull(memberships.endedAt),
					isNull(webhookEndpoints.endedAt)
				)
			)
			.returning({ id: webhookEndpoints.id, organisationId: webhookEndpoints.organisationId });
		for (const { id, organisationId } of ended)
			await record(db, WEBHOOKS, 'webhook.ended', { type: 'webhook', id, organisationId });
	});
}
