import { asc, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { services } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** The services of these organisations by name, ended ones too. Public. */
export async function servicesOf(db: Db, ...organisationIds: string[]) {
	return db
		.select({
			id: services.id,
			organisationId: services.organisationId,
			name: services.name,
			kind: services.kind,
			features: services.features,
			/** The day since which it is no longer offered. */
			endedOn: services.endedOn,
			version: services.version
		})
		.from(services)
		.where(inArray(services.organisationId, organisationIds))
		.orderBy(asc(services.name));
}
export type OwnService = Awaited<ReturnType<typeof servicesOf>>[number];

/** The actor's companies, each with its services and whether the actor may say what they are. */
export async function myServices(db: Db, actor: Actor) {
	const companies = requirePerson(actor).memberships.filter(
		({ organisationKind }) => organisationKind === 'company'
	);
	const ids = companies.map(({ organisationId }) => organisationId);
	const all = ids.length ? await servicesOf(db, ...ids) : [];
	return companies.map(({ organisationId, organisationName }) => ({
		organisationId,
		organisationName,
		mayManage: can(actor, 'service.manage', { organisationId }),
		services: all.filter((service) => service.organisationId === organisationId)
	}));
}
export type ServicesOf = Awaited<ReturnType<typeof myServices>>[number];
