/** Everything that is ever recorded. A closed list: a new event is added here first. */
export const AUDIT_EVENTS = [
	'sign_in.requested',
	'sign_in.refused',
	'sign_in.completed',
	'sign_out.completed',
	'session.revoked',
	'member.invited',
	'member.invitation_revoked',
	'member.joined',
	'member.role_changed',
	'member.ended',
	'organisation.created',
	'organisation.changed',
	'cycle.created',
	'cycle.changed',
	'commitment.created',
	'commitment.changed',
	'commitment.submitted',
	'commitment.returned',
	'commitment.published',
	'commitment.withdrawn',
	'update.posted',
	'update.accepted',
	'update.returned',
	'assessment.started',
	'assessment.answered',
	'assessment.submitted',
	'assessment.review_started',
	'assessment.reviewed',
	'assessment.returned',
	'assessment.accepted',
	'assessment.published',
	'summary.created',
	'summary.changed',
	'summary.review_requested',
	'summary.returned',
	'summary.published',
	'summary.corrected',
	'reference.loaded'
] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];

export const AUDIT_SUBJECTS = [
	'person',
	'organisation',
	'cycle',
	'commitment',
	'update',
	'assessment',
	'summary',
	'reference'
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];
