import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { proposeRewording } from '#lib/commitments/commands/reword.server.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { as, type Stage } from './assessment-world.ts';
import { CONTENT } from './commitment-stage.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** A new wording of a published commitment that waits, and every call on it; and reports on several. */
export async function reportingCases(
	stage: Stage,
	reference: string
): Promise<Record<string, Case>> {
	const row = await asSystem(async (db) =>
		only(await db.select().from(t.commitments).where(eq(t.commitments.reference, reference)))
	);
	const reworded = {
		...CONTENT,
		version: row.version,
		titleEn: 'Clearer',
		reasonEn: 'Clearer.',
		reasonFr: null
	};
	await as(stage.who('contributor'), proposeRewording, reference, reworded);
	const wording = only(
		(await asSystem((db) => db.select().from(t.commitmentVersions))).filter(
			({ state }) => state === 'posted'
		)
	);
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	return {
		reportableCommitments: by('contributor'),
		reportSeveral: by('contributor', {
			token: randomUUID(),
			language: 'en',
			reports: [{ reference, status: 'on_track', note: 'Begun.' }]
		}),
		proposeRewording: by('contributor', reference, reworded),
		decideRewording: by('editor', wording.id, {
			decision: 'accept',
			seen: wording.createdAt,
			comment: null
		}),
		getRewording: by('editor', wording.id),
		reviewQueueRewordings: by('editor')
	};
}
