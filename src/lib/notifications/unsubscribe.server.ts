import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import { users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';

/** Signed for this purpose alone: a signature made for another means nothing here. */
function signature(userId: string): Buffer {
	const secret = env().AUTH_SECRET;
	if (!secret) throw new Error('AUTH_SECRET is needed to sign addresses');
	return createHmac('sha256', secret).update(`unsubscribe:${userId}`).digest();
}

/** The path at which one request ends a person's reminders, without any session. */
export function unsubscribePath(userId: string): string {
	return `/unsubscribe/${userId}.${signature(userId).toString('base64url')}`;
}

/** Whose reminders a token ends. Refuses with `not_found` a token that we did not sign. */
export function unsubscriber(token: string): string {
	const [, userId, given] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
	if (!userId || !given) throw new Refusal('not_found');
	if (!timingSafeEqual(signature(userId), Buffer.from(given, 'base64url')))
		throw new Refusal('not_found');
	return userId;
}

/** Ends the reminders of whom the token names. Needs the system actor: the token is the proof. */
export async function unsubscribe(db: Db, token: string): Promise<void> {
	const userId = unsubscriber(token);
	await db
		.update(users)
		.set({ reminders: 'never' })
		.where(and(eq(users.id, userId), isNull(users.disabledAt)));
}
