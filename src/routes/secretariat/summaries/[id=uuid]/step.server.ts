import type { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { formAction } from '#lib/forms/attempt.server.ts';
import type { Db } from '#lib/server/db/types.ts';

type Step<Data> = (db: Db, actor: Actor, id: string, data: Data) => Promise<string | void>;

/** One step with a summary, which goes where it leads: to the summary, saying what is `done`, unless it says. */
export const step = <Schema extends z.ZodType>(
	shape: Schema,
	done: string,
	work: Step<z.output<Schema>>
) =>
	formAction<Schema, { id: string }>(
		shape,
		async (db, actor, data, { id }) =>
			(await work(db, actor, id, data)) ?? `/secretariat/summaries/${id}?done=${done}`
	);
