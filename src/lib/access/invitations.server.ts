import { and, eq, gt, isNull } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { invitations, memberships, users } from '#lib/server/db/schema/index.ts';
import { only } from '#lib/server/db/only.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { System } from './actor.ts';

const SIGN_IN: System = { kind: 'system', task: 'sign-in' };

/** How long an invitation can be taken up, in milliseconds: fourteen days. */
export const INVITATION_LASTS = 14 * 24 * 60 * 60 * 1000;

/** Of invitations, those that can still be taken up. */
export const isOpen = () =>
	and(
		isNull(invitations.acceptedAt),
		isNull(invitations.revokedAt),
		gt(invitations.expiresAt, currentTime())
	);

const openInvitations = (email: string) => and(eq(invitations.email, email), isOpen());

/**
 * Whether this address may be sent a sign-in link: it is a member's, or an open invitation's.
 * Returns the language to write to it in, and the member, or null. Needs the system actor.
 */
export async function mayReceiveLink(
	db: Db,
	email: string
): Promise<{ locale: 'en' | 'fr'; userId: string | null } | null> {
	const [member] = await db
		.select({ locale: users.locale, userId: users.id })
		.from(users)
		.innerJoin(memberships, and(eq(memberships.userId, users.id), isNull(memberships.endedAt)))
		.where(and(eq(users.email, email), isNull(users.disabledAt)))
		.limit(1);
	if (member) return member;
	const [invited] = await db
		.select({ locale: invitations.locale })
		.from(invitations)
		.where(openInvitations(email))
		.limit(1);
	return invited ? { ...invited, userId: null } : null;
}

/**
 * Makes the person an invitation was for, if there is one and they are new here; throws when the
 * address was invited by nobody. Needs the system actor.
 */
export async function createInvitedUser(db: Db, email: string) {
	const [invitation] = await db.select().from(invitations).where(openInvitations(email)).limit(1);
	if (!invitation) throw new Error('no open invitation for a new person');
	return only(
		await db
			.insert(users)
			.values({
				email,
				name: invitation.name,
				locale: invitation.locale,
				emailVerified: currentTime()
			})
			.returning()
	);
}

/** Turns the open invitations of a person who has just proved their address into memberships. Needs the system actor. */
export async function acceptInvitations(
	db: Db,
	user: { id: string; email: string }
): Promise<void> {
	const accepted = await db
		.update(invitations)
		.set({ acceptedAt: currentTime() })
		.where(openInvitations(user.email))
		.returning();
	if (!accepted.length) return;
	const joined = await db
		.insert(memberships)
		.values(accepted.map(({ organisationId, role }) => ({ userId: user.id, organisationId, role })))
		.onConflictDoNothing()
		.returning();
	for (const membership of joined)
		await record(
			db,
			SIGN_IN,
			'member.joined',
			{ type: 'person', id: user.id, organisationId: membership.organisationId },
			{ role: membership.role }
		);
}
