import { and, eq, isNull, sql } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { email as address } from '#lib/forms/fields.ts';
import { accounts, memberships, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Actor, Person, System } from './actor.ts';
import { acceptInvitations, createInvitedUser, mayReceiveLink } from './invitations.server.ts';
import { OidcFailure } from './oidc-failure.ts';
import type { Proof } from './oidc.server.ts';
import { requireFresh, requirePerson } from './require.server.ts';
import { endSession, startSession } from './sessions.server.ts';

const SIGN_IN: System = { kind: 'system', task: 'sign-in' };

/**
 * Starts a session for whoever an identity provider vouches for: by issuer and subject, never by the address. The
 * address counts once, for somebody who was invited and has never been here: then the person is made, the account
 * connected and the invitation taken up, or none of it. Throws `OidcFailure` to everyone else. `before` is the session
 * of the browser until now, which ends. Needs the system actor.
 */
export async function enterByOidc(
	db: Db,
	proof: Proof,
	before?: string
): Promise<{ token: string; expires: Date }> {
	await oneAtATime(db, proof);
	const person = (await personConnected(db, proof)) ?? (await newPerson(db, proof));
	if (proof.email === person.email) await acceptInvitations(db, person);
	if (!(await isMember(db, person.id))) throw new OidcFailure('unknown');
	if (before) await endSession(db, before);
	const session = await startSession(
		db,
		person.id,
		proof.provedAt,
		proof.strong ? 'strong_provider' : 'provider'
	);
	const subject = { type: 'person', id: person.id } as const;
	await record(db, SIGN_IN, 'sign_in.completed', subject, { by: 'oidc' });
	return session;
}

/**
 * Connects the account that somebody has just proved at the provider with the person who asked for it here. Throws
 * `taken` where it is another person's, or this one has another account there. Needs the system actor.
 */
export async function connectAccount(db: Db, person: Person, proof: Proof): Promise<void> {
	await oneAtATime(db, proof);
	const connected = await personConnected(db, proof);
	if (connected?.id === person.userId) return;
	if (connected || (await hasAccount(db, person.userId, proof.issuer)))
		throw new OidcFailure('taken');
	await connect(db, person.userId, proof);
	await record(db, person, 'account.connected', { type: 'person', id: person.userId });
}

/** Whether the actor has connected an account at this provider. */
export async function isConnected(db: Db, actor: Actor, issuer: string): Promise<boolean> {
	return hasAccount(db, requirePerson(actor).userId, issuer);
}

/** Ends that the actor signs in by this provider. Throws `prove_again` without a recent proof. */
export async function disconnectAccount(db: Db, actor: Actor, issuer: string): Promise<void> {
	const person = requirePerson(actor);
	requireFresh(person);
	const ended = await db
		.delete(accounts)
		.where(and(eq(accounts.userId, person.userId), eq(accounts.provider, issuer)))
		.returning({ id: accounts.userId });
	if (ended.length)
		await record(db, person, 'account.disconnected', { type: 'person', id: person.userId });
}

/** Whoever comes twice at once is made once. */
const oneAtATime = (db: Db, { issuer, subject }: Proof) =>
	db.execute(sql`select pg_advisory_xact_lock(hashtext(${`account:${issuer} ${subject}`}))`);

async function personConnected(db: Db, { issuer, subject }: Proof) {
	const [found] = await db
		.select({ id: users.id, email: users.email, disabledAt: users.disabledAt })
		.from(accounts)
		.innerJoin(users, eq(users.id, accounts.userId))
		.where(and(eq(accounts.provider, issuer), eq(accounts.providerAccountId, subject)));
	if (found?.disabledAt) throw new OidcFailure('unknown');
	return found;
}

async function newPerson(db: Db, proof: Proof): Promise<{ id: string; email: string }> {
	if (!proof.email) throw new OidcFailure('not_verified');
	const email = address.safeParse(proof.email);
	if (!email.success || !(await mayReceiveLink(db, email.data))) throw new OidcFailure('unknown');
	const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email.data));
	// An address is no proof that this account is that person's: they connect it themselves, once signed in.
	if (known) throw new OidcFailure('unknown');
	const made = await createInvitedUser(db, email.data);
	await connect(db, made.id, proof);
	return made;
}

async function connect(db: Db, userId: string, { issuer, subject }: Proof): Promise<void> {
	await db
		.insert(accounts)
		.values({ userId, type: 'oidc', provider: issuer, providerAccountId: subject });
}

async function hasAccount(db: Db, userId: string, issuer: string): Promise<boolean> {
	const found = await db
		.select({ userId: accounts.userId })
		.from(accounts)
		.where(and(eq(accounts.userId, userId), eq(accounts.provider, issuer)));
	return found.length > 0;
}

async function isMember(db: Db, userId: string): Promise<boolean> {
	const found = await db
		.select({ id: memberships.id })
		.from(memberships)
		.where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)))
		.limit(1);
	return found.length > 0;
}
