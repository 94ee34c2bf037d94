import { fail } from '@sveltejs/kit';
import { asActor, attempt, attemptInPlace } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import { draftText, intentOf, type Intent } from '#lib/summaries/draft-schema.ts';
import { getDraft, keepDraft, saveDraft } from '#lib/summaries/draft.server.ts';
import { bePresentIn } from '#lib/summaries/presence.server.ts';
import { previewSummary } from '#lib/summaries/queries.server.ts';
import { joined } from '#lib/summaries/sections.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const { id } = event.params;
		const after = /^\d{1,3}$/.exec(event.url.searchParams.get('after') ?? '')?.[0];
		return {
			draft: await getDraft(db, actor, id),
			/** The row after which an empty one is asked for. */
			after: after === undefined ? null : Number(after),
			// The person is part of the name: who signs in next on this device finds nothing of theirs.
			draftKey: `concord:${actor.kind === 'person' ? actor.userId : ''}:summary:${id}`
		};
	});

/** Where a button leads once the text is saved. */
function next(id: string, intent: Intent): string {
	const page = `/secretariat/summaries/${id}`;
	if (intent.do === 'list') return `${page}?done=changed`;
	if (intent.do === 'add') return `${page}/text?after=${intent.row}#row-${intent.row + 1}`;
	const row = intent.do === 'agree' ? `#row-${intent.row}` : '';
	return `${page}/text?done=changed${row}`;
}

export const actions: Actions = {
	save: async (event) => {
		const { id } = event.params;
		const posted = await event.request.formData();
		const form = parseForm(draftText, posted, { savesItself: true });
		if (!form.ok) return fail(400, form);
		const intent = intentOf(posted.get('intent'));
		return attempt(event, form, async (db, actor) => {
			await saveDraft(db, actor, id, form.data, intent);
			return next(id, intent);
		});
	},
	/** The form saves itself while someone writes. */
	keep: async (event) => {
		const { id } = event.params;
		const form = parseForm(draftText, await event.request.formData(), { savesItself: true });
		if (!form.ok) return fail(400, form);
		const outcome = await attemptInPlace(event, form, (db, actor) =>
			keepDraft(db, actor, id, form.data)
		);
		return 'done' in outcome ? { ok: true as const, version: outcome.done } : outcome;
	},
	/** How what stands in the form will read; nothing is stored. */
	preview: async (event) => {
		const { id } = event.params;
		const form = parseForm(draftText, await event.request.formData(), { savesItself: true });
		if (!form.ok) return fail(400, form);
		const { sections } = form.data;
		const outcome = await attemptInPlace(event, form, (db, actor) =>
			previewSummary(db, actor, id, {
				bodyEn: joined(sections.map(({ en }) => en)),
				bodyFr: joined(sections.map(({ fr }) => fr))
			})
		);
		if (!('done' in outcome)) return outcome;
		return { ok: true as const, values: form.values, preview: outcome.done };
	},
	/** A page that somebody looks at says so; it says nothing of what stands in it. */
	present: async (event) => {
		const outcome = await attemptInPlace(event, { values: {} }, (db, actor) =>
			bePresentIn(db, actor, event.params.id)
		);
		return 'done' in outcome ? { ok: true as const, present: outcome.done } : outcome;
	}
};
