import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticatorTransport
} from '@simplewebauthn/server';
import { and, eq, gt } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { passkeyChallenges, passkeys } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import type { Person } from './actor.ts';
import type { PasskeyFailure } from './passkey-failure.ts';
import { tellOfPasskey } from './passkeys.server.ts';
import { Refusal } from './refusal.ts';
import { requireMayRegister } from './require.server.ts';
import type { PasskeyProof, PasskeyRegistration } from './schema.ts';
import { proveInSession } from './sessions.server.ts';
import type { PasskeyPurpose } from './vocabulary.ts';

/** How long a challenge is good for, in seconds. */
export const CHALLENGE_LASTS = 5 * 60;
/** How many passkeys a person has at most. */
const MOST = 10;

/** The site that passkeys are made for: its address as browsers see it. */
export interface Site {
	origin: string;
	/** The name that a passkey belongs to. */
	id: string;
}

/** The site as the settings name it; in a trial, as it was asked for. */
export function siteOf(url: URL): Site {
	const { origin, hostname } = new URL(env().ORIGIN ?? url.origin);
	return { origin, id: hostname };
}

/** What came of it: the session under its new token, or why not. */
export type Ceremony =
	{ ok: true; session: { token: string; expires: Date } } | { ok: false; reason: PasskeyFailure };

/**
 * Asks the browser to make a passkey, or to prove by one that there is: what it is to sign is kept for the session, once, for
 * five minutes. Throws as `requireMayRegister` does, and `not_found` where there is no passkey to prove by. Needs the system actor.
 */
export async function beginCeremony(
	db: Db,
	person: Person,
	purpose: PasskeyPurpose,
	site: Site,
	now: Date = currentTime()
) {
	const sessionId = sessionOf(person);
	if (purpose === 'register') requireMayRegister(person, now.valueOf());
	const own = await db
		.select({ id: passkeys.credentialId, transports: passkeys.transports })
		.from(passkeys)
		.where(eq(passkeys.userId, person.userId));
	if (purpose === 'prove' && !own.length) throw new Refusal('not_found');
	const known = own.map(({ id, transports }) => ({ id, transports: transportsIn(transports) }));
	const timeout = CHALLENGE_LASTS * 1000;
	const options =
		purpose === 'register'
			? await generateRegistrationOptions({
					rpName: 'Concord',
					rpID: site.id,
					userID: new TextEncoder().encode(person.userId),
					userName: person.email,
					userDisplayName: person.name,
					attestationType: 'none',
					authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
					excludeCredentials: known,
					timeout
				})
			: await generateAuthenticationOptions({
					rpID: site.id,
					allowCredentials: known,
					userVerification: 'required',
					timeout
				});
	const kept = {
		challenge: options.challenge,
		expiresAt: new Date(now.valueOf() + CHALLENGE_LASTS * 1000)
	};
	await db
		.insert(passkeyChallenges)
		.values({ sessionId, purpose, ...kept })
		.onConflictDoUpdate({
			target: [passkeyChallenges.sessionId, passkeyChallenges.purpose],
			set: kept
		});
	return options;
}

/**
 * Registers the passkey that a browser has made, and takes the session as proved by it, since its person was verified.
 * Throws as `requireMayRegister` does. Needs the system actor.
 */
export async function finishRegistration(
	db: Db,
	person: Person,
	{ name, response }: PasskeyRegistration,
	site: Site,
	now: Date = currentTime()
): Promise<Ceremony> {
	const sessionId = sessionOf(person);
	requireMayRegister(person, now.valueOf());
	const challenge = await takeChallenge(db, sessionId, 'register', now);
	if (!challenge) return refuse(db, person, 'no_challenge');
	const { registrationInfo } = await verifyRegistrationResponse({
		response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
		expectedChallenge: challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.id,
		requireUserVerification: true
	}).catch(notVerified);
	if (!registrationInfo) return refuse(db, person, 'not_verified');
	const { id: credentialId, publicKey, counter, transports = [] } = registrationInfo.credential;
	const own = await db.$count(passkeys, eq(passkeys.userId, person.userId));
	if (own >= MOST) return refuse(db, person, 'too_many');
	const [made] = await db
		.insert(passkeys)
		.values({ userId: person.userId, name, credentialId, publicKey, counter, transports })
		.onConflictDoNothing()
		.returning({ id: passkeys.id });
	if (!made) return refuse(db, person, 'taken');
	await tellOfPasskey(db, person, 'registered', `${made.id}`);
	return done(db, person, sessionId, 'passkey.registered', now);
}

