import { fail } from '@sveltejs/kit';
import { bePresent, saveAnswer } from '#lib/assessments/commands.server.ts';
import { getOwnAnswer } from '#lib/assessments/queries.server.ts';
import { answerDraft, answerInput } from '#lib/assessments/schema.ts';
import { asActor, attempt, attemptInPlace } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const { id, number } = event.params;
		return {
			answer: await getOwnAnswer(db, actor, id, Number(number)),
			// The person is part of the name: who signs in next on this device finds nothing of theirs.
			draftKey: `concord:${actor.kind === 'person' ? actor.userId : ''}:assessment:${id}:${number}`
		};
	});

export const actions: Actions = {
	save: async (event) => {
		const { id, number } = event.params;
		const posted = await event.request.formData();
		const goesOn = posted.get('intent') !== 'list';
		const next = /^\d{1,3}$/.exec(String(posted.get('next')))?.[0] ?? 'check';
		const form = parseForm(goesOn ? answerInput : answerDraft, posted, {
			savesItself: !goesOn
		});
		if (!form.ok) return fail(400, form);
		return attempt(event, form, async (db, actor) => {
			await saveAnswer(db, actor, { id, number: Number(number), done: goesOn }, form.data);
			return `/workspace/assessments/${id}${goesOn ? `/${next}` : ''}`;
		});
	},
	/** The form saves itself while someone writes. */
	keep: async (event) => {
		const { id, number } = event.params;
		const form = parseForm(answerDraft, await event.request.formData(), { savesItself: true });
		if (!form.ok) return fail(400, form);
		const outcome = await attemptInPlace(event, form, (db, actor) =>
			saveAnswer(db, actor, { id, number: Number(number), done: false }, form.data)
		);
		return 'done' in outcome ? { ok: true as const, version: outcome.done } : outcome;
	},
	/** A page that somebody looks at says so; it says nothing of what stands in it. */
	present: async (event) => {
		const { id, number } = event.params;
		const outcome = await attemptInPlace(event, { values: {} }, (db, actor) =>
			bePresent(db, actor, { id, number: Number(number) })
		);
		return 'done' in outcome ? { ok: true as const, present: outcome.done } : outcome;
	}
};
