import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import { frameworks, ratingLevels, requirements, themes } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { VOLUNTARY_PRINCIPLES } from '../vocabulary.ts';

const newest = (db: Db) =>
	db
		.select({ id: frameworks.id })
		.from(frameworks)
		.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
		.orderBy(desc(frameworks.version))
		.limit(1);

const columns = {
	id: requirements.id,
	number: requirements.number,
	title: { en: requirements.titleEn, fr: requirements.titleFr },
	summary: { en: requirements.summaryEn, fr: requirements.summaryFr },
	certainty: requirements.certainty,
	sourceUrl: requirements.sourceUrl,
	theme: { number: themes.number, en: themes.nameEn, fr: themes.nameFr },
	framework: {
		version: frameworks.version,
		en: frameworks.nameEn,
		fr: frameworks.nameFr,
		adoptedOn: frameworks.adoptedOn,
		sourceUrl: frameworks.sourceUrl,
		sourceUrlFr: frameworks.sourceUrlFr
	}
};

/** The Voluntary Principles, newest version, in their order, each with its theme. Public. */
export async function listPrincipleTexts(db: Db) {
	return db
		.select(columns)
		.from(requirements)
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.leftJoin(themes, eq(themes.id, requirements.themeId))
		.where(inArray(frameworks.id, newest(db)))
		.orderBy(asc(requirements.number));
}

export type PrincipleText = Awaited<ReturnType<typeof listPrincipleTexts>>[number];

/** One principle with the scale it is rated on. Throws `Refusal('not_found')`. Public. */
export async function getPrincipleText(db: Db, number: number) {
	const [principle] = await db
		.select({
			...columns,
			guidance: requirements.guidance,
			frameworkId: frameworks.id
		})
		.from(requirements)
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.leftJoin(themes, eq(themes.id, requirements.themeId))
		.where(and(inArray(frameworks.id, newest(db)), eq(requirements.number, number)));
	if (!principle) throw new Refusal('not_found');
	const { frameworkId, ...text } = principle;
	const levels = await db
		.select({
			value: ratingLevels.value,
			label: { en: ratingLevels.labelEn, fr: ratingLevels.labelFr },
			meaning: { en: ratingLevels.meaningEn, fr: ratingLevels.meaningFr }
		})
		.from(ratingLevels)
		.where(eq(ratingLevels.frameworkId, frameworkId))
		.orderBy(asc(ratingLevels.value));
	return { ...text, levels };
}
