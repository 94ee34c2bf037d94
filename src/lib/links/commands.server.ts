import { eq, inArray, sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { linkChecks } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { checksOf } from './queries.server.ts';
import { mayBeSeen } from './rules.ts';

/** Has these addresses asked for at once. For the secretariat; whoever calls it records why. */
export async function wantLinks(
	db: Db,
	actor: Actor,
	addresses: readonly string[],
	now: Date = currentTime()
): Promise<void> {
	requireCan(actor, 'review.queue');
	if (!addresses.length) return;
	// The address is all that a person may put there.
	await db.execute(
		sql`insert into link_checks (url) select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb) on conflict do nothing`
	);
	await db
		.update(linkChecks)
		.set({ nextAt: now, askedAt: now })
		.where(inArray(linkChecks.url, [...addresses]));
}

/**
 * Says that the person has seen the page. Refuses with `not_allowed` where nobody was asked yet, there is nothing, or we do not go.
 * For the secretariat; whoever calls it records it.
 */
export async function seeLink(
	db: Db,
	person: Person,
	address: string,
	now: Date = currentTime()
): Promise<void> {
	requireCan(person, 'review.queue');
	const check = (await checksOf(db, [address])).get(address);
	if (!mayBeSeen(check)) throw new Refusal('not_allowed');
	await db
		.update(linkChecks)
		.set({ seenBy: person.userId, seenAt: now })
		.where(eq(linkChecks.url, address));
}
