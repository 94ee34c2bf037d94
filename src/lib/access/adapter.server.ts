import { DrizzleAdapter } from '@auth/drizzle-adapter';
import type { Adapter, AdapterSession, AdapterUser } from '@auth/core/adapters';
import { currentTime, machineAhead } from '#lib/clock.ts';
import { accounts, sessions, users, verificationTokens } from '#lib/server/db/schema/index.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { createInvitedUser } from './invitations.server.ts';
import { hashToken, SESSION_LASTS } from './sessions.server.ts';

const drizzleAdapter = (db: Db): Required<Adapter> =>
	DrizzleAdapter(db, {
		usersTable: users,
		accountsTable: accounts,
		sessionsTable: sessions,
		verificationTokensTable: verificationTokens
	} as unknown as Parameters<typeof DrizzleAdapter<Db>>[1]) as Required<Adapter>;

const inSystem = <T>(
	work: (adapter: Required<Adapter>, db: Db) => T | PromiseLike<T>
): Promise<T> =>
	withActor({ kind: 'system', task: 'sign-in' }, async (db) => work(drizzleAdapter(db), db));

/**
 * Auth.js's Drizzle adapter, each call in a transaction of its own under the system role, keeping
 * only a hash of each session token, and making no one who was not invited. Auth.js goes by this machine's clock:
 * how long a session lasts is set here, and until when a link is good is told it by that clock.
 */
export const adapter: Adapter = {
	createUser: (user) =>
		inSystem(async (_, db) => (await createInvitedUser(db, user.email)) as AdapterUser),
	getUser: (id) => inSystem((a) => a.getUser(id)),
	getUserByEmail: (email) => inSystem((a) => a.getUserByEmail(email)),
	getUserByAccount: (account) => inSystem((a) => a.getUserByAccount(account)),
	updateUser: (user) => inSystem((a) => a.updateUser(user)),
	linkAccount: (account) => inSystem(async (a) => void (await a.linkAccount(account))),
	createSession: (session) =>
		inSystem(async (a) => ({
			...(await a.createSession({
				...session,
				sessionToken: hashToken(session.sessionToken),
				expires: new Date(currentTime().valueOf() + SESSION_LASTS * 1000)
			})),
			sessionToken: session.sessionToken
		})),
	getSessionAndUser: (token) =>
		inSystem(async (a) => {
			const found = await a.getSessionAndUser(hashToken(token));
			return found && { ...found, session: { ...found.session, sessionToken: token } };
		}),
	updateSession: (session) =>
		inSystem(async (a) => {
			const updated = await a.updateSession({
				...session,
				sessionToken: hashToken(session.sessionToken)
			});
			return updated && ({ ...updated, sessionToken: session.sessionToken } as AdapterSession);
		}),
	deleteSession: (token) => inSystem(async (a) => void (await a.deleteSession(hashToken(token)))),
	createVerificationToken: (token) => inSystem((a) => a.createVerificationToken(token)),
	useVerificationToken: (token) =>
		inSystem(async (a) => {
			const used = await a.useVerificationToken(token);
			return used && { ...used, expires: new Date(used.expires.valueOf() + machineAhead()) };
		})
};
