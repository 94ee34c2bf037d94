import { randomUUID } from 'node:crypto';
import { recordFinding } from '#lib/frameworks/commands/findings.server.ts';
import { findingInput } from '#lib/frameworks/finding-schema.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** A gap found at a company that is the secretariat’s and the company’s alone as yet, and every call on it. */
export async function findingCases(stage: Stage): Promise<Record<string, Case>> {
	const [requirement] = await asSystem((db) => db.select().from(t.requirements).limit(1));
	const input = () =>
		findingInput.parse({
			organisationId: stage.world.owner.id,
			requirementId: requirement?.id,
			voice: 'civil_society',
			direction: 'gap',
			textEn: 'A gap.',
			textFr: 'Une lacune.',
			sourceUrl: 'https://example.org/report',
			certainty: 'confirmed',
			token: randomUUID()
		});
	const id = (await as(stage.who('editor'), recordFinding, input())).split('/').at(-1);
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	return {
		recordFinding: by('editor', input()),
		decideFinding: by('editor', id, { decision: 'drop', reason: 'Not so.' }),
		replyToFinding: by('approver', id, { body: 'Mended.', bodyLocale: 'en', version: 0 }),
		secretariatFindings: by('editor'),
		findingOptions: by('editor'),
		getFinding: by('editor', id),
		ownFindings: by('viewer'),
		getOwnFinding: by('viewer', id),
		findingTasks: by('contributor')
	};
}
