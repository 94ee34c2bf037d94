import { error } from '@sveltejs/kit';
import type { System } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { calendarOf } from '#lib/notifications/calendar.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { RequestHandler } from './$types';

/** The key in the address is all the proof there is: a calendar program has no session. */
const CALENDAR: System = { kind: 'system', task: 'calendar' };

export const GET: RequestHandler = async ({ params }) => {
	const calendar = await withActor(CALENDAR, (db) => calendarOf(db, params.key)).catch(
		(thrown: unknown) => {
			if (thrown instanceof Refusal) error(404, 'not_found');
			throw thrown;
		}
	);
	return new Response(calendar, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'cache-control': 'private, no-store'
		}
	});
};
