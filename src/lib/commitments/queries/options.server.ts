import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import { organisationsOf, type Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import {
	MODEL_NATIONAL_RESPONSE,
	PILLARS,
	VOLUNTARY_PRINCIPLES
} from '#lib/frameworks/vocabulary.ts';
import { forums, frameworks, organisations, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** The newest version of each of these frameworks, with its requirements in their order. */
async function requirementsOf(db: Db, keys: readonly string[]) {
	const rows = await db
		.select({
			id: requirements.id,
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr },
			framework: frameworks.key,
			frameworkId: frameworks.id,
			frameworkName: { en: frameworks.nameEn, fr: frameworks.nameFr }
		})
		.from(requirements)
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.where(inArray(frameworks.key, [...keys]))
		.orderBy(asc(frameworks.key), desc(frameworks.version), asc(requirements.number));
	return keys.flatMap((key) => {
		const [first] = rows.filter(({ framework }) => framework === key);
		if (!first) return [];
		return {
			key,
			name: first.frameworkName,
			requirements: rows
				.filter(({ frameworkId }) => frameworkId === first.frameworkId)
				.map(({ id, number, title }) => ({ id, number, title }))
		};
	});
}

/** What the form of a commitment offers to choose from; the organisations are those the person may write for. */
export async function commitmentOptions(db: Db, actor: Actor) {
	const ours = organisationsOf(requirePerson(actor), 'contributor');
	if (!ours.length) throw new Refusal('not_allowed');
	const owners = await db
		.select({
			id: organisations.id,
			name: { en: organisations.nameEn, fr: organisations.nameFr },
			countryCode: organisations.countryCode,
			referencePrefix: organisations.referencePrefix
		})
		.from(organisations)
		.where(inArray(organisations.id, ours))
		.orderBy(asc(organisations.nameEn));
	const places = await db
		.select({ key: forums.key, name: { en: forums.nameEn, fr: forums.nameFr } })
		.from(forums)
		.orderBy(asc(forums.nameEn));
	const [pillars] = await requirementsOf(db, [PILLARS]);
	return {
		owners,
		forums: places,
		pillars: pillars?.requirements ?? [],
		frameworks: await requirementsOf(db, [MODEL_NATIONAL_RESPONSE, VOLUNTARY_PRINCIPLES])
	};
}
export type CommitmentOptions = Awaited<ReturnType<typeof commitmentOptions>>;

/** Refuses with `not_found` what no form offered: a forum, a pillar or a requirement that does not exist. */
export async function requireOffered(
	db: Db,
	chosen: { forumKey: string | null; pillarId: string | null; requirements: readonly string[] }
): Promise<void> {
	if (chosen.forumKey) {
		const found = await db
			.select({ key: forums.key })
			.from(forums)
			.where(eq(forums.key, chosen.forumKey));
		if (!found.length) throw new Refusal('not_found');
	}
	const asked = new Set([...chosen.requirements, ...(chosen.pillarId ? [chosen.pillarId] : [])]);
	if (!asked.size) return;
	const found = await db
		.select({ id: requirements.id, framework: frameworks.key })
		.from(requirements)
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.where(
			or(
				inArray(requirements.id, [...chosen.requirements]),
				chosen.pillarId
					? and(eq(requirements.id, chosen.pillarId), eq(frameworks.key, PILLARS))
					: undefined
			)
		);
	if (found.length !== asked.size) throw new Refusal('not_found');
}
