import type { Actor } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/types.ts';
import { attestedText } from '../queries/attestation.server.ts';
import { recordOn } from './take.server.ts';

/** What was attested in one revision of an own assessment, as a file; who took it is recorded. Refuses as `attestedText` does. */
export async function takeAttested(db: Db, actor: Actor, id: string, revision: number) {
	const attested = await attestedText(db, actor, id, revision);
	const { organisationId, name: file } = attested;
	await recordOn(db, actor, 'export.taken', { id, organisationId }, { file });
	return attested;
}
