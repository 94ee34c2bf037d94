import { asc, desc, eq, inArray } from 'drizzle-orm';
import {
	crosswalk,
	frameworks,
	regimeItems,
	regimes,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { VOLUNTARY_PRINCIPLES } from '../vocabulary.ts';
import { lineOf, readLineage } from './lineage.server.ts';

/**
 * What an answer to a requirement also serves under other regimes, as far as we see it: by regime, in the
 * order of its items. A requirement that goes on from one of an earlier version serves what that one did.
 * Public.
 */
export async function crosswalkOf(db: Db, requirementId: string) {
	return db
		.select({
			id: regimeItems.id,
			regime: {
				key: regimes.key,
				en: regimes.nameEn,
				fr: regimes.nameFr,
				publisher: regimes.publisher,
				version: regimes.version
			},
			code: regimeItems.code,
			title: { en: regimeItems.titleEn, fr: regimeItems.titleFr },
			url: regimeItems.url,
			coverage: crosswalk.coverage,
			note: { en: crosswalk.noteEn, fr: crosswalk.noteFr },
			certainty: crosswalk.certainty
		})
		.from(crosswalk)
		.innerJoin(regimeItems, eq(regimeItems.id, crosswalk.regimeItemId))
		.innerJoin(regimes, eq(regimes.key, regimeItems.regimeKey))
		.where(inArray(crosswalk.requirementId, lineOf(await readLineage(db), requirementId)))
		.orderBy(asc(regimes.position), asc(regimeItems.position));
}

export type CrosswalkRow = Awaited<ReturnType<typeof crosswalkOf>>[number];

/**
 * Every regime with all that it asks, and for each which principles of the newest version serve it; none
 * where an answer here does not. Public.
 */
export async function listRegimes(db: Db) {
	const principles = await newestPrinciples(db);
	const lineage = await readLineage(db);
	const heirOf = new Map(
		principles.flatMap(({ id, number }) => lineOf(lineage, id).map((one) => [one, number] as const))
	);
	const found = await db.select().from(regimes).orderBy(asc(regimes.position));
	const items = await db.select().from(regimeItems).orderBy(asc(regimeItems.position));
	const lines = await db
		.select({
			item: crosswalk.regimeItemId,
			requirement: crosswalk.requirementId,
			coverage: crosswalk.coverage
		})
		.from(crosswalk);
	return found.map((regime) => ({
		key: regime.key,
		name: { en: regime.nameEn, fr: regime.nameFr },
		publisher: regime.publisher,
		version: regime.version,
		url: regime.url,
		note: { en: regime.noteEn, fr: regime.noteFr },
		items: items
			.filter(({ regimeKey }) => regimeKey === regime.key)
			.map(({ id, code, titleEn, titleFr, url, certainty }) => ({
				id,
				code,
				certainty,
				title: { en: titleEn, fr: titleFr },
				url,
				principles: lines
					.flatMap(({ item, requirement, coverage }) => {
						const number = item === id ? heirOf.get(requirement) : undefined;
						return number === undefined ? [] : [{ number, coverage }];
					})
					.sort((a, b) => a.number - b.number)
			}))
	}));
}

export type RegimeRow = Awaited<ReturnType<typeof listRegimes>>[number];

async function newestPrinciples(db: Db) {
	const [newest] = await db
		.select({ id: frameworks.id })
		.from(frameworks)
		.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
		.orderBy(desc(frameworks.version))
		.limit(1);
	if (!newest) return [];
	return db
		.select({ id: requirements.id, number: requirements.number })
		.from(requirements)
		.where(eq(requirements.frameworkId, newest.id));
}
