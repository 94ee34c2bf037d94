import type { Person } from '#lib/access/actor.ts';
import {
	COMMITMENT_STATES,
	UPDATE_STATES,
	type CommitmentState,
	type UpdateState
} from '#lib/commitments/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Cast } from './world.ts';

/** The address of the evidence of the commitment in this state. */
export const addressOf = (state: string) => `https://example.org/${state}`;

/** Ids of what was planted, by state. */
export interface Commitments {
	commitments: Record<CommitmentState, string>;
	/** The one target of each commitment. */
	targets: Record<CommitmentState, string>;
	/** Of the published commitment. */
	updates: Record<UpdateState, string>;
}

/** A commitment of `owner` in each state, `partner` taking part, with one of everything that hangs on it. */
export async function plantCommitments(
	db: Db,
	{ owner, partner, actors }: Cast,
	requirementId: string
): Promise<Commitments> {
	const author = actors.contributor as Person;
	const made = { commitments: {}, targets: {}, updates: {} } as Commitments;
	for (const state of COMMITMENT_STATES) {
		const out = state === 'published' || state === 'withdrawn';
		const { id: commitmentId } = only(
			await db
				.insert(t.commitments)
				.values({
					reference: `OWNER-${state}`,
					ownerId: owner.id,
					kind: 'policy',
					titleEn: state,
					state,
					publishedAt: out ? new Date() : null,
					withdrawnReason: state === 'withdrawn' ? 'replaced' : null
				})
				.returning()
		);
		made.commitments[state] = commitmentId;
		const of = { commitmentId };
		await db.insert(t.milestones).values({ ...of, position: 1, titleEn: state });
		await db.insert(t.evidence).values({ ...of, url: addressOf(state), title: state });
		await db
			.insert(t.commitmentParticipants)
			.values({ ...of, organisationId: partner.id, position: 1 });
		await db.insert(t.commitmentRequirements).values({ ...of, requirementId });
		await db
			.insert(t.fundingLines)
			.values({ ...of, position: 1, amountMinor: 100, currency: 'CAD', recipient: state });
		const target = { ...of, position: 1, titleEn: state, target: 1 };
		made.targets[state] = only(await db.insert(t.commitmentTargets).values(target).returning()).id;
		await db.insert(t.commitmentComments).values({
			...of,
			ownerId: owner.id,
			authorId: author.userId,
			authorName: author.name,
			fromSecretariat: false,
			body: state
		});
	}
	await db.insert(t.commitmentRelations).values(
		COMMITMENT_STATES.map((state) => ({
			commitmentId: made.commitments[state],
			relatedId: made.commitments[state === 'published' ? 'withdrawn' : 'published'],
			relation: 'related' as const
		}))
	);
	await plantReports(db, owner.id, made);
	return made;
}

/** A wording of the published commitment and an update of it in each state, with what an update carries. */
async function plantReports(db: Db, ownerId: string, made: Commitments): Promise<void> {
	const commitmentId = made.commitments.published;
	await db.insert(t.commitmentVersions).values(
		UPDATE_STATES.map((state, index) => ({
			commitmentId,
			number: index + 1,
			state,
			content: {},
			reasonEn: state
		}))
	);
	for (const state of UPDATE_STATES) {
		const report = { status: 'on_track' as const, basis: 'owner' as const, noteEn: state };
		const { id: updateId } = only(
			await db
				.insert(t.commitmentUpdates)
				.values({ ...report, commitmentId, ownerId, state })
				.returning()
		);
		made.updates[state] = updateId;
		await db.insert(t.dateChanges).values({ updateId, dueOn: '2030', reasonEn: state });
		await db
			.insert(t.targetValues)
			.values({ updateId, targetId: made.targets.published, period: '2026', value: 1 });
		await db
			.insert(t.evidence)
			.values({ updateId, url: 'https://example.org', title: `update ${state}` });
	}
}
