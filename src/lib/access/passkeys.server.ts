import { and, asc, eq, sql } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { passkeyMail } from '#lib/notifications/mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo } from '#lib/notifications/recipients.server.ts';
import { only } from '#lib/server/db/only.ts';
import { memberships, organisations, passkeys, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Actor, Person } from './actor.ts';
import { peoplePage } from './people-page.ts';
import { Refusal } from './refusal.ts';
import { requireCan, requireFresh, requirePerson } from './require.server.ts';

/** One’s own passkeys, the oldest first. */
export async function listPasskeys(db: Db, actor: Actor) {
	const { userId } = requirePerson(actor);
	return db
		.select({
			id: passkeys.id,
			name: passkeys.name,
			createdAt: passkeys.createdAt,
			lastUsedAt: passkeys.lastUsedAt
		})
		.from(passkeys)
		.where(eq(passkeys.userId, userId))
		.orderBy(asc(passkeys.createdAt));
}

/** Calls one's own passkey something else. */
export async function renamePasskey(
	db: Db,
	actor: Actor,
	{ passkey, name }: { passkey: string; name: string }
): Promise<void> {
	const { userId } = requirePerson(actor);
	const renamed = await db
		.update(passkeys)
		.set({ name })
		.where(and(eq(passkeys.id, passkey), eq(passkeys.userId, userId)))
		.returning({ id: passkeys.id });
	if (!renamed.length) throw new Refusal('not_found');
}

/** Removes one's own passkey, and tells its person by mail. Throws as `requireFresh` does: by the passkey itself, or another. */
export async function removePasskey(
	db: Db,
	actor: Actor,
	{ passkey }: { passkey: string }
): Promise<void> {
	const person = requirePerson(actor);
	requireFresh(person);
	const removed = await db
		.delete(passkeys)
		.where(and(eq(passkeys.id, passkey), eq(passkeys.userId, person.userId)))
		.returning({ id: passkeys.id });
	if (!removed.length) throw new Refusal('not_found');
	await tellOfPasskey(db, person, 'removed', passkey);
	await record(db, person, 'passkey.removed', { type: 'person', id: person.userId });
}

/** Which of these people have a passkey, as far as the actor manages them. */
export async function withPasskeys(db: Db): Promise<Set<string>> {
	const found = await db.selectDistinct({ userId: passkeys.userId }).from(passkeys);
	return new Set(found.map(({ userId }) => userId));
}

/**
 * Removes all passkeys of somebody who has lost theirs, ends their sessions and tells them by mail: the next fresh link lets
 * them register another. Throws `same_person` for oneself, `not_allowed` where they work for another organisation too, unless
 * an administrator of the secretariat asks. Returns the page of the organisation’s people.
 */
export async function resetPasskeys(
	db: Db,
	actor: Actor,
	{ membership }: { membership: string }
): Promise<string> {
	requirePerson(actor);
	const [row] = await db
		.select({
			userId: memberships.userId,
			organisationId: memberships.organisationId,
			slug: organisations.slug,
			endedAt: memberships.endedAt,
			email: users.email,
			locale: users.locale
		})
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.innerJoin(organisations, eq(organisations.id, memberships.organisationId))
		.where(eq(memberships.id, membership));
	if (!row || row.endedAt) throw new Refusal('not_found');
	const { userId, organisationId } = row;
	const person = requireCan(actor, 'passkey.reset', { organisationId });
	requireFresh(person);
	if (userId === person.userId) throw new Refusal('same_person');
	if (!(await manages(db, userId))) throw new Refusal('not_allowed');
	const { rows } = (await db.execute(
		sql`select concord_reset_passkeys(${userId}::uuid) as removed`
	)) as unknown as { rows: { removed: number }[] };
	if (!only(rows).removed) throw new Refusal('stale');
	await tellOfPasskey(db, row, 'reset', crypto.randomUUID());
	await record(db, person, 'passkey.reset', { type: 'person', id: userId, organisationId });
	return peoplePage(person, { id: organisationId, slug: row.slug });
}

async function manages(db: Db, userId: string): Promise<boolean> {
	const { rows } = (await db.execute(
		sql`select concord_manages(${userId}::uuid) as manages`
	)) as unknown as { rows: { manages: boolean }[] };
	return only(rows).manages;
}

/** Writes to whom it concerns that a passkey was registered, removed, or all were reset: nobody does it behind their back. */
export async function tellOfPasskey(
	db: Db,
	{ email, locale }: Pick<Person, 'email' | 'locale'>,
	what: 'registered' | 'removed' | 'reset',
	once: string
): Promise<void> {
	await queueMail(db, {
		dedupeKey: `passkey:${what}:${once}`,
		recipient: email,
		locale,
		...passkeyMail(what, linkTo('/workspace/settings/passkeys', locale), locale)
	});
}
