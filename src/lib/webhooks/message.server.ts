import { changesSince } from '#lib/changes/queries.server.ts';
import { dayOf, type Change } from '#lib/changes/shapes/change.ts';
import { changeRecord } from '#lib/exchange/listings/changes.server.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';

/**
 * What a message says: the record of a change as `/api/v1/changes` has it, where the API lists it, and its page in
 * each language; or, of a test, nothing but that it is one.
 */
export function messageOf(
	told: { test: true; at: string } | { test: false; change: Change }
): string {
	if (told.test) return JSON.stringify({ type: 'test', timestamp: told.at, data: {} });
	const { change } = told;
	const { ORIGIN, PORT } = env();
	const origin = ORIGIN ?? `http://localhost:${PORT}`;
	const day = dayOf(change);
	return JSON.stringify({
		type: change.kind,
		timestamp: change.at,
		data: {
			...changeRecord(change),
			api_address: `${origin}/api/v1/changes?from=${day}&to=${day}`,
			pages: Object.fromEntries(
				LOCALES.map((locale) => [locale, `${origin}/${locale}${change.path}`])
			)
		}
	});
}

/** What was said of the newest change, as it is read best; null where there is none. Public. */
export async function exampleMessage(db: Db): Promise<string | null> {
	const [change] = (await changesSince(db, {}, { limit: 1, after: null })).changes;
	return change ? JSON.stringify(JSON.parse(messageOf({ test: false, change })), null, 2) : null;
}
