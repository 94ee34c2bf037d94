import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { countries, instruments, summaries, treatyActions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { editionPath } from '#lib/summaries/addresses.ts';
import { PUBLIC_STATES } from '#lib/summaries/vocabulary.ts';
import { startOf, type Change } from '../shapes/change.ts';
import { dayWithin, momentText, momentWithin, type Scope } from './scope.server.ts';

/** Whether something of nobody in particular is among what is asked for. */
const ofEverybody = ({ country, company, forum, requirements }: Scope) =>
	[country, company, forum].every((one) => one === undefined) && requirements === null;

/** Progress summaries in every edition that was published. */
export async function readSummaries(db: Db, scope: Scope): Promise<Change[]> {
	if (!ofEverybody(scope)) return [];
	const kind = 'summary_published';
	const rows = await db
		.select({
			id: summaries.id,
			at: momentText(summaries.publishedAt),
			what: { en: summaries.titleEn, fr: summaries.titleFr },
			slug: summaries.slug,
			edition: summaries.edition
		})
		.from(summaries)
		.where(
			and(
				inArray(summaries.state, PUBLIC_STATES),
				momentWithin(summaries.publishedAt, summaries.id, kind, scope)
			)
		)
		.orderBy(desc(summaries.publishedAt), desc(summaries.id))
		.limit(scope.limit);
	return rows.map(({ slug, ...row }) => ({
		...row,
		kind,
		who: null,
		path: editionPath({ slug, edition: row.edition })
	}));
}

/** Editions that the secretariat has withdrawn, with why. */
export async function readWithdrawnSummaries(db: Db, scope: Scope): Promise<Change[]> {
	if (!ofEverybody(scope)) return [];
	const kind = 'summary_withdrawn';
	const rows = await db
		.select({
			id: summaries.id,
			at: momentText(summaries.withdrawnAt),
			what: { en: summaries.titleEn, fr: summaries.titleFr },
			reason: { en: summaries.withdrawalReasonEn, fr: summaries.withdrawalReasonFr },
			slug: summaries.slug,
			edition: summaries.edition
		})
		.from(summaries)
		.where(
			and(
				eq(summaries.state, 'withdrawn'),
				momentWithin(summaries.withdrawnAt, summaries.id, kind, scope)
			)
		)
		.orderBy(desc(summaries.withdrawnAt), desc(summaries.id))
		.limit(scope.limit);
	return rows.map(({ slug, ...row }) => ({
		...row,
		kind,
		who: null,
		path: editionPath({ slug, edition: row.edition })
	}));
}

/** What countries did about treaties, by the day on which they did. */
export async function readTreatyActions(db: Db, scope: Scope): Promise<Change[]> {
	if (!ofEverybody({ ...scope, country: undefined })) return [];
	const kind = 'treaty_action';
	const rows = await db
		.select({
			id: treatyActions.id,
			on: sql<string>`${treatyActions.takenOn}`,
			what: { en: instruments.nameEn, fr: instruments.nameFr },
			action: treatyActions.action,
			country: { key: countries.code, en: countries.nameEn, fr: countries.nameFr }
		})
		.from(treatyActions)
		.innerJoin(instruments, eq(instruments.key, treatyActions.instrumentKey))
		.innerJoin(countries, eq(countries.code, treatyActions.countryCode))
		.where(
			and(
				scope.country === undefined ? undefined : eq(countries.code, scope.country),
				dayWithin(treatyActions.takenOn, treatyActions.id, kind, scope)
			)
		)
		.orderBy(desc(treatyActions.takenOn), desc(treatyActions.id))
		.limit(scope.limit);
	return rows.map(({ country: { key, ...name }, on, ...row }) => ({
		...row,
		kind,
		at: startOf(on),
		who: { key, name, path: `/countries/${key}` },
		path: `/countries/${key}#treaties`
	}));
}
