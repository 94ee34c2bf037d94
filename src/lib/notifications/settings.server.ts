import { createHash, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { only } from '#lib/server/db/only.ts';
import { users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { RemindersChoice } from './schema.ts';

/** How the person wants to be reminded, and whether their calendar has an address. Refuses with `not_signed_in`. */
export async function mySettings(db: Db, actor: Actor) {
	const { userId } = requirePerson(actor);
	const { reminders, calendarKey } = only(
		await db
			.select({ reminders: users.reminders, calendarKey: users.calendarKey })
			.from(users)
			.where(eq(users.id, userId))
	);
	return { reminders, hasCalendar: calendarKey !== null };
}

/** Changes how often the person is reminded. Refuses with `not_signed_in`. */
export async function chooseReminders(
	db: Db,
	actor: Actor,
	{ reminders }: RemindersChoice
): Promise<void> {
	const { userId } = requirePerson(actor);
	await db.update(users).set({ reminders }).where(eq(users.id, userId));
}

/** What is stored of the key in the address of a calendar. */
export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Gives the person's calendar a new address, so that an earlier one ends. Returns the path, which cannot
 * be shown again: only a hash of its key is stored. Refuses with `not_signed_in`.
 */
export async function renewCalendar(db: Db, actor: Actor): Promise<string> {
	const { userId } = requirePerson(actor);
	const key = randomBytes(24).toString('base64url');
	await db
		.update(users)
		.set({ calendarKey: keyHash(key) })
		.where(eq(users.id, userId));
	return `/feeds/calendar/${key}.ics`;
}

/** Ends the address of the person's calendar. Refuses with `not_signed_in`. */
export async function revokeCalendar(db: Db, actor: Actor): Promise<void> {
	const { userId } = requirePerson(actor);
	await db.update(users).set({ calendarKey: null }).where(eq(users.id, userId));
}
