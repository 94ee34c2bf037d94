import { isMilestoneOverdue } from './rules.ts';
import {
	COMMITMENT_STATUSES,
	type CommitmentStatus,
	type MilestoneStatus,
	type StatusBasis,
	type UpdateState
} from './vocabulary.ts';

interface Standing {
	status: CommitmentStatus;
	statusBasis: StatusBasis;
	statusAsOf: string | null;
}

/** A status of those who take part, or that one has reported nothing yet and no source says anything. */
export type Share = CommitmentStatus | 'unreported';

/** Whether a standing was ever said by anyone: a new participant's own status is nobody's word. */
export const isReported = ({ statusBasis, statusAsOf }: Standing): boolean =>
	statusBasis === 'public_record' || statusAsOf !== null;

/**
 * What those who take part report, counted and never averaged: every one is counted once, under its own
 * status, in the order of the statuses, whoever has reported nothing last.
 */
export function rollUp(participants: readonly Standing[]): {
	total: number;
	shares: { share: Share; count: number }[];
} {
	const shares = participants.map((one): Share => (isReported(one) ? one.status : 'unreported'));
	return {
		total: participants.length,
		shares: [...COMMITMENT_STATUSES, 'unreported' as const]
			.map((share) => ({ share, count: shares.filter((one) => one === share).length }))
			.filter(({ count }) => count > 0)
	};
}

/** How many of these milestones are done, still open, and open past their date. `today` is a day. */
export function countMilestones(
	milestones: readonly { status: MilestoneStatus; dueOn: string | null }[],
	today: string
): { done: number; open: number; overdue: number } {
	const open = milestones.filter(({ status }) => status === 'open');
	const overdue = open.filter((milestone) => isMilestoneOverdue(milestone, today)).length;
	return {
		done: milestones.filter(({ status }) => status === 'done').length,
		open: open.length - overdue,
		overdue
	};
}

interface Shared<Milestone, Update, Participant> extends Standing {
	ownerId: string;
	ownerSlug: string;
	ownerName: { en: string; fr: string };
	countryCode: string | null;
	countryName: { en: string; fr: string } | null;
	participants: readonly Participant[];
	milestones: readonly Milestone[];
	updates: readonly Update[];
}

/**
 * The lead of a shared commitment and those who take part, each with its own standing, newest accepted
 * update, milestones and evidence. `updates` come newest first; `today` is a day.
 */
export function partsOf<
	Milestone extends {
		participantId: string | null;
		status: MilestoneStatus;
		dueOn: string | null;
	},
	Update extends { reporterId: string; state: UpdateState; evidence: readonly unknown[] },
	Participant extends Standing & {
		organisationId: string;
		slug: string;
		name: { en: string; fr: string };
		countryCode: string | null;
		countryName: { en: string; fr: string } | null;
	}
>(commitment: Shared<Milestone, Update, Participant>, today: string) {
	const { ownerId, ownerSlug, ownerName, countryCode, countryName } = commitment;
	const { status, statusBasis, statusAsOf } = commitment;
	const place = { countryCode, countryName };
	const standing = { status, statusBasis, statusAsOf };
	const lead = { organisationId: ownerId, slug: ownerSlug, name: ownerName, ...place, ...standing };
	return [lead, ...commitment.participants].map((one) => {
		const leads = one.organisationId === ownerId;
		const own = commitment.updates.filter(
			({ reporterId, state }) => reporterId === one.organisationId && state === 'accepted'
		);
		return {
			organisationId: one.organisationId,
			slug: one.slug,
			name: one.name,
			countryCode: one.countryCode,
			countryName: one.countryName,
			status: one.status,
			statusBasis: one.statusBasis,
			statusAsOf: one.statusAsOf,
			leads,
			newest: own[0] ?? null,
			milestones: countMilestones(
				commitment.milestones.filter(
					({ participantId }) => participantId === (leads ? null : one.organisationId)
				),
				today
			),
			evidence: own.flatMap((update) => update.evidence as Update['evidence'][number][])
		};
	});
}
