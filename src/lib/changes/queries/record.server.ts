import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { countries, instruments, summaries, treatyActions } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { editionPath } from '#lib/summaries/addresses.ts';
import { PUBLIC_STATES, type SummaryState } from '#lib/summaries/vocabulary.ts';
import { startOf, type Change } from '../shapes/change.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { dayWithin, momentText, momentWithin, type Scope } from './scope.server.ts';

/** Whether something of nobody in particular is among what is asked for. */
const ofEverybody = ({ country, company, forum, requirements }: Scope) =>
	[country, company, forum].every((one) => one === undefined) && requirements === null;

/** Progress summaries in every edition that was published. */
export async function readSummaries(db: Db, scope: Scope): Promise<Change[]> {
	const kind = 'summary_published';
	const rows = await readEditions(db, scope, kind, summaries.publishedAt, PUBLIC_STATES);
	return rows.map(({ reason: _, ...row }) => ({ ...row, kind, who: null }));
}

/** Editions that the secretariat has withdrawn, with why. */
export async function readWithdrawnSummaries(db: Db, scope: Scope): Promise<Change[]> {
	const kind = 'summary_withdrawn';
	const rows = await readEditions(db, scope, kind, summaries.withdrawnAt, ['withdrawn']);
	return rows.map((row) => ({ ...row, kind, who: null }));
}

/** Editions in these states, by the moment at which this happened to them. */
async function readEditions(
	db: Db,
	scope: Scope,
	kind: ChangeKind,
	moment: typeof summaries.publishedAt | typeof summaries.withdrawnAt,
	states: readonly SummaryState[]
) {
	if (!ofEverybody(scope)) return [];
	const rows = await db
		.select({
			id: summaries.id,
			at: momentText(moment),
			what: { en: summaries.titleEn, fr: summaries.titleFr },
			reason: { en: summaries.withdrawalReasonEn, fr: summaries.withdrawalReasonFr },
			slug: summaries.slug,
			edition: summaries.edition
		})
		.from(summaries)
		.where(and(inArray(summaries.state, states), momentWithin(moment, summaries.id, kind, scope)))
		.orderBy(desc(moment), desc(summaries.id))
		.limit(scope.limit);
	return rows.map(({ slug, ...row }) => ({
		...row,
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
