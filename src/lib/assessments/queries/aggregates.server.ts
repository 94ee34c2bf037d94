import { and, asc, desc, eq, lt } from 'drizzle-orm';
import {
	cycleAggregates,
	cycles,
	frameworks,
	requirements,
	themes
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { levelsOf } from './contents.server.ts';

/**
 * What the organisations that answered a framework say of themselves in sum, cycle by cycle, newest first:
 * only groups large enough, and nothing of any single one; or those summed before some moment. The scale is that
 * of the newest. Public.
 */
export async function readAggregates(
	db: Db,
	frameworkKey: string,
	{ before }: { before?: Date } = {}
) {
	const rows = await db
		.select({
			frameworkId: frameworks.id,
			cycle: { key: cycles.key, en: cycles.nameEn, fr: cycles.nameFr },
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr },
			certainty: requirements.certainty,
			theme: { number: themes.number, en: themes.nameEn, fr: themes.nameFr },
			organisations: cycleAggregates.organisations,
			counts: cycleAggregates.counts,
			countedAt: cycleAggregates.countedAt
		})
		.from(cycleAggregates)
		.innerJoin(requirements, eq(requirements.id, cycleAggregates.requirementId))
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.innerJoin(cycles, eq(cycles.id, cycleAggregates.cycleId))
		.leftJoin(themes, eq(themes.id, requirements.themeId))
		.where(
			and(
				eq(frameworks.key, frameworkKey),
				eq(cycleAggregates.withdrawn, false),
				before && lt(cycleAggregates.countedAt, before)
			)
		)
		.orderBy(desc(cycles.opensOn), asc(requirements.number));
	const [newest] = rows;
	const first = rows.filter(
		({ cycle }, place) => rows.findIndex((row) => row.cycle.key === cycle.key) === place
	);
	return {
		levels: newest ? await levelsOf(db, newest.frameworkId) : [],
		cycles: first.map(({ cycle, organisations, countedAt }) => ({
			...cycle,
			organisations,
			countedAt,
			requirements: rows
				.filter((row) => row.cycle.key === cycle.key)
				.map(({ number, title, certainty, theme, counts }) => ({
					number,
					title,
					certainty,
					theme,
					counts
				}))
		}))
	};
}
export type Aggregates = Awaited<ReturnType<typeof readAggregates>>;
