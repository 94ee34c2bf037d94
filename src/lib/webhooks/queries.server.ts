import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { isFresh, requireCan, requirePerson } from '#lib/access/require.server.ts';
import {
	memberships,
	organisations,
	users,
	webhookDeliveries,
	webhookEndpoints
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { endpointState } from './rules.ts';
import { DELIVERIES_SHOWN } from './vocabulary.ts';

/** A message about a change that was given up; a trial one is no loss. */
export const changeGivenUp = and(
	eq(webhookDeliveries.state, 'dead'),
	ne(webhookDeliveries.kind, 'test')
);

/** All of an endpoint but its secrets. */
const endpoint = {
	id: webhookEndpoints.id,
	organisationId: webhookEndpoints.organisationId,
	name: webhookEndpoints.name,
	url: webhookEndpoints.url,
	country: webhookEndpoints.country,
	company: webhookEndpoints.company,
	forum: webhookEndpoints.forum,
	principle: webhookEndpoints.principle,
	kinds: webhookEndpoints.kinds,
	previousUntil: webhookEndpoints.previousUntil,
	createdAt: webhookEndpoints.createdAt,
	failingSince: webhookEndpoints.failingSince,
	pausedBecause: webhookEndpoints.pausedBecause,
	endedAt: webhookEndpoints.endedAt,
	membershipEndedAt: memberships.endedAt,
	/** Who answers for it. */
	holder: users.name,
	slug: organisations.slug,
	organisation: { en: organisations.nameEn, fr: organisations.nameFr }
};

const readEndpoints = (db: Db) =>
	db
		.select(endpoint)
		.from(webhookEndpoints)
		.innerJoin(memberships, eq(memberships.id, webhookEndpoints.membershipId))
		.innerJoin(users, eq(users.id, memberships.userId))
		.innerJoin(organisations, eq(organisations.id, webhookEndpoints.organisationId));

const standing = ({
	membershipEndedAt,
	endedAt,
	...row
}: Awaited<ReturnType<typeof readEndpoints>>[number]) => ({
	...row,
	state: endpointState({ ...row, endedAt, membershipEndedAt })
});

/**
 * The organisations of the actor that may be told of changes, each with where they are; for an administrator of the
 * secretariat, the one with this slug. Throws `not_found` where the actor may not manage that.
 */
export async function listEndpoints(db: Db, actor: Actor, slug?: string) {
	const person = requirePerson(actor);
	const own = person.memberships.map(({ organisationId }) => organisationId);
	const found = await db
		.select({
			id: organisations.id,
			slug: organisations.slug,
			name: { en: organisations.nameEn, fr: organisations.nameFr }
		})
		.from(organisations)
		.where(slug === undefined ? inArray(organisations.id, own) : eq(organisations.slug, slug))
		.orderBy(asc(organisations.nameEn));
	if (slug !== undefined && !found.length) throw new Refusal('not_found');
	if (slug !== undefined)
		for (const { id } of found) requireCan(actor, 'webhook.manage', { organisationId: id });
	const open = found.filter(({ id }) => can(actor, 'webhook.manage', { organisationId: id }));
	const ids = open.map(({ id }) => id);
	const rows = await readEndpoints(db)
		.where(inArray(webhookEndpoints.organisationId, ids))
		.orderBy(sql`${webhookEndpoints.endedAt} is not null`, desc(webhookEndpoints.createdAt));
	return {
		proved: isFresh(person),
		organisations: open.map((organisation) => ({
			...organisation,
			endpoints: rows
				.filter(({ organisationId }) => organisationId === organisation.id)
				.map(standing)
		}))
	};
}
export type EndpointsOf = Awaited<ReturnType<typeof listEndpoints>>['organisations'][number];

/** One endpoint, for whoever manages it. Throws `not_found` to everyone else. */
export async function endpointFor(db: Db, actor: Actor, id: string) {
	requirePerson(actor);
	const [row] = await readEndpoints(db).where(eq(webhookEndpoints.id, id));
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, 'webhook.manage', row);
	return { person, endpoint: standing(row) };
}

/** One endpoint with what it was told of late, the newest first. Throws `not_found` where the actor may not manage it. */
export async function getEndpoint(db: Db, actor: Actor, id: string) {
	const { person, endpoint } = await endpointFor(db, actor, id);
	const deliveries = await db
		.select({
			id: webhookDeliveries.id,
			kind: webhookDeliveries.kind,
			state: webhookDeliveries.state,
			createdAt: webhookDeliveries.createdAt,
			attempts: webhookDeliveries.attempts,
			nextAttemptAt: webhookDeliveries.nextAttemptAt,
			lastAttemptAt: webhookDeliveries.lastAttemptAt,
			lastStatus: webhookDeliveries.lastStatus,
			lastFailure: webhookDeliveries.lastFailure
		})
		.from(webhookDeliveries)
		.where(eq(webhookDeliveries.endpointId, id))
		.orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
		.limit(DELIVERIES_SHOWN);
	const dead = await db.$count(
		webhookDeliveries,
		and(eq(webhookDeliveries.endpointId, id), changeGivenUp)
	);
	return { endpoint, deliveries, dead, proved: isFresh(person) };
}
export type Delivery = Awaited<ReturnType<typeof getEndpoint>>['deliveries'][number];
