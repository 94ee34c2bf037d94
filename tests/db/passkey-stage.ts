import { eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import {
	beginCeremony,
	finishProof,
	finishRegistration,
	type Site
} from '#lib/access/passkey-ceremony.server.ts';
import { personOf, startSession } from '#lib/access/sessions.server.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { SoftwarePasskey, type Said } from './software-passkey.ts';
import { asSystem } from './world.ts';

export const SITE: Site = { origin: 'https://concord.example', id: 'concord.example' };
export const ELSEWHERE: Site = { origin: 'https://concord.example.net', id: 'concord.example.net' };

/** Somebody in a session: `me` is who they are there now. */
export class SignedIn {
	constructor(
		readonly who: Person,
		public token: string
	) {}
	async me(now = new Date()): Promise<Person> {
		const found = await asSystem((db) => personOf(db, this.token, now));
		if (!found) throw new Error('the session has ended');
		return found;
	}
	/** The same person in another session, by a link. */
	again = () => signIn(this.who);
}

/** Signs somebody in by a link. */
export async function signIn(who: Person, provedAt = new Date()): Promise<SignedIn> {
	const { token } = await asSystem((db) => startSession(db, who.userId, provedAt));
	return new SignedIn(who, token);
}

/** Asks for what is to be signed in this session. */
export const begin = async (one: SignedIn, purpose: 'register' | 'prove', now = new Date()) => {
	const me = await one.me(now);
	return (await asSystem((db) => beginCeremony(db, me, purpose, SITE, now))).challenge;
};

/** Registers a passkey, with what it is told to say instead of the truth. */
export async function register(
	one: SignedIn,
	passkey = new SoftwarePasskey(),
	said: Partial<Said> = {}
) {
	const challenge = await begin(one, 'register');
	const made = passkey.registration('Laptop', { challenge, site: SITE, ...said });
	const me = await one.me();
	const ended = await asSystem((db) => finishRegistration(db, me, made, SITE));
	if (ended.ok) one.token = ended.session.token;
	return { passkey, came: ended.ok ? 'done' : ended.reason };
}

/** Proves by a passkey, likewise. */
export async function prove(
	one: SignedIn,
	passkey: SoftwarePasskey,
	said: Partial<Said> = {},
	now = new Date()
) {
	const challenge = said.challenge ?? (await begin(one, 'prove'));
	const me = await one.me();
	const ended = await asSystem((db) =>
		finishProof(db, me, passkey.proof({ site: SITE, ...said, challenge }), SITE, now)
	);
	if (ended.ok) one.token = ended.session.token;
	return ended.ok ? 'done' : ended.reason;
}

/** What the log says that they did. */
export const events = async ({ who }: SignedIn) =>
	(
		await asSystem((db) =>
			db.select().from(t.auditEvents).where(eq(t.auditEvents.actorId, who.userId))
		)
	).map(({ event, detail }) => event + (detail === '{}' ? '' : ` ${detail}`));
/** The subjects of the mails to them. */
export const mailsTo = async ({ who }: SignedIn) =>
	(
		await asSystem((db) =>
			db
				.select({ subject: t.mailOutbox.subject })
				.from(t.mailOutbox)
				.where(eq(t.mailOutbox.recipient, who.email))
		)
	).map(({ subject }) => subject);
