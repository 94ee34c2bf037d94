import type { CommitmentStatus, MilestoneStatus, StatusBasis } from './vocabulary.ts';

/** Where one that reports stands, on what that rests, and of when it is. */
export interface Standing {
	status: CommitmentStatus;
	statusBasis: StatusBasis;
	statusAsOf: string | null;
}

/** A milestone as the commitment was published with it, or as an accepted update added it. */
export interface PlannedMilestone {
	id: string;
	status: MilestoneStatus;
	completedOn: string | null;
	dueOn: string | null;
}

/** An update that the secretariat accepted, with what it brought along. */
export interface AcceptedUpdate {
	id: string;
	reporterId: string;
	status: CommitmentStatus;
	basis: StatusBasis;
	asOf: string | null;
	correctsId: string | null;
	milestonesDone: readonly string[];
	moves: readonly { milestoneId: string | null; dueOn: string }[];
}

/** All that was recorded of a published commitment, each list in the order in which it was accepted. */
export interface Recorded {
	ownerId: string;
	firstDueOn: string | null;
	milestones: readonly PlannedMilestone[];
	updates: readonly AcceptedUpdate[];
	/** What it says of itself: as published, then each rewording. */
	wordings: readonly Readonly<Record<string, unknown>>[];
	/** Taken back: nothing counts after that. */
	withdrawn: Standing | null;
}

export interface Replayed {
	/** By the organisation that reports; one that has reported nothing is not in it. */
	standings: ReadonlyMap<string, Standing>;
	dueOn: string | null;
	milestones: readonly PlannedMilestone[];
	wording: Readonly<Record<string, unknown>>;
}

/** The updates that count: those that no accepted update corrects. */
export function counting<Update extends { id: string; correctsId: string | null }>(
	accepted: readonly Update[]
): Update[] {
	const corrected = new Set(accepted.map(({ correctsId }) => correctsId));
	return accepted.filter(({ id }) => !corrected.has(id));
}

/**
 * How things stand after all that was recorded: each that reports by its newest update that counts, the
 * dates as last moved, milestones done since the first update that says so, the wording accepted last.
 */
export function replay(recorded: Recorded): Replayed {
	const standings = new Map<string, Standing>();
	const milestones = new Map(recorded.milestones.map((one) => [one.id, { ...one }]));
	let dueOn = recorded.firstDueOn;
	for (const update of counting(recorded.updates)) {
		const { reporterId, status, basis, asOf } = update;
		if ((standings.get(reporterId)?.statusAsOf ?? '') <= (asOf ?? ''))
			standings.set(reporterId, { status, statusBasis: basis, statusAsOf: asOf });
		for (const move of update.moves) {
			const milestone = move.milestoneId && milestones.get(move.milestoneId);
			if (milestone) milestone.dueOn = move.dueOn;
			else if (!move.milestoneId) dueOn = move.dueOn;
		}
		for (const id of update.milestonesDone) {
			const milestone = milestones.get(id);
			if (milestone?.status !== 'open') continue;
			milestone.status = 'done';
			milestone.completedOn = asOf;
		}
	}
	if (recorded.withdrawn) standings.set(recorded.ownerId, recorded.withdrawn);
	const wording = Object.assign({}, ...recorded.wordings) as Record<string, unknown>;
	return { standings, dueOn, milestones: [...milestones.values()], wording };
}
