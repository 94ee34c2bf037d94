import {
	REPORTABLE_STATUSES,
	VERIFIABLE_BY,
	type CommitmentState,
	type CommitmentStatus,
	type MilestoneStatus,
	type StatusBasis,
	type UpdateState,
	type VerifiableBy
} from './vocabulary.ts';

interface Step<State> {
	from: readonly State[];
	to: State;
}

/** How a commitment moves (DESIGN §2): every step is one command. */
export const COMMITMENT_STEPS = {
	edit: { from: ['draft', 'returned'], to: 'draft' },
	submit: { from: ['draft', 'returned'], to: 'submitted' },
	return: { from: ['submitted'], to: 'returned' },
	publish: { from: ['submitted'], to: 'published' },
	withdraw: { from: ['published'], to: 'withdrawn' }
} as const satisfies Record<string, Step<CommitmentState>>;
export type CommitmentStep = keyof typeof COMMITMENT_STEPS;

/** How an update on a published commitment moves. */
export const UPDATE_STEPS = {
	revise: { from: ['returned'], to: 'posted' },
	accept: { from: ['posted'], to: 'accepted' },
	return: { from: ['posted'], to: 'returned' }
} as const satisfies Record<string, Step<UpdateState>>;
export type UpdateStep = keyof typeof UPDATE_STEPS;

/** Whether a step is open from a state. */
export function isOpen<State>(step: Step<State>, state: State): boolean {
	return step.from.includes(state);
}

/** Whether one partial date lies wholly before another; a year does not end before a day of its own. */
export function endsBefore(date: string, other: string): boolean {
	const length = Math.min(date.length, other.length);
	return date.slice(0, length) < other.slice(0, length);
}

/** The last moment that a partial date may mean, for comparing with a day. */
export function lastDay(date: string): string {
	return date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
}

/** Whether an owner may report that nothing has changed: a status that they could have given themselves. */
export const mayConfirm = (status: CommitmentStatus): boolean =>
	REPORTABLE_STATUSES.some((reportable) => reportable === status);

interface Standing {
	status: CommitmentStatus;
	statusBasis: StatusBasis;
	statusAsOf: string | null;
}

/** Where one that reports stands: the owner's standing is the commitment's. */
export function standingOf(
	commitment: Standing & { participants: readonly (Standing & { organisationId: string })[] },
	reporterId: string
): Standing {
	const { status, statusBasis, statusAsOf } =
		commitment.participants.find(({ organisationId }) => organisationId === reporterId) ??
		commitment;
	return { status, statusBasis, statusAsOf };
}

/** The milestones of one that reports: those of the commitment itself are its owner's. */
export function milestonesOf<Milestone extends { participantId: string | null }>(
	{ ownerId, milestones }: { ownerId: string; milestones: readonly Milestone[] },
	reporterId: string
): Milestone[] {
	const whose = reporterId === ownerId ? null : reporterId;
	return milestones.filter(({ participantId }) => participantId === whose);
}

/** The targets of which one that reports gives figures: they are the commitment's, so its owner does. */
export function targetsFor<Target>(
	{ ownerId, targets }: { ownerId: string; targets: readonly Target[] },
	reporterId: string
): readonly Target[] {
	return reporterId === ownerId ? targets : [];
}

/** Statuses after which nothing is waited for. */
export const SETTLED: readonly CommitmentStatus[] = [
	'completed',
	'superseded',
	'withdrawn',
	'continuing'
];

/** Whether the due date, to its precision, has gone by without the promise being settled. `today` is a day. */
export function isOverdue(
	{ dueOn, status }: { dueOn: string | null; status: CommitmentStatus },
	today: string
): boolean {
	return dueOn !== null && !SETTLED.includes(status) && lastDay(dueOn) < today;
}

export function isMilestoneOverdue(
	{ dueOn, status }: { dueOn: string | null; status: MilestoneStatus },
	today: string
): boolean {
	return dueOn !== null && status === 'open' && lastDay(dueOn) < today;
}

/** Whether a milestone is due only after the commitment as a whole is. */
export function isAfterWhole(milestoneDueOn: string | null, dueOn: string | null): boolean {
	return milestoneDueOn !== null && dueOn !== null && endsBefore(dueOn, milestoneDueOn);
}

export interface Submittable {
	description: { en: string | null; fr: string | null };
	announcedOn: string | null;
	startsOn: string | null;
	dueOn: string | null;
	milestones: readonly unknown[];
}

/** What a commitment may lack as a draft and not when it is submitted. */
export const NEEDED = ['descriptionEn', 'startsOn', 'dueOn'] as const;
export type Needed = (typeof NEEDED)[number];

/**
 * The fields still to be filled in before submitting: what is promised in words, since when, and
 * by when or by which milestones one can see that it is kept.
 */
export function missingForSubmission(commitment: Submittable): Needed[] {
	const present: Record<Needed, boolean> = {
		descriptionEn: Boolean(commitment.description.en ?? commitment.description.fr),
		startsOn: Boolean(commitment.startsOn ?? commitment.announcedOn),
		dueOn: Boolean(commitment.dueOn) || commitment.milestones.length > 0
	};
	return NEEDED.filter((field) => !present[field]);
}

interface Told {
	en: string | null;
	fr: string | null;
}

export interface Verifiable {
	baseline: Told;
	measure: Told;
	dueOn: string | null;
	leadAgency: string | null;
	unfunded: boolean;
	milestones: readonly { dueOn: string | null }[];
	funding: readonly unknown[];
	targets: readonly { baseline: number | null; dueOn: string | null }[];
}

/**
 * What is missing for a reader to check whether the promise is kept: where things stood, what will be
 * measured, by when, who answers for it, and the money it takes or that it takes none. A target says by a
 * figure what is measured, and may say where it stood and by when.
 */
export function missingToVerify(commitment: Verifiable): VerifiableBy[] {
	const told = ({ en, fr }: Told) => Boolean(en ?? fr);
	const present: Record<VerifiableBy, boolean> = {
		baseline:
			told(commitment.baseline) || commitment.targets.some(({ baseline }) => baseline !== null),
		measure: told(commitment.measure) || commitment.targets.length > 0,
		date:
			Boolean(commitment.dueOn) ||
			[...commitment.milestones, ...commitment.targets].some(({ dueOn }) => dueOn !== null),
		owner: Boolean(commitment.leadAgency),
		money: commitment.unfunded || commitment.funding.length > 0
	};
	return VERIFIABLE_BY.filter((part) => !present[part]);
}
