import { randomUUID } from 'node:crypto';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { SeveralUpdates } from '../several-schema.ts';
import { confirmUnchanged, postUpdate } from './report.server.ts';

/**
 * Reports on several commitments at once, all or none, as of today: those that were touched. Each is an
 * update like any other. Refuses with `incomplete` where nothing was said.
 */
export async function reportSeveral(
	db: Db,
	actor: Actor,
	{ token, language, reports }: SeveralUpdates,
	now: Date = currentTime()
): Promise<string> {
	const person = requirePerson(actor);
	if (!reports.length) throw new Refusal('incomplete');
	return once(db, person, token, async () => {
		for (const { reference, status, note } of reports) {
			const sent = { token: randomUUID() };
			if (!status) await confirmUnchanged(db, actor, reference, sent, now);
			else
				await postUpdate(db, actor, reference, {
					...sent,
					status,
					asOf: now.toISOString().slice(0, 10),
					noteEn: language === 'en' ? note : null,
					noteFr: language === 'fr' ? note : null,
					challengesEn: null,
					challengesFr: null,
					milestonesDone: [],
					moves: [],
					newMilestones: [],
					targetValues: [],
					evidence: []
				});
		}
		return '/workspace/commitments?done=reported';
	});
}
