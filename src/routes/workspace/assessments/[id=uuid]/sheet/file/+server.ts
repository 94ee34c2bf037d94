import { error } from '@sveltejs/kit';
import { takeSheet } from '#lib/exchange/sheet/commands.server.ts';
import { sheetQuery } from '#lib/exchange/sheet/queries.server.ts';
import { sheetResponse } from '#lib/exchange/sheet/respond.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const asked = sheetQuery.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) error(400, 'bad_request');
	const contents = await asActor(event, (db, actor) =>
		takeSheet(db, actor, event.params.id, asked.data.format)
	);
	return sheetResponse(contents, asked.data);
};
