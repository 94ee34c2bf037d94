import { applySheet, sheetChoice } from '#lib/exchange/sheet/commands.server.ts';
import { getSheet } from '#lib/exchange/sheet/queries.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({ brought: await getSheet(db, actor, event.params) }));

export const actions: Actions = {
	default: formAction(
		sheetChoice,
		async (db, actor, data, { id, sheet }: { id: string; sheet: string }) => {
			await applySheet(db, actor, { id, sheet }, data);
			return `/workspace/assessments/${id}/sheet/${sheet}`;
		}
	)
};
