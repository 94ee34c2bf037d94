import { formatLength, formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Label } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { Timing } from './punctuality.ts';
import { slippage } from './slippage.ts';
import type {
	CommitmentKind,
	CommitmentState,
	CommitmentStatus,
	FundingStage,
	MilestoneStatus,
	Relation,
	StatusBasis,
	UpdateState,
	VerifiableBy
} from './vocabulary.ts';

export const statusLabels: Record<CommitmentStatus, Label> = {
	not_started: m.commitments_status_not_started,
	on_track: m.commitments_status_on_track,
	at_risk: m.commitments_status_at_risk,
	delayed: m.commitments_status_delayed,
	partly_completed: m.commitments_status_partly_completed,
	completed: m.commitments_status_completed,
	continuing: m.commitments_status_continuing,
	superseded: m.commitments_status_superseded,
	withdrawn: m.commitments_status_withdrawn,
	no_evidence: m.commitments_status_no_evidence
};

/** What each status means, for whoever chooses one. */
export const statusHints: Record<CommitmentStatus, () => string> = {
	not_started: m.commitments_status_not_started_hint,
	on_track: m.commitments_status_on_track_hint,
	at_risk: m.commitments_status_at_risk_hint,
	delayed: m.commitments_status_delayed_hint,
	partly_completed: m.commitments_status_partly_completed_hint,
	completed: m.commitments_status_completed_hint,
	continuing: m.commitments_status_continuing_hint,
	superseded: m.commitments_status_superseded_hint,
	withdrawn: m.commitments_status_withdrawn_hint,
	no_evidence: m.commitments_status_no_evidence_hint
};

type InEither = (inputs?: object, options?: { locale?: Locale }) => string;

export const kindLabels: Record<CommitmentKind, InEither> = {
	legislation: m.commitments_kind_legislation,
	funding: m.commitments_kind_funding,
	programme: m.commitments_kind_programme,
	operation: m.commitments_kind_operation,
	campaign: m.commitments_kind_campaign,
	policy: m.commitments_kind_policy,
	capacity: m.commitments_kind_capacity,
	agreement: m.commitments_kind_agreement
};

export const stateLabels: Record<CommitmentState, () => string> = {
	draft: m.commitments_state_draft,
	submitted: m.commitments_state_submitted,
	returned: m.commitments_state_returned,
	published: m.commitments_state_published,
	withdrawn: m.commitments_state_withdrawn
};

export const updateStateLabels: Record<UpdateState, () => string> = {
	posted: m.commitments_update_state_posted,
	accepted: m.commitments_update_state_accepted,
	returned: m.commitments_update_state_returned
};

export const statusBasisLabels: Record<StatusBasis, () => string> = {
	owner: m.commitments_basis_owner,
	public_record: m.commitments_basis_public_record
};

export const milestoneStatusLabels: Record<MilestoneStatus, () => string> = {
	open: m.commitments_milestone_open,
	done: m.commitments_milestone_done,
	dropped: m.commitments_milestone_dropped
};

/** What makes a promise verifiable, as a line of its check list. */
export const verifiableLabels: Record<VerifiableBy, () => string> = {
	baseline: m.commitments_verifiable_baseline,
	measure: m.commitments_verifiable_measure,
	date: m.commitments_verifiable_date,
	owner: m.commitments_verifiable_owner,
	money: m.commitments_verifiable_money
};

const relationLabels: Record<Relation, { to: () => string; from: () => string }> = {
	related: { to: m.commitments_relation_related, from: m.commitments_relation_related },
	part_of: { to: m.commitments_relation_part_of, from: m.commitments_relation_includes },
	continues: { to: m.commitments_relation_continues, from: m.commitments_relation_continued_by },
	replaced_by: { to: m.commitments_relation_replaced_by, from: m.commitments_relation_replaces }
};

/** How a commitment relates to another, seen from the one that says so or back from the other. */
export const relationLabel = ({ relation, back }: { relation: Relation; back: boolean }): string =>
	relationLabels[relation][back ? 'from' : 'to']();

/** How far a date has moved from the one first promised; nothing where it stands. */
export function slippageText(
	{ firstDueOn, dueOn }: { firstDueOn: string | null; dueOn: string | null },
	locale: Locale
): string | null {
	const moved = slippage(firstDueOn, dueOn);
	if (!firstDueOn || firstDueOn === dueOn) return null;
	const date = formatPartialDate(firstDueOn, locale);
	if (!moved) return m.public_commitment_first_due({ date });
	const length = formatLength(Math.abs(moved.by), moved.unit, locale);
	return moved.by > 0
		? m.commitments_slipped_later({ date, length })
		: m.commitments_slipped_earlier({ date, length });
}

/** On what a status rests, and of when it is. */
export function basisText(
	{ statusBasis, statusAsOf }: { statusBasis: StatusBasis; statusAsOf: string | null },
	locale: Locale,
	/** It is the status of one that takes part in a shared commitment, not of its lead. */
	takesPart = false
): string {
	if (statusBasis === 'owner' && !statusAsOf) return m.public_not_reported();
	const asOf = statusAsOf
		? m.public_as_of({ date: formatPartialDate(statusAsOf, locale) })
		: m.public_as_of_unknown();
	const basis =
		takesPart && statusBasis === 'owner'
			? m.commitments_basis_participant()
			: statusBasisLabels[statusBasis]();
	return `${basis}, ${asOf}`;
}

export const fundingStageLabels: Record<FundingStage, Label> = {
	announced: m.commitments_funding_announced,
	committed: m.commitments_funding_committed,
	spent: m.commitments_funding_spent
};

