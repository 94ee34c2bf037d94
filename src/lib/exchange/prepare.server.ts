import { withActor } from '#lib/server/db/index.ts';
import { env } from '#lib/server/env.ts';
import { loadDemo } from './demo/load.server.ts';
import { publishSampleSummary } from './demo/summary.server.ts';
import { loadReference } from './reference/load.server.ts';

/** Brings the database to where the portal can be used: migrated, reference data in, demonstration people if wanted. */
export async function prepareData(): Promise<void> {
	await withActor({ kind: 'system', task: 'reference' }, loadReference);
	if (!env().CONCORD_DEMO) return;
	await withActor({ kind: 'system', task: 'reference' }, loadDemo);
	await publishSampleSummary();
}
