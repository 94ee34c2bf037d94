import { fail, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Db } from '#lib/server/db/types.ts';

type Step<Data> = (db: Db, actor: Actor, id: string, data: Data) => Promise<string | void>;

/** One step with a summary: reads its form, does it, and goes where it leads (to the summary unless it says). */
export function step<Schema extends z.ZodType>(shape: Schema, work: Step<z.output<Schema>>) {
	return async (event: RequestEvent<{ id: string }>) => {
		const { id } = event.params;
		const form = parseForm(shape, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(
			event,
			form,
			async (db, actor) => (await work(db, actor, id, form.data)) ?? `/secretariat/summaries/${id}`
		);
	};
}
