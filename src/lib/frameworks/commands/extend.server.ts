import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { isAnsweredBy } from '#lib/assessments/rules.ts';
import { record } from '#lib/audit/record.server.ts';
import { cycleExtensions, cycles, frameworks, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { moreTimeOf } from '../queries/more-time.server.ts';
import { lastExtension, ownDays } from '../rules.ts';
import type { ExtensionInput } from '../schema.ts';
import { tellWriters } from './tell.server.ts';

/**
 * Gives one organisation more time in a cycle, with the reason on record, and tells everyone who may write for
 * it. Returns the page of the cycle's extensions. Refuses with `beyond_rule` unless the day is later than the
 * one that holds for it now and no later than the cycle's rule allows anyone, and with `wrong_state` once the
 * cycle is published.
 */
export async function extendCycle(
	db: Db,
	actor: Actor,
	id: string,
	{ token, organisationId, until, reason }: ExtensionInput
): Promise<string> {
	const person = requireCan(actor, 'cycle.manage');
	return once(db, person, token, async () => {
		// Two administrators at once: the second sees what the first has granted.
		await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`cycle ${id}`}, 0))`);
		const [cycle] = await db
			.select({
				id: cycles.id,
				name: { en: cycles.nameEn, fr: cycles.nameFr },
				opensOn: cycles.opensOn,
				dueOn: cycles.dueOn,
				closesOn: cycles.closesOn,
				extensionDays: cycles.extensionDays,
				publishedAt: cycles.publishedAt,
				audience: frameworks.audience,
				kind: organisations.kind
			})
			.from(cycles)
			.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
			.innerJoin(organisations, eq(organisations.id, organisationId))
			.where(eq(cycles.id, id));
		if (!cycle || !isAnsweredBy(cycle.audience, cycle.kind)) throw new Refusal('not_found');
		if (cycle.publishedAt) throw new Refusal('wrong_state');
		const { closesOn } = ownDays(cycle, await moreTimeOf(db, id, organisationId));
		if (until <= closesOn || until > lastExtension(cycle))
			throw new Refusal('beyond_rule', ['until']);
		await db
			.insert(cycleExtensions)
			.values({ cycleId: id, organisationId, until, reason, grantedBy: person.userId });
		await tellWriters(
			db,
			'extended',
			cycle,
			[{ id: organisationId, days: ownDays(cycle, until) }],
			until
		);
		await record(
			db,
			actor,
			'cycle.extended',
			{ type: 'cycle', id, organisationId },
			{ from: closesOn, until }
		);
		return `/secretariat/cycles/${id}/extensions?done=extended`;
	});
}
