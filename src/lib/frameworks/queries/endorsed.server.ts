import { desc, eq, type SQLWrapper } from 'drizzle-orm';
import { endorsements, frameworks } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/**
 * In a query: the newest endorsement of each organisation of a framework. It stays with the version that was
 * endorsed, and a version that comes after it takes nobody's endorsement away.
 */
export const newestEndorsements = (db: Db, key: string | SQLWrapper) =>
	db
		.selectDistinctOn([endorsements.organisationId], { id: endorsements.id })
		.from(endorsements)
		.innerJoin(frameworks, eq(frameworks.id, endorsements.frameworkId))
		.where(eq(frameworks.key, key))
		.orderBy(endorsements.organisationId, desc(frameworks.version));

/** In a query: the key that all versions of a framework have in common, by the id of one of them. */
export const keyOfVersion = (db: Db, id: string) =>
	db.select({ key: frameworks.key }).from(frameworks).where(eq(frameworks.id, id));
