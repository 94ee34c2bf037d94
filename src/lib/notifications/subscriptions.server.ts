import { and, count, eq, gt, lte, sql } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { hashToken, newToken } from '#lib/access/sessions.server.ts';
import { currentTime } from '#lib/clock.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { subscriptionRequests, subscriptions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { networkOf } from './networks.ts';
import { queueMail } from './outbox.server.ts';
import { linkTo } from './recipients.server.ts';
import { idSigned, keyed, signed } from './signed.server.ts';
import { confirmationMail } from './subscription-mails.ts';

const MAIL: System = { kind: 'system', task: 'mail' };
const PURPOSE = 'subscription';
const HOUR = 60 * 60 * 1000;
/** How many hours a link is good for. What was not confirmed by then is forgotten. */
const LINK_LASTS = 48;
/** How many mails with a link an address gets in a day, so that nobody is bothered through us. */
const MAILS_A_DAY = 3;
/** How many requests are taken in an hour from one network, and from everywhere: the table is bounded by it. */
const NETWORK_AN_HOUR = 20;
const ALL_AN_HOUR = 500;

/**
 * Sends an address a link by which it is told of published summaries. The same is done for every address, known or
 * not, so that neither the answer nor its time tells which is subscribed. False where too many were asked for from
 * this network, or from everywhere. Needs the system actor.
 */
export async function askToSubscribe(
	db: Db,
	{ email, locale, from }: { email: string; locale: Locale; from: string },
	now = currentTime()
): Promise<boolean> {
	// One at a time, so that none slips past a limit beside another.
	await db.execute(sql`select pg_advisory_xact_lock(hashtext('subscriptions'))`);
	const askedFrom = keyed('subscription network', networkOf(from)).toString('base64url');
	const before = (hours: number) =>
		gt(subscriptionRequests.createdAt, new Date(now.valueOf() - hours * HOUR));
	const { all, network, address } = only(
		await db
			.select({
				all: sql<number>`count(*) filter (where ${before(1)})::int`,
				network: sql<number>`count(*) filter (where ${before(1)} and ${eq(subscriptionRequests.askedFrom, askedFrom)})::int`,
				address: sql<number>`count(*) filter (where ${eq(subscriptionRequests.email, email)})::int`
			})
			.from(subscriptionRequests)
			.where(before(24))
	);
	if (all >= ALL_AN_HOUR || network >= NETWORK_AN_HOUR) return false;
	if (address >= MAILS_A_DAY) return true;
	const token = newToken();
	const { id } = only(
		await db
			.insert(subscriptionRequests)
			.values({
				email,
				locale,
				hash: hashToken(token),
				askedFrom,
				createdAt: now,
				expiresAt: new Date(now.valueOf() + LINK_LASTS * HOUR)
			})
			.returning({ id: subscriptionRequests.id })
	);
	await queueMail(db, {
		dedupeKey: `subscription request:${id}`,
		subscriptionRequestId: id,
		recipient: email,
		locale,
		...confirmationMail(linkTo(`/subscribe/confirm/${token}`, locale), LINK_LASTS, locale)
	});
	return true;
}

const named = (token: string, now: Date) =>
	and(eq(subscriptionRequests.hash, hashToken(token)), gt(subscriptionRequests.expiresAt, now));

/** Whether a link can still be used. Needs the system actor. */
export async function subscriptionLinkHolds(
	db: Db,
	token: string,
	now = currentTime()
): Promise<boolean> {
	const found = only(
		await db.select({ links: count() }).from(subscriptionRequests).where(named(token, now))
	);
	return found.links > 0;
}

/**
 * Subscribes the address that a link was sent to, or changes its language, and forgets what else was asked for it.
 * Refuses with `not_found` a link that was used, or is too old. Needs the system actor: the token is the proof.
 */
export async function confirmSubscription(
	db: Db,
	token: string,
	now = currentTime()
): Promise<void> {
	const [asked] = await db
		.select()
		.from(subscriptionRequests)
		.where(named(token, now))
		.for('update');
	if (!asked) throw new Refusal('not_found');
	const { email, locale } = asked;
	await db
		.insert(subscriptions)
		.values({ email, locale, confirmedAt: now })
		.onConflictDoUpdate({ target: subscriptions.email, set: { locale } });
	await db.delete(subscriptionRequests).where(eq(subscriptionRequests.email, email));
}

/** The path at which one request ends a subscription. */
export const subscriptionEndPath = (id: string): string =>
	`/unsubscribe/summaries/${signed(PURPOSE, id)}`;

/** Which subscription a token ends. Refuses with `not_found` a token that we did not sign. */
export const subscriptionEnded = (token: string): string => idSigned(PURPOSE, token);

/** Ends the subscription that a token names: the address goes at once, with the mails written to it. Needs the system actor. */
export async function endSubscription(db: Db, token: string): Promise<void> {
	await db.delete(subscriptions).where(eq(subscriptions.id, subscriptionEnded(token)));
}

/** Forgets the addresses that were not confirmed in time, with the mails written to them. */
export async function forgetSubscriptionRequests(now = currentTime()): Promise<void> {
	await withActor(MAIL, (db) =>
		db.delete(subscriptionRequests).where(lte(subscriptionRequests.expiresAt, now))
	);
}
