import { asc, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { cycles, frameworks, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { previewOf } from '../preview.ts';
import { fileOf, versionId } from './file.server.ts';

/** Every version of every framework, newest first, and whether the actor may load one. For the secretariat. */
export async function listFrameworks(db: Db, actor: Actor) {
	requireCan(actor, 'review.queue');
	const rows = await db
		.select({
			id: frameworks.id,
			key: frameworks.key,
			version: frameworks.version,
			name: { en: frameworks.nameEn, fr: frameworks.nameFr },
			audience: frameworks.audience,
			requirements: sql<number>`(select count(*)::int from ${requirements} where ${requirements.frameworkId} = ${frameworks.id})`,
			cycles: sql<number>`(select count(*)::int from ${cycles} where ${cycles.frameworkId} = ${frameworks.id})`
		})
		.from(frameworks)
		.orderBy(asc(frameworks.audience), asc(frameworks.key), desc(frameworks.version));
	return {
		frameworks: rows.map((row, at) => ({ ...row, newest: rows[at - 1]?.key !== row.key })),
		mayManage: can(actor, 'framework.manage')
	};
}

/** One version: what is in it, how it follows from the one before, and its cycles. For the secretariat. */
export async function getFramework(db: Db, actor: Actor, id: string) {
	requireCan(actor, 'review.queue');
	const file = await fileOf(db, id);
	const earlier = file.replaces ? await versionId(db, file.key, file.replaces) : undefined;
	const before = earlier ? await fileOf(db, earlier) : null;
	return {
		id,
		file,
		before: earlier && before ? { id: earlier, version: before.version } : null,
		preview: previewOf(file, before),
		cycles: await db
			.select({
				id: cycles.id,
				name: { en: cycles.nameEn, fr: cycles.nameFr },
				opensOn: cycles.opensOn
			})
			.from(cycles)
			.where(eq(cycles.frameworkId, id))
			.orderBy(desc(cycles.opensOn)),
		mayManage: can(actor, 'framework.manage')
	};
}
