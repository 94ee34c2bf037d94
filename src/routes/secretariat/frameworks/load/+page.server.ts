import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { requireCan } from '#lib/access/require.server.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { plain, type FormFailure } from '#lib/forms/parse.ts';
import { loadFramework, previewFramework } from '#lib/frameworks/commands/load.server.ts';
import { MOST_BYTES, type FileFault } from '#lib/frameworks/file-faults.ts';
import { frameworkLoad } from '#lib/frameworks/schema.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const mayLoad = (event: RequestEvent | Parameters<PageServerLoad>[0]) =>
	asActor(event, async (_db, actor) => {
		requireCan(actor, 'framework.manage');
	});

export const load: PageServerLoad = async (event) => {
	await mayLoad(event);
	return { token: randomUUID() };
};

export const actions: Actions = {
	preview: async (event) => {
		// Before a byte of the file is read: someone who may load one.
		await mayLoad(event);
		const { text, tooLarge } = await given(await event.request.formData());
		if (tooLarge) return unreadable('', [{ path: '', code: 'too_large' }]);
		const seen = await asActor(event, (db, actor) => previewFramework(db, actor, text));
		return seen.ok ? { ok: true as const, text, seen } : unreadable(text, seen.faults);
	},
	load: formAction(
		frameworkLoad,
		async (db, actor, data) => `${await loadFramework(db, actor, data)}?done=framework_loaded`
	)
};

/** What a file holds, or else what was pasted. */
async function given(posted: FormData): Promise<{ text: string; tooLarge?: boolean }> {
	const file = posted.get('file');
	if (file instanceof File && file.size > 0)
		return file.size > MOST_BYTES ? { text: '', tooLarge: true } : { text: await file.text() };
	const pasted = posted.get('text');
	return { text: typeof pasted === 'string' ? plain(pasted) : '' };
}

/** A file that cannot be loaded, with its text, so that it can be mended where it is. */
const unreadable = (text: string, faults: FileFault[]) =>
	fail(400, { ok: false, values: { text }, errors: {}, faults } satisfies FormFailure & {
		faults: FileFault[];
	});
