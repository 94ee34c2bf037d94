import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { kindsAnswering } from '#lib/assessments/rules.ts';
import {
	cycleExtensions,
	cycles,
	frameworks,
	organisations,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Every grant of more time in a cycle, newest first: to whom, until when, why and by whom. For the secretariat. */
export async function listExtensions(db: Db, actor: Actor, cycleId: string) {
	requireCan(actor, 'review.queue');
	return db
		.select({
			id: cycleExtensions.id,
			organisation: { en: organisations.nameEn, fr: organisations.nameFr },
			until: cycleExtensions.until,
			reason: cycleExtensions.reason,
			grantedBy: users.name,
			createdAt: cycleExtensions.createdAt
		})
		.from(cycleExtensions)
		.innerJoin(organisations, eq(organisations.id, cycleExtensions.organisationId))
		.leftJoin(users, eq(users.id, cycleExtensions.grantedBy))
		.where(eq(cycleExtensions.cycleId, cycleId))
		.orderBy(desc(cycleExtensions.createdAt));
}

/** The organisations that a framework for this audience is answered by. For who grants more time. */
export async function organisationsAnswering(db: Db, actor: Actor, audience: string) {
	requireCan(actor, 'cycle.manage');
	return db
		.select({ id: organisations.id, name: { en: organisations.nameEn, fr: organisations.nameFr } })
		.from(organisations)
		.where(inArray(organisations.kind, [...kindsAnswering(audience)]))
		.orderBy(asc(organisations.nameEn));
}

/** Every reporting cycle with its days, its rule on more time and how many were given some. Public. */
export async function publicCycles(db: Db) {
	return db
		.select({
			id: cycles.id,
			name: { en: cycles.nameEn, fr: cycles.nameFr },
			framework: { en: frameworks.nameEn, fr: frameworks.nameFr },
			opensOn: cycles.opensOn,
			dueOn: cycles.dueOn,
			closesOn: cycles.closesOn,
			publishedAt: cycles.publishedAt,
			invitationOnly: cycles.invitationOnly,
			extensionDays: cycles.extensionDays,
			extended: sql<number>`concord_extended(${cycles.id})`
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.orderBy(desc(cycles.opensOn), asc(frameworks.nameEn));
}