/** What a mark says besides its words. */
export const statusTones: Record<CommitmentStatus, Tone> = {
	not_started: 'neutral',
	on_track: 'info',
	at_risk: 'warn',
	delayed: 'bad',
	partly_completed: 'info',
	completed: 'good',
	continuing: 'info',
	superseded: 'muted',
	withdrawn: 'muted',
	no_evidence: 'muted'
};

export const stateTones: Record<CommitmentState, Tone> = {
	draft: 'neutral',
	submitted: 'info',
	returned: 'warn',
	published: 'good',
	withdrawn: 'muted'
};

export const updateStateTones: Record<UpdateState, Tone> = {
	posted: 'info',
	accepted: 'good',
	returned: 'warn'
};

export const milestoneTones: Record<MilestoneStatus, Tone> = {
	open: 'neutral',
	done: 'good',
	dropped: 'muted'
};

/** What the audit log records about a commitment, as its owner reads it. */
export const historyLabels: Readonly<Record<string, () => string>> = {
	'commitment.created': m.commitments_history_created,
	'commitment.changed': m.commitments_history_changed,
	'commitment.submitted': m.commitments_history_submitted,
	'commitment.returned': m.commitments_history_returned,
	'commitment.published': m.commitments_history_published,
	'commitment.withdrawn': m.commitments_history_withdrawn,
	'comment.written': m.commitments_history_comment_written,
	'update.posted': m.commitments_history_update_posted,
	'update.accepted': m.commitments_history_update_accepted,
	'update.returned': m.commitments_history_update_returned,
	'rewording.proposed': m.commitments_history_rewording_proposed,
	'rewording.accepted': m.commitments_history_rewording_accepted,
	'rewording.returned': m.commitments_history_rewording_returned
};

/** How the fields of each form are called, for its error summary. */
export const commitmentFields = () => ({
	ownerId: m.commitments_field_owner(),
	kind: m.commitments_field_kind(),
	forumKey: m.commitments_field_forum(),
	pillarId: m.commitments_field_pillar(),
	titleEn: m.commitments_field_title_en(),
	titleFr: m.commitments_field_title_fr(),
	descriptionEn: m.commitments_field_description_en(),
	descriptionFr: m.commitments_field_description_fr(),
	baselineEn: m.commitments_field_baseline_en(),
	baselineFr: m.commitments_field_baseline_fr(),
	measureEn: m.commitments_field_measure_en(),
	measureFr: m.commitments_field_measure_fr(),
	unfunded: m.commitments_field_unfunded(),
	contactMailbox: m.commitments_field_contact(),
	leadAgency: m.commitments_field_lead_agency(),
	supportingAgencies: m.commitments_field_supporting_agencies(),
	subdivisions: m.commitments_field_subdivisions(),
	legalBasisEn: m.commitments_field_legal_basis_en(),
	legalBasisFr: m.commitments_field_legal_basis_fr(),
	announcedOn: m.commitments_field_announced_on(),
	startsOn: m.commitments_field_starts_on(),
	dueOn: m.commitments_field_due_on(),
	sourceUrl: m.commitments_field_source_url()
});

export const updateFields = () => ({
	status: m.commitments_update_field_status(),
	asOf: m.commitments_update_field_as_of(),
	noteEn: m.commitments_update_field_note_en(),
	noteFr: m.commitments_update_field_note_fr(),
	challengesEn: m.commitments_update_field_challenges_en(),
	challengesFr: m.commitments_update_field_challenges_fr(),
	'moves.*.dueOn': m.commitments_moves_field_due_on(),
	'moves.*.reasonEn': m.commitments_moves_field_reason_en(),
	'newMilestones.*.titleEn': m.commitments_milestone_title_en(),
	'newMilestones.*.dueOn': m.commitments_milestone_due_on(),
	'targetValues.*.value': m.commitments_target_field_value(),
	'targetValues.*.period': m.commitments_target_field_period(),
	'evidence.*.url': m.commitments_update_field_evidence_url(),
	'evidence.*.title': m.commitments_update_field_evidence_title(),
	'evidence.*.publisher': m.commitments_update_field_evidence_publisher()
});

export const milestoneFields = () => ({
	titleEn: m.commitments_milestone_title_en(),
	titleFr: m.commitments_milestone_title_fr(),
	participantId: m.commitments_milestone_whose(),
	dueOn: m.commitments_milestone_due_on(),
	status: m.commitments_milestone_status(),
	completedOn: m.commitments_milestone_completed_on()
});

export const relationFields = () => ({
	relatedReference: m.commitments_related_reference(),
	relation: m.commitments_related_relation()
});

export const targetFields = () => ({
	titleEn: m.commitments_target_title_en(),
	titleFr: m.commitments_target_title_fr(),
	unitEn: m.commitments_target_unit_en(),
	unitFr: m.commitments_target_unit_fr(),
	baseline: m.commitments_target_baseline(),
	target: m.commitments_target_target(),
	dueOn: m.commitments_target_due_on()
});

export const fundingFields = () => ({
	amount: m.commitments_funding_amount(),
	currency: m.commitments_funding_currency(),
	fiscalPeriod: m.commitments_funding_period(),
	recipient: m.commitments_funding_recipient(),
	stage: m.commitments_funding_stage(),
	sourceUrl: m.commitments_funding_source()
});

export const timingLabels: Record<Timing, Label> = {
	on_time: m.organisations_timing_on_time,
	late: m.organisations_timing_late,
	ahead: m.organisations_timing_ahead,
	unknown: m.organisations_timing_unknown
};
