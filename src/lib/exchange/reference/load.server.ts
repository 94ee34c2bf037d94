import { and, desc, eq } from 'drizzle-orm';
import { record } from '#lib/audit/record.server.ts';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { loadCommitments } from './load/commitments.server.ts';
import { loadCompanies } from './load/companies.server.ts';
import { loadCrosswalk } from './load/crosswalk.server.ts';
import { loadFrameworks } from './load/frameworks.server.ts';
import { loadIndicators } from './load/indicators.server.ts';
import { loadParticipants } from './load/participants.server.ts';
import { loadPlaces } from './load/places.server.ts';
import { readReference } from './read.server.ts';

const REFERENCE = 'drizzle/reference';

/**
 * Loads the published facts that Concord starts from. Loading the same files again does nothing;
 * loading newer ones brings in what changed, but leaves commitments alone that are there already.
 * Throws an error that names the file and the record when one is not as it should be, having
 * changed nothing. Needs the system actor.
 */
export async function loadReference(db: Db, directory: string = REFERENCE): Promise<void> {
	const { reference, hash } = readReference(directory);
	if ((await lastLoaded(db)) === hash) return;
	await loadPlaces(db, reference);
	await loadFrameworks(db, reference);
	await loadCrosswalk(db, reference);
	await loadCompanies(db, reference);
	await loadCommitments(db, reference);
	await loadParticipants(db, reference);
	await loadIndicators(db, reference);
	await record(
		db,
		{ kind: 'system', task: 'reference' },
		'reference.loaded',
		{ type: 'reference', id: REFERENCE },
		{ hash }
	);
}

async function lastLoaded(db: Db): Promise<unknown> {
	const [last] = await db
		.select({ detail: auditEvents.detail })
		.from(auditEvents)
		.where(and(eq(auditEvents.event, 'reference.loaded'), eq(auditEvents.subjectId, REFERENCE)))
		.orderBy(desc(auditEvents.seq))
		.limit(1);
	return last && (JSON.parse(last.detail) as { hash?: unknown }).hash;
}
