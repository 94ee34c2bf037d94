import { inOneLine, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import {
	readPrinciples,
	readPublicRatings,
	type ComparedCycle,
	type ComparedFramework
} from './principles.server.ts';

/**
 * The public ratings of the last cycle before the one named in which any are published, laid under the
 * principles of this version: undefined where that cycle asked something else. Null where there is none. Public.
 */
export async function readCycleBefore(
	db: Db,
	{ principles, cycles, otherCycles }: ComparedFramework,
	{ opensOn }: Pick<ComparedCycle, 'opensOn'>,
	/** As the record stood when this day ended. */
	on?: string
) {
	const cycle = [...cycles, ...otherCycles]
		.filter((one) => one.assessed > 0 && one.opensOn < opensOn)
		.toSorted((a, b) => b.opensOn.localeCompare(a.opensOn))[0];
	const framework = cycle && (await readPrinciples(db, { cycle: cycle.key, on }));
	if (!framework) return null;
	const lineage = await readLineage(db);
	const places = principles.map(
		({ id }) => framework.principles.find((one) => inOneLine(lineage, one.id, id))?.place
	);
	const given = await readPublicRatings(db, framework.id, { cycle: cycle.key, on });
	return {
		cycle,
		ratings: new Map(
			given.map(({ organisation, ratings }) => [
				organisation,
				places.map((place) => (place === undefined ? undefined : ratings[place]))
			])
		)
	};
}
