import { asc, eq, or } from 'drizzle-orm';
import * as t from '#lib/server/db/schema/index.ts';
import { only } from '#lib/server/db/only.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Person } from './actor.ts';

/**
 * Everything that is held about a person, as one document that programs read too. Of secrets (sessions, tokens, the
 * calendar's address) only that they are there. Needs the system actor: some of it, such as subscriptions, no person reads.
 */
export async function accountOf(db: Db, { userId }: Pick<Person, 'userId'>) {
	const profile = only(
		await db
			.select({
				id: t.users.id,
				name: t.users.name,
				email: t.users.email,
				locale: t.users.locale,
				reminders: t.users.reminders,
				calendarKey: t.users.calendarKey,
				createdAt: t.users.createdAt
			})
			.from(t.users)
			.where(eq(t.users.id, userId))
	);
	const { calendarKey, ...person } = profile;
	const { email } = profile;
	return {
		profile: { ...person, hasCalendarAddress: calendarKey !== null },
		memberships: await db
			.select({
				organisation: t.organisations.slug,
				role: t.memberships.role,
				since: t.memberships.since,
				endedAt: t.memberships.endedAt
			})
			.from(t.memberships)
			.innerJoin(t.organisations, eq(t.organisations.id, t.memberships.organisationId))
			.where(eq(t.memberships.userId, userId))
			.orderBy(asc(t.memberships.since)),
		sessions: await db
			.select({
				createdAt: t.sessions.createdAt,
				lastSeenAt: t.sessions.lastSeenAt,
				provedAt: t.sessions.provedAt,
				provedBy: t.sessions.provedBy,
				expires: t.sessions.expires
			})
			.from(t.sessions)
			.where(eq(t.sessions.userId, userId)),
		passkeys: await db
			.select({
				name: t.passkeys.name,
				createdAt: t.passkeys.createdAt,
				lastUsedAt: t.passkeys.lastUsedAt
			})
			.from(t.passkeys)
			.where(eq(t.passkeys.userId, userId)),
		connectedAccounts: await db
			.select({ provider: t.accounts.provider, id: t.accounts.providerAccountId })
			.from(t.accounts)
			.where(eq(t.accounts.userId, userId)),
		invitations: await db
			.select({
				organisation: t.organisations.slug,
				name: t.invitations.name,
				email: t.invitations.email,
				role: t.invitations.role,
				createdAt: t.invitations.createdAt,
				acceptedAt: t.invitations.acceptedAt
			})
			.from(t.invitations)
			.innerJoin(t.organisations, eq(t.organisations.id, t.invitations.organisationId))
			.where(eq(t.invitations.email, email)),
		subscriptions: await db
			.select({ locale: t.subscriptions.locale, confirmedAt: t.subscriptions.confirmedAt })
			.from(t.subscriptions)
			.where(eq(t.subscriptions.email, email)),
		tokens: await db
			.select({
				name: t.apiTokens.name,
				scopes: t.apiTokens.scopes,
				createdAt: t.apiTokens.createdAt,
				expiresAt: t.apiTokens.expiresAt,
				revokedAt: t.apiTokens.revokedAt,
				lastUsedOn: t.apiTokens.lastUsedOn
			})
			.from(t.apiTokens)
			.where(or(eq(t.apiTokens.userId, userId), eq(t.apiTokens.createdBy, userId))),
		mails: await db
			.select({
				subject: t.mailOutbox.subject,
				body: t.mailOutbox.body,
				createdAt: t.mailOutbox.createdAt,
				sentAt: t.mailOutbox.sentAt
			})
			.from(t.mailOutbox)
			.where(eq(t.mailOutbox.recipient, email)),
		comments: await db
			.select({ body: t.commitmentComments.body, writtenAt: t.commitmentComments.createdAt })
			.from(t.commitmentComments)
			.where(eq(t.commitmentComments.authorId, userId)),
		log: await db
			.select({
				at: t.auditEvents.at,
				event: t.auditEvents.event,
				subjectType: t.auditEvents.subjectType,
				subjectId: t.auditEvents.subjectId
			})
			.from(t.auditEvents)
			.where(or(eq(t.auditEvents.actorId, userId), eq(t.auditEvents.subjectId, userId)))
			.orderBy(asc(t.auditEvents.seq))
	};
}
