import { desc, eq, isNull, sql } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import { memberships, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Actor, Person } from './actor.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { requireCan, requireFresh, requirePerson } from './require.server.ts';

/**
 * Erases one's own account: name, addresses, sessions, tokens and subscriptions go, and what was done stays done by a former
 * member. Throws `prove_again` when they proved who they are too long ago, `last_one` for the last approver or
 * administrator, who leaves a successor first.
 */
export async function eraseOwnAccount(db: Db, actor: Actor): Promise<void> {
	const person = requirePerson(actor);
	requireFresh(person);
	await erase(db, person, person.userId, 'self');
}

/** The same for somebody who left. For administrators of the secretariat, who have just proved who they are. */
export async function eraseMember(
	db: Db,
	actor: Actor,
	{ person: erased }: { person: string }
): Promise<void> {
	const person = requireCan(actor, 'person.erase');
	requireFresh(person);
	await erase(db, person, erased, erased === person.userId ? 'self' : 'administrator');
}

async function erase(
	db: Db,
	person: Person,
	erased: string,
	by: 'self' | 'administrator'
): Promise<void> {
	const worked = await db
		.select({
			id: organisations.id,
			nameEn: organisations.nameEn,
			nameFr: organisations.nameFr,
			endedAt: memberships.endedAt
		})
		.from(memberships)
		.innerJoin(organisations, eq(organisations.id, memberships.organisationId))
		.where(eq(memberships.userId, erased))
		.orderBy(desc(isNull(memberships.endedAt)), desc(memberships.since));
	const [last] = worked;
	const { en, fr } = last
		? inBoth(m.access_former_member, (locale) => ({
				organisation: locale === 'en' ? last.nameEn : last.nameFr
			}))
		: inBoth(m.access_former_member_none, {});
	await db
		.execute(sql`select concord_erase_person(${erased}::uuid, ${`${en} / ${fr}`})`)
		.catch((thrown: unknown) => {
			throw refusalOf(thrown) ?? thrown;
		});
	const concerned = [...new Set(worked.filter(({ endedAt }) => !endedAt).map(({ id }) => id))];
	for (const organisationId of concerned.length ? concerned : [null])
		await record(
			db,
			person,
			'person.erased',
			{ type: 'person', id: erased, organisationId },
			{ by }
		);
}

/** What the database's function refuses, by its code. */
const REFUSED: Readonly<Record<string, RefusalReason>> = {
	P0002: 'not_found',
	'55006': 'last_one'
};

function refusalOf(thrown: unknown): Refusal | null {
	for (let at: unknown = thrown; at instanceof Error; at = at.cause)
		if ('code' in at && typeof at.code === 'string' && REFUSED[at.code])
			return new Refusal(REFUSED[at.code] as RefusalReason);
	return null;
}
