import { asc, desc, eq, ne } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { cycles, frameworks } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

const columns = {
	id: cycles.id,
	key: cycles.key,
	name: { en: cycles.nameEn, fr: cycles.nameFr },
	opensOn: cycles.opensOn,
	dueOn: cycles.dueOn,
	closesOn: cycles.closesOn,
	invitationOnly: cycles.invitationOnly,
	extensionDays: cycles.extensionDays,
	replyDays: cycles.replyDays,
	publishAt: cycles.publishAt,
	publishedAt: cycles.publishedAt,
	frameworkId: frameworks.id,
	frameworkName: { en: frameworks.nameEn, fr: frameworks.nameFr },
	frameworkVersion: frameworks.version,
	audience: frameworks.audience,
	/** What a requirement of the framework is called. */
	noun: { en: frameworks.requirementNounEn, fr: frameworks.requirementNounFr }
};

/** Every cycle of every framework, newest first. For the secretariat. */
export async function listCycles(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	const rows = await db
		.select(columns)
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.orderBy(desc(cycles.opensOn), asc(frameworks.key));
	return { cycles: rows, mayManage: can(actor, 'cycle.manage') };
}

/** One cycle, and whether the actor may change it. For the secretariat. */
export async function getCycle(db: Db, actor: Actor, id: string) {
	requireCan(actor, 'review.queue');
	const [row] = await db
		.select(columns)
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(eq(cycles.id, id));
	if (!row) throw new Refusal('not_found');
	return {
		...row,
		mayManage: can(actor, 'cycle.manage') && row.publishedAt === null,
		mayPublish: can(actor, 'cycle.publish')
	};
}

/** The frameworks that organisations are assessed by, newest version first. For who sets up cycles. */
export async function assessedFrameworks(db: Db, actor: Actor) {
	requireCan(actor, 'cycle.manage');
	return db
		.select({
			id: frameworks.id,
			name: { en: frameworks.nameEn, fr: frameworks.nameFr },
			version: frameworks.version
		})
		.from(frameworks)
		.where(ne(frameworks.audience, 'commitments'))
		.orderBy(asc(frameworks.audience), desc(frameworks.version));
}
