import type { Db } from '#lib/server/db/types.ts';
import { samplesNote } from '../figures/distribution.ts';
import { mayShowAggregate } from '../rules.ts';
import { cellsAt, distributionOf, inPlace } from '../shapes/distribution.ts';
import { readPublicRatings } from './principles.server.ts';
import { comparedAs } from './trend.server.ts';

/**
 * How many of the companies with a public rating in a cycle say that what a principle asks is in place; null where
 * nobody gave one, or too few for a sum. Public.
 */
export async function inPlaceIn(db: Db, requirementId: string, cycle: string) {
	const compared = await comparedAs(db, requirementId, { cycle });
	if (!compared) return null;
	const { framework, principle } = compared;
	const assessments = await readPublicRatings(db, framework.id, { cycle });
	const counted = distributionOf(cellsAt(assessments, principle.place));
	if (!counted.rated || !mayShowAggregate(framework.disclosure, counted.assessed)) return null;
	return { inPlace: inPlace(counted), rated: counted.rated, note: samplesNote(assessments) };
}
