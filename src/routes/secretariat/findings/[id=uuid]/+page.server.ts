import { currentTime } from '#lib/clock.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { decideFinding } from '#lib/frameworks/commands/findings.server.ts';
import { mayPublish } from '#lib/frameworks/finding-rules.ts';
import { findingDecision } from '#lib/frameworks/finding-schema.ts';
import { getFinding } from '#lib/frameworks/queries/findings.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const today = currentTime().toISOString().slice(0, 10);
		const finding = await getFinding(db, actor, event.params.id);
		return { finding, today, mayPublish: mayPublish(finding, finding.reply !== null, today) };
	});

export const actions: Actions = {
	default: formAction(findingDecision, async (db, actor, data, { id }) => {
		await decideFinding(db, actor, id, data);
		return `/secretariat/findings/${id}?done=decided`;
	})
};
