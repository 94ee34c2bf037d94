import { randomUUID } from 'node:crypto';
import type { Actor, Person } from '#lib/access/actor.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/vocabulary.ts';
import type { OrganisationKind } from '#lib/organisations/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { memberships, organisations, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** Sets the stage of a database test: rows that no command under test made. */
export const asSystem = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
	withActor({ kind: 'system', task: 'test' }, work);

export async function organisation(kind: OrganisationKind, slug: string) {
	return asSystem(async (db) =>
		only(
			await db
				.insert(organisations)
				.values({
					slug,
					kind,
					nameEn: `Name of ${slug}`,
					nameFr: `Nom de ${slug}`,
					referencePrefix: slug.replaceAll('-', '').toUpperCase().slice(0, 8)
				})
				.returning()
		)
	);
}

/** A person with one role in one organisation, who has just proved who they are. */
export async function person(
	of: { id: string; slug: string; kind: OrganisationKind; nameEn: string; nameFr: string },
	role: Role
): Promise<Person> {
	const email = `${role}-${of.slug}-${randomUUID().slice(0, 8)}@example.org`;
	const user = await asSystem(async (db) => {
		const made = only(
			await db
				.insert(users)
				.values({ email, name: `${role} ${of.slug}` })
				.returning()
		);
		await db.insert(memberships).values({ userId: made.id, organisationId: of.id, role });
		return made;
	});
	return {
		kind: 'person',
		userId: user.id,
		name: user.name ?? email,
		email,
		locale: 'en',
		provedAt: Date.now(),
		memberships: [
			{
				organisationId: of.id,
				organisationSlug: of.slug,
				organisationKind: of.kind,
				organisationName: { en: of.nameEn, fr: of.nameFr },
				role
			}
		]
	};
}

export interface Cast {
	actors: Record<string, Actor>;
	owner: Awaited<ReturnType<typeof organisation>>;
	other: Awaited<ReturnType<typeof organisation>>;
	/** Takes part in what is shared, and leads nothing. */
	partner: Awaited<ReturnType<typeof organisation>>;
	secretariat: Awaited<ReturnType<typeof organisation>>;
}

/** Everyone there is, seen from a record of `owner`. */
export async function cast(kind: OrganisationKind): Promise<Cast> {
	const owner = await organisation(kind, 'owner');
	const other = await organisation(kind, 'other');
	const partner = await organisation('government', 'partner');
	const secretariat = await organisation('secretariat', 'the-secretariat');
	return {
		owner,
		other,
		partner,
		secretariat,
		actors: {
			public: PUBLIC,
			stranger: await person(other, 'approver'),
			participant: await person(partner, 'contributor'),
			viewer: await person(owner, 'viewer'),
			contributor: await person(owner, 'contributor'),
			approver: await person(owner, 'approver'),
			editor: await person(secretariat, 'editor'),
			publisher: await person(secretariat, 'publisher'),
			administrator: await person(secretariat, 'administrator')
		}
	};
}