/**
 * Takes the session as proved by a passkey of its person: by the challenge of this session, for this site, with its person
 * verified, and with a count that has not gone back. Needs the system actor.
 */
export async function finishProof(
	db: Db,
	person: Person,
	response: PasskeyProof,
	site: Site,
	now: Date = currentTime()
): Promise<Ceremony> {
	const sessionId = sessionOf(person);
	const challenge = await takeChallenge(db, sessionId, 'prove', now);
	if (!challenge) return refuse(db, person, 'no_challenge');
	const [passkey] = await db
		.select()
		.from(passkeys)
		.where(and(eq(passkeys.credentialId, response.id), eq(passkeys.userId, person.userId)))
		.for('update');
	if (!passkey) return refuse(db, person, 'unknown');
	const { verified, authenticationInfo } = await verifyAuthenticationResponse({
		response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
		expectedChallenge: challenge,
		expectedOrigin: site.origin,
		expectedRPID: site.id,
		requireUserVerification: true,
		credential: {
			id: passkey.credentialId,
			publicKey: new Uint8Array(passkey.publicKey),
			counter: passkey.counter
		}
	}).catch(notVerified);
	if (!verified || !authenticationInfo) return refuse(db, person, 'not_verified');
	await db
		.update(passkeys)
		.set({ counter: authenticationInfo.newCounter, lastUsedAt: now })
		.where(eq(passkeys.id, passkey.id));
	return done(db, person, sessionId, 'passkey.used', now);
}

/** Takes what was to be signed, so that nobody signs it twice: whatever comes of it, it is gone. */
async function takeChallenge(db: Db, sessionId: string, purpose: PasskeyPurpose, now: Date) {
	const [taken] = await db
		.delete(passkeyChallenges)
		.where(
			and(
				eq(passkeyChallenges.sessionId, sessionId),
				eq(passkeyChallenges.purpose, purpose),
				gt(passkeyChallenges.expiresAt, now)
			)
		)
		.returning({ challenge: passkeyChallenges.challenge });
	return taken?.challenge;
}

async function done(
	db: Db,
	person: Person,
	sessionId: string,
	event: 'passkey.registered' | 'passkey.used',
	now: Date
): Promise<Ceremony> {
	const session = await proveInSession(db, sessionId, now);
	if (!session) throw new Refusal('not_signed_in');
	await record(db, person, event, { type: 'person', id: person.userId });
	return { ok: true, session };
}

/** Says why not; nothing is thrown, so that the challenge is gone and the log has it. */
async function refuse(db: Db, person: Person, reason: PasskeyFailure): Promise<Ceremony> {
	log().info({ reason }, 'passkey refused');
	await record(db, person, 'passkey.refused', { type: 'person', id: person.userId }, { reason });
	return { ok: false, reason };
}

/** What the library does not verify, it throws: to whoever asks, all of it is one. */
function notVerified(thrown: unknown) {
	log().info({ error: loggable(thrown) }, 'passkey not verified');
	return { verified: false as const, registrationInfo: undefined, authenticationInfo: undefined };
}

/** A program has no session, and proves nothing. */
function sessionOf({ sessionId }: Person): string {
	if (!sessionId) throw new Refusal('not_signed_in');
	return sessionId;
}

const KNOWN = ['ble', 'hybrid', 'internal', 'nfc', 'usb'] as const;
const transportsIn = (kept: readonly string[]): AuthenticatorTransport[] =>
	KNOWN.filter((known) => kept.includes(known));
