import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { Both } from '#lib/charts/shape.ts';
import { VOLUNTARY_PRINCIPLES, type Disclosure } from '#lib/frameworks/vocabulary.ts';
import {
	assessments,
	cycles,
	frameworks,
	organisations,
	ratingLevels,
	requirements,
	themes
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { endOf } from '../as-of.ts';

export interface Principle {
	id: string;
	number: number;
	/** Where its cell stands in a ratings array. */
	place: number;
	title: Both;
	theme: number | null;
}

export interface ComparedCycle {
	key: string;
	name: Both;
	opensOn: string;
	closesOn: string;
	/** Day on which the secretariat published the cycle; null while it is open. */
	publishedOn: string | null;
	/** Published self-assessments in it. */
	assessed: number;
}

/** The framework whose answers are compared, with all that a matrix needs for its heads and its key. */
export interface ComparedFramework {
	id: string;
	name: Both;
	version: string;
	disclosure: Disclosure;
	themes: { number: number; name: Both }[];
	principles: Principle[];
	levels: { value: number; label: Both; meaning: Both | null }[];
	/** Oldest first. */
	cycles: ComparedCycle[];
	/** Cycles of other versions in which something is published. */
	otherCycles: ComparedCycle[];
}

const day = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? null;

/**
 * The version of the Voluntary Principles that is named, else the one that has the cycle named, else the newest with anything published,
 * else the newest; null where no reference data is loaded. Public.
 */
export async function readPrinciples(
	db: Db,
	asked: { id?: string; cycle?: string; on?: string } = {}
): Promise<ComparedFramework | null> {
	const versions = await db
		.select()
		.from(frameworks)
		.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
		.orderBy(desc(frameworks.version));
	const all = await readCycles(db, asked.on);
	const framework =
		versions.find(({ id }) => id === asked.id) ??
		versions.find(({ id }) =>
			all.some((one) => one.frameworkId === id && one.key === asked.cycle)
		) ??
		versions.find(({ id }) => all.some((one) => one.frameworkId === id && one.assessed > 0)) ??
		versions[0];
	if (!framework) return null;
	const cyclesOf = (own: boolean) =>
		all
			.filter(({ frameworkId }) => (frameworkId === framework.id) === own)
			.map(({ frameworkId: _, ...cycle }) => cycle);
	const ownCycles = cyclesOf(true);
	const themeRows = await db
		.select({ id: themes.id, number: themes.number, en: themes.nameEn, fr: themes.nameFr })
		.from(themes)
		.where(eq(themes.frameworkId, framework.id))
		.orderBy(asc(themes.number));
	const requirementRows = await db
		.select({
			id: requirements.id,
			number: requirements.number,
			themeId: requirements.themeId,
			en: requirements.titleEn,
			fr: requirements.titleFr
		})
		.from(requirements)
		.where(eq(requirements.frameworkId, framework.id))
		.orderBy(asc(requirements.number));
	const levelRows = await db
		.select()
		.from(ratingLevels)
		.where(eq(ratingLevels.frameworkId, framework.id))
		.orderBy(asc(ratingLevels.value));
	const numberOfTheme = new Map(themeRows.map((theme) => [theme.id, theme.number]));
	return {
		id: framework.id,
		name: { en: framework.nameEn, fr: framework.nameFr },
		version: framework.version,
		disclosure: framework.disclosure,
		themes: themeRows.map(({ number, en, fr }) => ({ number, name: { en, fr } })),
		principles: requirementRows.map(({ id, number, themeId, en, fr }, place) => ({
			id,
			number,
			place,
			title: { en, fr },
			theme: numberOfTheme.get(themeId ?? '') ?? null
		})),
		levels: levelRows.map((level) => ({
			value: level.value,
			label: { en: level.labelEn, fr: level.labelFr },
			meaning:
				level.meaningEn && level.meaningFr ? { en: level.meaningEn, fr: level.meaningFr } : null
		})),
		cycles: ownCycles,
		otherCycles: cyclesOf(false).filter(
			({ key, assessed }) => assessed > 0 && !ownCycles.some((own) => own.key === key)
		)
	};
}

/** The cycles of every version of the Voluntary Principles, oldest first. */
async function readCycles(
	db: Db,
	on?: string
): Promise<(ComparedCycle & { frameworkId: string })[]> {
	const rows = await db
		.select({
			frameworkId: cycles.frameworkId,
			key: cycles.key,
			en: cycles.nameEn,
			fr: cycles.nameFr,
			opensOn: cycles.opensOn,
			closesOn: cycles.closesOn,
			publishedAt: cycles.publishedAt,
			assessed: sql<number>`count(${assessments.id})::int`
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.leftJoin(assessments, and(eq(assessments.cycleId, cycles.id), publicOn(on)))
		.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
		.groupBy(cycles.id)
		.orderBy(asc(cycles.opensOn));
	return rows.map(({ en, fr, publishedAt, ...cycle }) => ({
		...cycle,
		name: { en, fr },
		publishedOn: day(publishedAt)
	}));
}

/** Self-assessments that anyone may read, or that anyone could read when that day ended. */
export const publicOn = (on?: string) =>
	and(
		eq(assessments.disclosed, true),
		on === undefined ? undefined : lt(assessments.publishedAt, endOf(on))
	);

export interface PublicAssessment {
	cycle: string;
	organisation: string;
	sample: boolean;
	/** One cell for each principle, by its place: a rating 0 to 4 or one of CELL_CODES. */
	ratings: number[];
	/** The reviewer's ratings likewise: CELL_CODES.notAnswered where there is none. */
	reviewerRatings: number[];
}

/**
 * The published self-assessments of a framework as the public may see them, whoever asks: one
 * array for each company and cycle. Public.
 */
export async function readPublicRatings(
	db: Db,
	frameworkId: string,
	only: { cycle?: string; on?: string } = {}
): Promise<PublicAssessment[]> {
	const rows = await db
		.select({
			cycle: cycles.key,
			organisation: organisations.slug,
			sample: organisations.sample,
			ratings: assessments.publicRatings,
			reviewerRatings: assessments.publicReviewerRatings
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(
			and(
				eq(cycles.frameworkId, frameworkId),
				publicOn(only.on),
				only.cycle === undefined ? undefined : eq(cycles.key, only.cycle)
			)
		)
		.orderBy(asc(cycles.opensOn), asc(organisations.slug));
	return rows.map(({ cycle, organisation, sample, ratings, reviewerRatings }) => ({
		cycle,
		organisation,
		sample,
		ratings: ratings ?? [],
		reviewerRatings: reviewerRatings ?? []
	}));
}
