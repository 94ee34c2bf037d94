import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { startSheet } from '#lib/exchange/sheet/commands.server.ts';
import { sheetStart } from '#lib/exchange/sheet/queries.server.ts';
import { MOST_LINES } from '#lib/exchange/sheet/vocabulary.ts';
import { FileRefusal, type Grid } from '#lib/exchange/spreadsheet/grid.ts';
import { readAllSheets } from '#lib/exchange/spreadsheet/read.server.ts';
import { asActor, attemptInPlace } from '#lib/forms/attempt.server.ts';
import type { FormFailure } from '#lib/forms/parse.ts';
import { href } from '#lib/i18n/links.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		assessment: await sheetStart(db, actor, event.params.id)
	}));

export const actions: Actions = {
	default: async (event) => {
		const { id } = event.params;
		const { locale } = event.locals;
		// Before a byte of the file is read: someone who may answer.
		await asActor(event, (db, actor) => sheetStart(db, actor, id));
		const file = (await event.request.formData()).get('file');
		const made = await orRefused(async () => {
			if (!(file instanceof File)) throw new FileRefusal('no_file');
			const grids: Grid[] = await readAllSheets(Buffer.from(await file.arrayBuffer()), MOST_LINES);
			return attemptInPlace(event, { values: {} }, (db, actor) =>
				startSheet(db, actor, id, { fileName: file.name, locale, grids })
			);
		});
		if (made instanceof FileRefusal) {
			const { fault, place } = made;
			const form: FormFailure & Partial<Unread> = {
				ok: false,
				values: {},
				errors: {},
				fault,
				place
			};
			return fail(400, form);
		}
		if (!('done' in made)) return made as ActionFailure<FormFailure & Partial<Unread>>;
		redirect(303, href(`/workspace/assessments/${id}/sheet/${made.done}`));
	}
};

type Unread = Pick<FileRefusal, 'fault' | 'place'>;

async function orRefused<T>(work: () => Promise<T>): Promise<T | FileRefusal> {
	try {
		return await work();
	} catch (thrown) {
		if (thrown instanceof FileRefusal) return thrown;
		throw thrown;
	}
}
