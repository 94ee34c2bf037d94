import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { FUNDING, MILESTONE, TARGET } from './commitment-stage.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** What hangs on a draft: adding, changing and taking off each. */
export async function partsCases({
	draft,
	commitmentId,
	version,
	out,
	besides
}: {
	draft: string;
	commitmentId: string;
	version: number;
	/** A commitment to which the draft may relate, and one to which it does. */
	out: string;
	besides: string;
}): Promise<Record<string, Case>> {
	const token = randomUUID;
	const idIn = async (
		table: typeof t.milestones | typeof t.fundingLines | typeof t.commitmentTargets
	) =>
		only(
			await asSystem((db) =>
				db.select({ id: table.id }).from(table).where(eq(table.commitmentId, commitmentId))
			)
		).id;
	const milestone = await idIn(t.milestones);
	const funding = await idIn(t.fundingLines);
	const target = await idIn(t.commitmentTargets);
	const relatedId = await asSystem(async (db) => {
		const handedIn = only(
			await db.select().from(t.commitments).where(eq(t.commitments.reference, besides))
		);
		await db
			.insert(t.commitmentRelations)
			.values({ commitmentId, relatedId: handedIn.id, relation: 'related' });
		return handedIn.id;
	});
	const by = (...given: unknown[]): Case => ({ by: 'contributor', given: [draft, ...given] });
	return {
		addMilestone: by({ ...MILESTONE, token: token() }),
		changeMilestone: by({ ...MILESTONE, id: milestone, version }),
		removeMilestone: by({ id: milestone, version }),
		addFunding: by({ ...FUNDING, token: token() }),
		changeFunding: by({ ...FUNDING, id: funding, version }),
		removeFunding: by({ id: funding, version }),
		addTarget: by({ ...TARGET, token: token() }),
		changeTarget: by({ ...TARGET, id: target, version }),
		removeTarget: by({ id: target, version }),
		relateCommitment: by({ relatedReference: out, relation: 'continues' }),
		unrelateCommitment: by({ id: relatedId, version })
	};
}
