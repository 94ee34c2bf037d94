import { and, eq, max, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { cycleExtensions, cycles, frameworks } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { lastExtension, termsSeen } from './rules.ts';
import type { CycleChange, CycleInput } from './schema.ts';

/**
 * Sets up a reporting cycle of a framework; from its first day on, those whom the framework is for can
 * answer. Returns its page. Refuses with `already_exists` where the framework has a cycle of that key,
 * and with `not_found` for a framework that nobody is assessed by.
 */
export async function createCycle(
	db: Db,
	actor: Actor,
	{ token, ...content }: CycleInput
): Promise<string> {
	const person = requireCan(actor, 'cycle.manage');
	return once(db, person, token, async () => {
		const [framework] = await db
			.select({ audience: frameworks.audience })
			.from(frameworks)
			.where(eq(frameworks.id, content.frameworkId));
		if (!framework || framework.audience === 'commitments') throw new Refusal('not_found');
		const [made] = await db
			.insert(cycles)
			.values(content)
			.onConflictDoNothing()
			.returning({ id: cycles.id });
		if (!made) throw new Refusal('already_exists', ['key']);
		await record(
			db,
			actor,
			'cycle.created',
			{ type: 'cycle', id: made.id },
			{ key: content.key, terms: termsSeen(content) }
		);
		return `/secretariat/cycles/${made.id}`;
	});
}

/**
 * Renames a cycle, moves its days or changes its rules. Refuses with `stale` when they are no longer those
 * that were `seen`, with `wrong_state` once it is published, and with `beyond_rule` where more time than the
 * rule then allows has been granted.
 */
export async function changeCycle(
	db: Db,
	actor: Actor,
	id: string,
	{ seen, ...content }: CycleChange
): Promise<void> {
	requireCan(actor, 'cycle.manage');
	const [before] = await db.select().from(cycles).where(eq(cycles.id, id));
	if (!before) throw new Refusal('not_found');
	if (before.publishedAt) throw new Refusal('wrong_state');
	const [{ until } = { until: null }] = await db
		.select({ until: max(cycleExtensions.until) })
		.from(cycleExtensions)
		.where(eq(cycleExtensions.cycleId, id));
	if (until && until > lastExtension(content)) throw new Refusal('beyond_rule', ['extensionDays']);
	const changed = await db
		.update(cycles)
		.set({
			nameEn: content.nameEn,
			nameFr: content.nameFr,
			opensOn: content.opensOn,
			dueOn: content.dueOn,
			closesOn: content.closesOn,
			invitationOnly: content.invitationOnly,
			extensionDays: content.extensionDays,
			replyDays: content.replyDays
		})
		.where(
			and(
				eq(cycles.id, id),
				sql`concat_ws(' ', ${cycles.opensOn}, ${cycles.dueOn}, ${cycles.closesOn}, ${cycles.invitationOnly}, ${cycles.extensionDays}, ${cycles.replyDays}) = ${seen}`
			)
		)
		.returning({ id: cycles.id });
	if (!changed.length) throw new Refusal('stale');
	await record(
		db,
		actor,
		'cycle.changed',
		{ type: 'cycle', id },
		{ from: termsSeen(before), to: termsSeen(content) }
	);
}
