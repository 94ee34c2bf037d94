import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import { invitationMail } from '#lib/notifications/mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo } from '#lib/notifications/recipients.server.ts';
import { only } from '#lib/server/db/only.ts';
import { invitations, memberships, organisations, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { secretariatRole, type Actor } from './actor.ts';
import { once } from './form-token.server.ts';
import { INVITATION_LASTS, isOpen } from './invitations.server.ts';
import { withPasskeys } from './passkeys.server.ts';
import { peoplePage } from './people-page.ts';
import { can } from './policy.ts';
import { Refusal } from './refusal.ts';
import { requireCan, requireFresh, requirePerson } from './require.server.ts';
import type { InvitationInput } from './schema.ts';
import { endTokensOf } from './tokens.server.ts';
import { rolesFor } from './vocabulary.ts';

/**
 * The organisations of the actor, with who works for each, who is invited, and whether the actor may
 * change that; for the secretariat, the one with this slug instead. Throws `not_found` where the actor
 * may not read them.
 */
export async function listMembers(db: Db, actor: Actor, slug?: string) {
	const person = requirePerson(actor);
	const own = person.memberships.map(({ organisationId }) => organisationId);
	const found = await db
		.select({
			id: organisations.id,
			slug: organisations.slug,
			kind: organisations.kind,
			nameEn: organisations.nameEn,
			nameFr: organisations.nameFr
		})
		.from(organisations)
		.where(slug === undefined ? inArray(organisations.id, own) : eq(organisations.slug, slug))
		.orderBy(asc(organisations.nameEn));
	if (slug !== undefined && !found.length) throw new Refusal('not_found');
	for (const { id } of found) requireCan(actor, 'member.read', { organisationId: id });
	const ids = found.map(({ id }) => id);
	const people = await db
		.select({
			id: memberships.id,
			userId: memberships.userId,
			organisationId: memberships.organisationId,
			role: memberships.role,
			since: memberships.since,
			name: users.name,
			email: users.email
		})
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(and(inArray(memberships.organisationId, ids), isNull(memberships.endedAt)))
		.orderBy(asc(users.name), asc(users.email));
	const keyed = await withPasskeys(db);
	const invited = await db
		.select({
			id: invitations.id,
			organisationId: invitations.organisationId,
			name: invitations.name,
			email: invitations.email,
			role: invitations.role,
			expiresAt: invitations.expiresAt
		})
		.from(invitations)
		.where(and(inArray(invitations.organisationId, ids), isOpen()))
		.orderBy(asc(invitations.createdAt));
	return found.map(({ nameEn, nameFr, kind, ...organisation }) => ({
		...organisation,
		name: { en: nameEn, fr: nameFr },
		roles: rolesFor(kind),
		mayManage: can(actor, 'member.manage', { organisationId: organisation.id }),
		members: people
			.filter(({ organisationId }) => organisationId === organisation.id)
			.map((member) => ({
				...member,
				isSelf: member.userId === person.userId,
				hasPasskey: keyed.has(member.userId)
			})),
		invitations: invited.filter(({ organisationId }) => organisationId === organisation.id)
	}));
}
export type MembersOf = Awaited<ReturnType<typeof listMembers>>[number];

/** Every organisation whose people the actor may manage without belonging to it; none but for administrators. */
export async function manageableOrganisations(db: Db, actor: Actor) {
	if (secretariatRole(actor) !== 'administrator') return [];
	const rows = await db
		.select({
			slug: organisations.slug,
			nameEn: organisations.nameEn,
			nameFr: organisations.nameFr
		})
		.from(organisations)
		.orderBy(asc(organisations.nameEn));
	return rows.map(({ slug, nameEn, nameFr }) => ({ slug, name: { en: nameEn, fr: nameFr } }));
}

/**
 * Invites a person into an organisation and queues the mail that says so. Throws `not_allowed` for a
 * role that people of such an organisation cannot have, `already_exists` for who works for it or is
 * invited, `prove_again` without a recent proof of who asks. Posting the form again invites once.
 */
export async function inviteMember(
	db: Db,
	actor: Actor,
	{ token, ...input }: InvitationInput
): Promise<string> {
	const { organisationId } = input;
	const person = requireCan(actor, 'member.manage', { organisationId });
	requireFresh(person);
	const [organisation] = await db
		.select()
		.from(organisations)
		.where(eq(organisations.id, organisationId));
	if (!organisation) throw new Refusal('not_found');
	if (!rolesFor(organisation.kind).includes(input.role)) throw new Refusal('not_allowed');
	return once(db, person, token, async () => {
		await requireNew(db, input);
		const made = only(
			await db
				.insert(invitations)
				.values({
					...input,
					invitedBy: person.userId,
					expiresAt: new Date(currentTime().valueOf() + INVITATION_LASTS)
				})
				.returning()
		);
		const name = { en: organisation.nameEn, fr: organisation.nameFr };
		await queueMail(db, {
			dedupeKey: `invitation:${made.id}`,
			recipient: input.email,
			locale: input.locale,
			...invitationMail(
				{
					organisation: pickText(name, input.locale),
					link: linkTo('/sign-in', input.locale)
				},
				input.locale
			)
		});
		await recordFor(db, actor, 'member.invited', organisationId, { role: input.role });
		return peoplePage(actor, organisation);
	});
}

/** Takes back an invitation that nobody has taken up. Returns the page of its organisation. */
export async function revokeInvitation(
	db: Db,
	actor: Actor,
	{ invitation }: { invitation: string }
): Promise<string> {
	requirePerson(actor);
	const [row] = await db.select().from(invitations).where(eq(invitations.id, invitation));
	if (!row) throw new Refusal('not_found');
	requireCan(actor, 'member.manage', row);
	const revoked = await db
		.update(invitations)
		.set({ revokedAt: currentTime() })
		.where(and(eq(invitations.id, invitation), isOpen()))
		.returning({ id: invitations.id });
	if (!revoked.length) throw new Refusal('stale');
	await recordFor(db, actor, 'member.invitation_revoked', row.organisationId, { role: row.role });
	return pageOf(db, actor, row.organisationId);
}

/**
 * Ends a membership: from the next request on, the person may do nothing for the organisation. Throws
 * `same_person` for one's own. Returns the page of its organisation.
 */
export async function endMembership(
	db: Db,
	actor: Actor,
	{ membership }: { membership: string }
): Promise<string> {
	requirePerson(actor);
	const [row] = await db.select().from(memberships).where(eq(memberships.id, membership));
	if (!row) throw new Refusal('not_found');
	const person = requireCan(actor, 'member.manage', row);
	if (row.userId === person.userId) throw new Refusal('same_person');
	const ended = await db
		.update(memberships)
		.set({ endedAt: currentTime() })
		.where(and(eq(memberships.id, membership), isNull(memberships.endedAt)))
		.returning({ id: memberships.id });
	if (!ended.length) throw new Refusal('stale');
	await endTokensOf(db, person, row);
	await recordFor(db, actor, 'member.ended', row.organisationId, { role: row.role });
	return pageOf(db, actor, row.organisationId);
}

async function requireNew(
	db: Db,
	{ email, organisationId }: Pick<InvitationInput, 'email' | 'organisationId'>
): Promise<void> {
	const [member] = await db
		.select({ id: memberships.id })
		.from(memberships)
		.innerJoin(users, eq(users.id, memberships.userId))
		.where(
			and(
				eq(memberships.organisationId, organisationId),
				isNull(memberships.endedAt),
				eq(users.email, email)
			)
		);
	const [invited] = await db
		.select({ id: invitations.id })
		.from(invitations)
		.where(
			and(eq(invitations.organisationId, organisationId), eq(invitations.email, email), isOpen())
		);
	if (member || invited) throw new Refusal('already_exists');
}

const recordFor = (
	db: Db,
	actor: Actor,
	event: 'member.invited' | 'member.invitation_revoked' | 'member.ended',
	id: string,
	detail: { role: string }
) => record(db, actor, event, { type: 'organisation', id, organisationId: id }, detail);

async function pageOf(db: Db, actor: Actor, id: string): Promise<string> {
	return peoplePage(
		actor,
		only(
			await db
				.select({ id: organisations.id, slug: organisations.slug })
				.from(organisations)
				.where(eq(organisations.id, id))
		)
	);
}
