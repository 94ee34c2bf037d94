import { asc, eq } from 'drizzle-orm';
import { services } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** The services of an organisation by name, ended ones too. Public. */
export async function servicesOf(db: Db, organisationId: string) {
	return db
		.select({
			id: services.id,
			name: services.name,
			kind: services.kind,
			features: services.features,
			/** The day since which it is no longer offered. */
			endedOn: services.endedOn,
			version: services.version
		})
		.from(services)
		.where(eq(services.organisationId, organisationId))
		.orderBy(asc(services.name));
}
export type OwnService = Awaited<ReturnType<typeof servicesOf>>[number];
