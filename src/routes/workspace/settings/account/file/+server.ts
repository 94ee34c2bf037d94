import { accountOf } from '#lib/access/account.server.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const person = await asActor(event, async (_, actor) => requirePerson(actor));
	const held = await withActor({ kind: 'system', task: 'privacy' }, (db) => accountOf(db, person));
	return new Response(`${JSON.stringify(held, null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="concord-account.json"',
			'cache-control': 'private, no-store'
		}
	});
};
