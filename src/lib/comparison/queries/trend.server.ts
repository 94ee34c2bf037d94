import { and, asc, eq, sql } from 'drizzle-orm';
import { inOneLine, lineOf, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import {
	assessments,
	cycles,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Both } from '#lib/charts/shape.ts';
import { publicOn, readPrinciples, type Principle } from './principles.server.ts';

/** One version of the framework in the trend of a principle. */
export interface TrendVersion {
	version: string;
	/** Oldest first. */
	cycles: { key: string; name: Both }[];
	/** Where the principles' cells stand in `ratings`; null where one has none to be compared with. */
	places: number[] | null;
	/** What each company said, of the principles that are followed alone. */
	assessments: FollowedAssessment[];
}

export interface FollowedAssessment {
	cycle: string;
	organisation: string;
	sample: boolean;
	ratings: (number | undefined)[];
}

/**
 * The public ratings of every cycle, version by version, oldest first, each with the places of what goes on
 * as these principles, which are of one version, as they stood on a day where one is named. Versions that
 * came after it are left out. Public.
 */
export async function readTrendVersions(
	db: Db,
	principles: readonly Principle[],
	on?: string
): Promise<TrendVersion[]> {
	const lineage = await readLineage(db);
	const lines = principles.map(({ id }) => lineOf(lineage, id));
	const versions = await db
		.select({ id: frameworks.id, version: frameworks.version })
		.from(frameworks)
		.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
		.orderBy(asc(frameworks.version));
	const found: TrendVersion[] = [];
	for (const { id, version } of versions) {
		const own = await db
			.select({ id: requirements.id })
			.from(requirements)
			.where(eq(requirements.frameworkId, id))
			.orderBy(asc(requirements.number));
		const named = await db
			.select({ key: cycles.key, en: cycles.nameEn, fr: cycles.nameFr })
			.from(cycles)
			.where(eq(cycles.frameworkId, id))
			.orderBy(asc(cycles.opensOn));
		const places = lines.map((line) => own.findIndex((one) => line.includes(one.id)));
		found.push({
			version,
			cycles: named.map(({ key, en, fr }) => ({ key, name: { en, fr } })),
			places: places.includes(-1) ? null : places.map((_, at) => at),
			assessments: await readFollowed(db, id, places.includes(-1) ? [] : places, on)
		});
		if (own.some(({ id }) => id === principles[0]?.id)) break;
	}
	return found;
}

/**
 * The cells at these places of every published self-assessment of a version. One line for each company, since there are
 * as many self-assessments of each as there are cycles, and taking each over by itself is most of what they cost.
 */
async function readFollowed(
	db: Db,
	frameworkId: string,
	places: readonly number[],
	on?: string
): Promise<FollowedAssessment[]> {
	const cells = places.length
		? sql`array_to_string(array[${sql.join(
				places.map((place) => sql`${assessments.publicRatings}[${place + 1}::int]`),
				sql`, `
			)}], ',', '')`
		: sql`''`;
	const rows = await db
		.select({
			organisation: organisations.slug,
			sample: organisations.sample,
			said: sql<string>`string_agg(${cells} || ':' || ${cycles.key}, E'\\n')`
		})
		.from(assessments)
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.where(and(eq(cycles.frameworkId, frameworkId), publicOn(on)))
		.groupBy(organisations.id);
	return rows.flatMap(({ organisation, sample, said }) =>
		said.split('\n').map((one) => {
			const colon = one.indexOf(':');
			const [ratings, cycle] = [one.slice(0, colon), one.slice(colon + 1)];
			return {
				cycle,
				organisation,
				sample,
				ratings: ratings.split(',').map((cell) => (cell === '' ? undefined : Number(cell)))
			};
		})
	);
}

/**
 * A requirement as the comparison knows it, with the version that it is of: the version that has the cycle named, or else
 * the one that is compared. Null where nothing there goes on as it, or is what it goes on from. Public.
 */
export async function comparedAs(db: Db, requirementId: string, asked: { cycle?: string } = {}) {
	const framework = await readPrinciples(db, asked);
	const lineage = await readLineage(db);
	const principle = framework?.principles.find(({ id }) => inOneLine(lineage, id, requirementId));
	return framework && principle ? { framework, principle } : null;
}
