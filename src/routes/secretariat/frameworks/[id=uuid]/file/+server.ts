import { asActor } from '#lib/forms/attempt.server.ts';
import { frameworkDownload } from '#lib/frameworks/queries/file.server.ts';
import type { RequestHandler } from './$types';

/** The version as the file that can be loaded. */
export const GET: RequestHandler = async (event) => {
	const { name, text } = await asActor(event, (db, actor) =>
		frameworkDownload(db, actor, event.params.id)
	);
	return new Response(text, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`
		}
	});
};
