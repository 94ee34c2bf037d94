import { and, eq, isNull } from 'drizzle-orm';
import { users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { idSigned, signed } from './signed.server.ts';

const PURPOSE = 'unsubscribe';

/** The path at which one request ends a person's reminders, without any session. */
export const unsubscribePath = (userId: string): string =>
	`/unsubscribe/${signed(PURPOSE, userId)}`;

/** Whose reminders a token ends. Refuses with `not_found` a token that we did not sign. */
export const unsubscriber = (token: string): string => idSigned(PURPOSE, token);

/** Ends the reminders of whom the token names. Needs the system actor: the token is the proof. */
export async function unsubscribe(db: Db, token: string): Promise<void> {
	const userId = unsubscriber(token);
	await db
		.update(users)
		.set({ reminders: 'never' })
		.where(and(eq(users.id, userId), isNull(users.disabledAt)));
}
