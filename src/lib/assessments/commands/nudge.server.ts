import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { recordEach } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { tellWriters } from '#lib/frameworks/commands/tell.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import type { ChosenOrganisations } from '#lib/frameworks/schema.ts';
import type { Db } from '#lib/server/db/types.ts';
import { coursesIn } from '../queries/progress.server.ts';

/**
 * Asks organisations that have not opened a cycle, or have got stuck in it, how they are getting on: one mail to
 * each who may write for them, and no more than one a day however often it is asked. Refuses with
 * `wrong_state` where one has moved on since, and asks none of them.
 */
export async function nudgeOrganisations(
	db: Db,
	actor: Actor,
	id: string,
	{ organisations: chosen }: ChosenOrganisations,
	now: Date = currentTime()
): Promise<void> {
	const person = requireCan(actor, 'cycle.nudge');
	const cycle = await getCycle(db, actor, id);
	const waiting = (await coursesIn(db, cycle, now)).filter(
		(course) => course.mayBeNudged && chosen.includes(course.id)
	);
	if (waiting.length !== chosen.length) throw new Refusal('wrong_state');
	await tellWriters(db, 'nudged', cycle, waiting, now.toISOString().slice(0, 10));
	await recordEach(
		db,
		person,
		'cycle.reminded',
		waiting.map(({ id: organisationId }) => ({ type: 'cycle', id: cycle.id, organisationId }))
	);
}
