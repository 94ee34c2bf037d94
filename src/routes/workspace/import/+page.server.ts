import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { commitmentOptions } from '#lib/commitments/queries.server.ts';
import { rowsOf, type ReadRow } from '#lib/exchange/import/check.ts';
import { importInput, startImport } from '#lib/exchange/import/commands.server.ts';
import { listImports } from '#lib/exchange/import/queries.server.ts';
import { checkImport, inBackground } from '#lib/exchange/import/work.server.ts';
import { columns } from '#lib/exchange/spreadsheet/columns.ts';
import { FileRefusal } from '#lib/exchange/spreadsheet/grid.ts';
import { readSpreadsheet } from '#lib/exchange/spreadsheet/read.server.ts';
import { asActor, attemptInPlace } from '#lib/forms/attempt.server.ts';
import { parseForm, type FormFailure, type FormValues } from '#lib/forms/parse.ts';
import { href } from '#lib/i18n/links.ts';
import type { Actions, PageServerLoad } from './$types';

const begin = inBackground(checkImport);

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		owners: (await commitmentOptions(db, actor)).owners,
		imports: await listImports(db, actor)
	}));

export const actions: Actions = {
	default: async (event) => {
		const { actor, locale } = event.locals;
		// Before a byte of the file is read: someone who may write for an organisation.
		await asActor(event, commitmentOptions);
		if (actor.kind !== 'person') redirect(303, href('/sign-in'));
		const posted = await event.request.formData();
		const form = parseForm(importInput, posted);
		if (!form.ok) return fail(400, form as FormFailure & Partial<Unread>);
		const read = await readRows(posted.get('file'));
		if (read instanceof FileRefusal) return fail(400, unreadable(form.values, read));
		const made = await attemptInPlace(event, form, (db, actor) =>
			startImport(db, actor, { ...form.data, locale, ...read })
		);
		if (!('done' in made)) return made as ActionFailure<FormFailure & Partial<Unread>>;
		begin(actor, made.done);
		redirect(303, href(`/workspace/import/${made.done}`));
	}
};

type Unread = Pick<FileRefusal, 'fault' | 'place'>;

/** A form that is as it should be, with a file that is not. */
function unreadable(
	values: FormValues,
	{ fault, place }: FileRefusal
): FormFailure & Partial<Unread> {
	return { ok: false, values, errors: {}, fault, place };
}

async function readRows(
	file: FormDataEntryValue | null
): Promise<{ fileName: string; rows: ReadRow[] } | FileRefusal> {
	if (!(file instanceof File)) return new FileRefusal('no_file');
	try {
		const grid = await readSpreadsheet(Buffer.from(await file.arrayBuffer()));
		return { fileName: file.name, rows: rowsOf(grid, columns()) };
	} catch (thrown) {
		if (thrown instanceof FileRefusal) return thrown;
		throw thrown;
	}
}
