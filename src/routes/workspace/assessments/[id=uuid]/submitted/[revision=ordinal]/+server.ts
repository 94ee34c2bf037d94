import { takeAttested } from '#lib/assessments/commands.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { RequestHandler } from './$types';

/** The bytes that were attested: their SHA-256 is the fingerprint. */
export const GET: RequestHandler = async (event) => {
	const { id, revision } = event.params;
	const { text, name } = await asActor(event, (db, actor) =>
		takeAttested(db, actor, id, Number(revision))
	);
	return new Response(text, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`
		}
	});
};
