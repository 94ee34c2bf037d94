import { inOneLine, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { samplesNote } from '../figures/distribution.ts';
import { mayShowAggregate } from '../rules.ts';
import { cellsAt, distributionOf, inPlace } from '../shapes/distribution.ts';
import { readPrinciples, readPublicRatings } from './principles.server.ts';

/**
 * How many of the companies with a public rating in a cycle say that what a principle asks is in place; null where
 * nobody gave one, or too few for a sum. Public.
 */
export async function inPlaceIn(db: Db, requirementId: string, cycle: string) {
	const framework = await readPrinciples(db, { cycle });
	const lineage = await readLineage(db);
	const principle = framework?.principles.find(({ id }) => inOneLine(lineage, id, requirementId));
	if (!framework || !principle) return null;
	const assessments = await readPublicRatings(db, framework.id, { cycle });
	const counted = distributionOf(cellsAt(assessments, principle.place));
	if (!counted.rated || !mayShowAggregate(framework.disclosure, counted.assessed)) return null;
	return { inPlace: inPlace(counted), rated: counted.rated, note: samplesNote(assessments) };
}
