import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { roleIn, secretariatRole, type Actor, type Person } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requireFresh } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import type { AuditEvent } from '#lib/audit/vocabulary.ts';
import { changesSince } from '#lib/changes/queries.server.ts';
import { currentTime } from '#lib/clock.ts';
import {
	memberships,
	organisations,
	webhookDeliveries,
	webhookEndpoints
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import {
	isNamed,
	isPublicAddress,
	literalAddress,
	outgoingAddress
} from '#lib/server/outgoing-addresses.ts';
import { changeGivenUp, endpointFor } from './queries.server.ts';
import { OVERLAP } from './rules.ts';
import type { EndpointInput } from './schema.ts';
import { newSecret, seal } from './sign.server.ts';
import { ENDPOINTS_EACH } from './vocabulary.ts';

/** Whether messages may go to this address: https of the public internet, or a host that the operator named. */
export function mayReceive(address: string): boolean {
	const { OUTGOING_HOSTS } = env();
	const url = outgoingAddress(address, OUTGOING_HOSTS);
	if (!url) return false;
	if (isNamed(url, OUTGOING_HOSTS)) return true;
	const literal = literalAddress(url);
	return url.protocol === 'https:' && (literal === null || isPublicAddress(literal));
}

/**
 * Has an organisation told of changes at an address, and gives out this once what its messages are signed with. Throws
 * `prove_again` without a fresh proof of who asks, `not_allowed` for an address to which nothing may go,
 * `already_exists` where the same form made one or there are as many as may be.
 */
export async function createEndpoint(
	db: Db,
	actor: Actor,
	{ token, ...input }: EndpointInput
): Promise<string> {
	const { organisationId, country, company, forum, principle } = input;
	const person = requireCan(actor, 'webhook.manage', { organisationId });
	requireFresh(person);
	if (!mayReceive(input.url)) throw new Refusal('not_allowed');
	const filters = { country, company, forum, principle };
	// Says so where one of these does not exist.
	await changesSince(db, filters, { limit: 1, after: null });
	const id = crypto.randomUUID();
	const secret = newSecret();
	const made = await once(db, person, token, async () => {
		const open = await db.$count(
			webhookEndpoints,
			and(eq(webhookEndpoints.organisationId, organisationId), isNull(webhookEndpoints.endedAt))
		);
		if (open >= ENDPOINTS_EACH) throw new Refusal('already_exists');
		await db.insert(webhookEndpoints).values({
			...input,
			id,
			kinds: [...new Set(input.kinds)],
			membershipId: await membershipOf(db, person, organisationId),
			secret: seal(secret, id),
			createdBy: person.userId
		});
		await note(db, actor, 'webhook.created', { id, organisationId });
		return id;
	});
	if (made !== id) throw new Refusal('already_exists');
	return secret;
}

/** The membership by which a person answers for an endpoint: of its organisation, or of the secretariat. */
async function membershipOf(db: Db, { userId }: Person, organisationId: string): Promise<string> {
	const held = await db
		.select({ id: memberships.id })
		.from(memberships)
		.innerJoin(organisations, eq(organisations.id, memberships.organisationId))
		.where(
			and(
				eq(memberships.userId, userId),
				isNull(memberships.endedAt),
				sql`(${memberships.organisationId} = ${organisationId} or ${organisations.kind} = 'secretariat')`
			)
		)
		.orderBy(asc(sql`${memberships.organisationId} <> ${organisationId}`))
		.limit(1);
	const [membership] = held;
	if (!membership) throw new Refusal('not_allowed');
	return membership.id;
}

type Change = Partial<typeof webhookEndpoints.$inferInsert>;

/** Changes an endpoint that has not ended, and records it. Throws `wrong_state` for one that has. */
async function change(
	db: Db,
	actor: Actor,
	id: string,
	event: AuditEvent,
	set: (person: Person) => Change
): Promise<string> {
	const { person, endpoint } = await endpointFor(db, actor, id);
	if (endpoint.state === 'ended') throw new Refusal('wrong_state');
	await db.update(webhookEndpoints).set(set(person)).where(eq(webhookEndpoints.id, id));
	await note(db, actor, event, endpoint);
	return `/workspace/settings/webhooks/${id}`;
}

/** Sends nothing more for now. What becomes public meanwhile waits. Returns the page. */
export const pauseEndpoint = (db: Db, actor: Actor, id: string): Promise<string> =>
	change(db, actor, id, 'webhook.paused', () => ({
		pausedAt: currentTime(),
		pausedBecause: 'person'
	}));

/** Sends again, what has waited first. Returns the page. */
export const resumeEndpoint = (db: Db, actor: Actor, id: string): Promise<string> =>
	change(db, actor, id, 'webhook.resumed', () => ({
		pausedAt: null,
		pausedBecause: null,
		failingSince: null
	}));

/** Ends an endpoint for good. Returns the page of its organisation. */
export async function endEndpoint(db: Db, actor: Actor, id: string): Promise<string> {
	const { person, endpoint } = await endpointFor(db, actor, id);
	await change(db, actor, id, 'webhook.ended', ({ userId }) => ({
		endedAt: currentTime(),
		endedBy: userId
	}));
	const own = roleIn(person, endpoint.organisationId) ?? !secretariatRole(person);
	return `/workspace/settings/webhooks${own ? '' : `?organisation=${endpoint.slug}`}`;
}

/**
 * Signs with a new secret, which is given out this once; the one before signs beside it for a day. Throws
 * `prove_again` without a fresh proof of who asks.
 */
export async function renewSecret(db: Db, actor: Actor, id: string): Promise<string> {
	const secret = newSecret();
	await change(db, actor, id, 'webhook.secret_renewed', (person) => {
		requireFresh(person);
		return {
			secret: seal(secret, id),
			previousUntil: new Date(currentTime().valueOf() + OVERLAP)
		};
	});
	return secret;
}

/** Sends a message that says nothing, to see whether it arrives. Returns the page. */
export async function testEndpoint(db: Db, actor: Actor, id: string): Promise<string> {
	const { endpoint } = await endpointFor(db, actor, id);
	if (endpoint.state === 'ended') throw new Refusal('wrong_state');
	// Only these columns are anybody's to fill.
	await db.execute(
		sql`insert into webhook_deliveries (endpoint_id, kind, change_id, at)
			values (${id}, 'test', ${crypto.randomUUID()}, ${currentTime().toISOString()})`
	);
	await note(db, actor, 'webhook.tested', endpoint);
	return `/workspace/settings/webhooks/${id}`;
}

/** Sends again what arrived or was given up: one delivery, or all that were given up. Returns the page. */
export async function sendAgain(
	db: Db,
	actor: Actor,
	id: string,
	delivery?: string
): Promise<string> {
	const { endpoint } = await endpointFor(db, actor, id);
	if (endpoint.state === 'ended') throw new Refusal('wrong_state');
	const again = await db
		.update(webhookDeliveries)
		.set({ state: 'waiting', attempts: 0, nextAttemptAt: currentTime() })
		.where(
			and(
				eq(webhookDeliveries.endpointId, id),
				delivery === undefined
					? changeGivenUp
					: and(
							eq(webhookDeliveries.id, delivery),
							inArray(webhookDeliveries.state, ['delivered', 'dead'])
						)
			)
		)
		.returning({ id: webhookDeliveries.id });
	if (!again.length) throw new Refusal('stale');
	await note(db, actor, 'webhook.replayed', endpoint, { deliveries: again.length });
	return `/workspace/settings/webhooks/${id}`;
}

const note = (
	db: Db,
	actor: Actor,
	event: AuditEvent,
	{ id, organisationId }: { id: string; organisationId: string },
	detail: Record<string, number> = {}
) => record(db, actor, event, { type: 'webhook', id, organisationId }, detail);
