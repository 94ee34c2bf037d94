import { error } from '@sveltejs/kit';
import { blankContents, blankQuery } from '#lib/exchange/sheet/queries.server.ts';
import { sheetResponse } from '#lib/exchange/sheet/respond.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { RequestHandler } from './$types';

/** The questions of a cycle that an organisation has not started, to prepare off-line. */
export const GET: RequestHandler = async (event) => {
	const asked = blankQuery.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) error(400, 'bad_request');
	const { organisation: organisationId, cycle: cycleId } = asked.data;
	const contents = await asActor(event, (db, actor) =>
		blankContents(db, actor, { organisationId, cycleId })
	);
	return sheetResponse(contents, { language: event.locals.locale, format: 'xlsx' });
};
