import { randomUUID } from 'node:crypto';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { assignRequirement, startAssessment } from '#lib/assessments/commands.server.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** What a company does beside answering: its services, who answers what, and who has an answer open. */
export async function answeringCases(stage: Stage): Promise<Record<string, Case>> {
	const { owner } = stage.world;
	const { id, version } = only(
		await asSystem((db) =>
			db.insert(t.services).values({ organisationId: owner.id, name: 'Told of' }).returning()
		)
	);
	const writer = stage.who('contributor');
	const draft = await as(writer, startAssessment, await stage.inNewCycle());
	// Something that a stranger could be told of: nothing, for them.
	const asked = { number: 2, userId: writer.userId };
	await as(stage.who('approver'), assignRequirement, draft, asked);
	const said = { kind: null, features: [], endedOn: null };
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	return {
		assignRequirement: by('approver', draft, { number: 1, userId: writer.userId }),
		bePresent: by('contributor', { id: draft, number: 1 }),
		assignedTasks: by('viewer'),
		assessmentTasks: by('contributor'),
		myAssessments: by('contributor'),
		myServices: by('viewer'),
		addService: by('contributor', {
			...said,
			organisationId: owner.id,
			name: 'Another',
			token: randomUUID()
		}),
		changeService: by('approver', { ...said, id, name: 'Renamed', version })
	};
}
