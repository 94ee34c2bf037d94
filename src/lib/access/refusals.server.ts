import type { RequestEvent } from '@sveltejs/kit';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import type { Actor, Person } from './actor.ts';
import type { RefusalReason } from './refusal.ts';

/** Refusals by the rules of access and by limits. The others tell people what is missing from what they did. */
const KEPT = [
	'not_found',
	'not_allowed',
	'prove_again',
	'second_factor',
	'same_person',
	'insufficient_scope',
	'too_many_requests'
] as const satisfies readonly (RefusalReason | 'insufficient_scope' | 'too_many_requests')[];
type Kept = (typeof KEPT)[number];

/** What somebody known was refused, and where. */
export interface Refused {
	actor: Person;
	reason: Kept;
	method: string;
	route: string;
	/** Which form of the page, where it was one. */
	action?: string;
	/** What it was about, where the address names it by an identifier: what else stands in one may be anything. */
	about: readonly string[];
}

const IDENTIFIER = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z][A-Z0-9]*-\d+|\d{1,4})$/;

/** Notes that a request was refused, to be recorded when it is answered; the first reason is the one that counts. */
export function noteRefusal(
	{ locals, request, route, params }: RequestEvent,
	actor: Actor,
	reason: string,
	action?: string
): void {
	const kept = KEPT.find((one) => one === reason);
	if (!kept || actor.kind !== 'person') return;
	locals.refused ??= {
		actor,
		reason: kept,
		method: request.method,
		route: route.id ?? 'none',
		action,
		about: Object.values(params).filter((value) => value !== undefined && IDENTIFIER.test(value))
	};
}

/** What was recorded in this minute. */
const recorded = { minute: 0, keys: new Set<string>() };

/**
 * Records a refusal, in a transaction of its own, since that of what was refused is rolled back. Of one person, form or page and
 * reason one entry a minute is written, so that nobody fills the chain; the log has a line for each. A refusal stays one
 * where it could not be recorded.
 */
export async function keepRefusal(
	refused: Refused,
	requestId: string,
	now = currentTime()
): Promise<void> {
	const { actor, reason, method, route, action, about } = refused;
	log().info({ requestId, reason, method, route, action }, 'refused');
	if (!isFirst([actor.userId, actor.token?.id, reason, method, route, action].join(' '), now))
		return;
	try {
		const note = (db: Db) =>
			record(
				db,
				actor,
				'access.refused',
				{ type: 'person', id: actor.userId },
				{
					reason,
					method,
					route,
					...(action && { action }),
					...(about.length && { about }),
					request: requestId
				}
			);
		// Who is refused may have come to read, and waits for no one who saves.
		await withActor(actor, note, { atOnce: true });
	} catch (thrown) {
		log().error({ requestId, error: loggable(thrown) }, 'a refusal was not recorded');
	}
}

function isFirst(key: string, now: Date): boolean {
	const minute = Math.floor(now.valueOf() / 60_000);
	if (minute !== recorded.minute) {
		recorded.minute = minute;
		recorded.keys.clear();
	}
	const { size } = recorded.keys;
	return recorded.keys.add(key).size > size;
}
