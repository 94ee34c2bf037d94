import type { AssessmentState } from '#lib/assessments/vocabulary.ts';
import type { CommitmentState, UpdateState } from '#lib/commitments/vocabulary.ts';
import type { FindingState } from '#lib/frameworks/vocabulary.ts';
import { PUBLIC_STATES, type PassageState, type SummaryState } from '#lib/summaries/vocabulary.ts';
import { includesRole, roleIn, secretariatRole, type Actor } from './actor.ts';
import {
	MEMBER_ROLES,
	SECRETARIAT_ROLES,
	type MemberRole,
	type SecretariatRole,
	type TokenScope
} from './vocabulary.ts';

/**
 * Who an action is open to: anyone; any signed-in partner; a member of the owning organisation
 * with at least that role; a member of an organisation that takes part beside it, likewise; someone of
 * the secretariat with at least that role.
 */
export type Grantee =
	| 'public'
	| 'partner'
	| `own:${MemberRole}`
	| `part:${MemberRole}`
	| `secretariat:${SecretariatRole}`;

type State =
	CommitmentState | UpdateState | AssessmentState | SummaryState | PassageState | FindingState;

interface Grant {
	to: Grantee;
	/** The states of the resource in which the grant holds; none named means all. */
	in?: readonly State[];
}

/** Who may do what (DESIGN §3). The only place where it is written; row-level security says it again. */
export const POLICY = {
	'commitment.read': [
		{ to: 'public', in: ['published', 'withdrawn'] },
		{ to: 'own:viewer' },
		{ to: 'secretariat:editor', in: ['submitted', 'returned', 'published', 'withdrawn'] }
	],
	'commitment.create': [{ to: 'own:contributor' }],
	'commitment.edit': [{ to: 'own:contributor', in: ['draft', 'returned'] }],
	'commitment.submit': [{ to: 'own:contributor', in: ['draft', 'returned'] }],
	'commitment.review': [{ to: 'secretariat:editor', in: ['submitted'] }],
	'commitment.withdraw': [
		{ to: 'own:approver', in: ['published'] },
		{ to: 'secretariat:publisher', in: ['published'] }
	],
	'update.read': [
		{ to: 'public', in: ['accepted'] },
		{ to: 'partner', in: ['posted', 'accepted'] },
		{ to: 'own:viewer' },
		{ to: 'secretariat:editor' }
	],
	'update.post': [
		{ to: 'own:contributor', in: ['published'] },
		{ to: 'part:contributor', in: ['published'] }
	],
	'update.revise': [{ to: 'own:contributor', in: ['returned'] }],
	'update.review': [{ to: 'secretariat:editor', in: ['posted'] }],
	'comment.read': [{ to: 'own:viewer' }, { to: 'secretariat:editor' }],
	'comment.write': [
		{ to: 'own:viewer' },
		{ to: 'secretariat:editor', in: ['submitted', 'returned', 'published', 'withdrawn'] }
	],
	'rewording.read': [
		{ to: 'public', in: ['accepted'] },
		{ to: 'own:viewer' },
		{ to: 'secretariat:editor' }
	],
	'rewording.propose': [{ to: 'own:contributor', in: ['published'] }],
	'rewording.review': [{ to: 'secretariat:editor', in: ['posted'] }],
	'assessment.read': [
		{ to: 'public', in: ['published'] },
		{ to: 'own:viewer' },
		{ to: 'secretariat:editor', in: ['submitted', 'in_review', 'accepted', 'published'] }
	],
	'assessment.start': [{ to: 'own:contributor' }],
	'assessment.answer': [{ to: 'own:contributor', in: ['draft', 'returned'] }],
	'assessment.submit': [{ to: 'own:approver', in: ['draft', 'returned'] }],
	'assessment.review': [{ to: 'secretariat:editor', in: ['submitted', 'in_review'] }],
	'assessment.declare': [{ to: 'secretariat:editor', in: ['submitted', 'in_review', 'accepted'] }],
	'assessment.reply': [{ to: 'own:approver', in: ['accepted'] }],
	'assessment.publish': [{ to: 'secretariat:publisher', in: ['accepted'] }],
	'assessment.disclose': [
		{ to: 'own:approver', in: ['submitted', 'in_review', 'accepted', 'published'] }
	],
	'finding.read': [
		{ to: 'public', in: ['published'] },
		{ to: 'own:viewer' },
		{ to: 'secretariat:editor' }
	],
	'finding.record': [{ to: 'secretariat:editor' }],
	'finding.publish': [{ to: 'secretariat:editor', in: ['awaiting_reply'] }],
	'finding.reply': [{ to: 'own:approver', in: ['awaiting_reply', 'published'] }],
	'summary.read': [{ to: 'public', in: PUBLIC_STATES }, { to: 'secretariat:editor' }],
	'summary.create': [{ to: 'secretariat:editor' }],
	'summary.edit': [{ to: 'secretariat:editor', in: ['draft', 'in_review'] }],
	'summary.comment': [{ to: 'secretariat:editor', in: ['draft', 'in_review'] }],
	'summary.publish': [{ to: 'secretariat:publisher', in: ['in_review'] }],
	'summary.call_back': [{ to: 'secretariat:editor', in: ['scheduled'] }],
	'summary.withdraw': [{ to: 'secretariat:publisher', in: ['published', 'superseded'] }],
	'passage.read': [
		{ to: 'public', in: ['published'] },
		{ to: 'own:viewer' },
		{ to: 'secretariat:editor' }
	],
	'passage.ask': [{ to: 'secretariat:editor', in: ['draft', 'in_review'] }],
	'passage.drop': [{ to: 'secretariat:editor', in: ['awaiting_reply'] }],
	'passage.reply': [{ to: 'own:approver', in: ['awaiting_reply'] }],
	'review.queue': [{ to: 'secretariat:editor' }],
	'member.read': [{ to: 'own:viewer' }, { to: 'secretariat:editor' }],
	'member.manage': [{ to: 'own:approver' }, { to: 'secretariat:administrator' }],
	'passkey.reset': [{ to: 'own:approver' }, { to: 'secretariat:administrator' }],
	'token.make': [{ to: 'own:viewer' }],
	'token.make_shared': [{ to: 'own:approver' }],
	'token.manage': [{ to: 'own:approver' }, { to: 'secretariat:administrator' }],
	'webhook.manage': [{ to: 'own:approver' }, { to: 'secretariat:administrator' }],
	'service.manage': [{ to: 'own:contributor' }],
	'organisation.manage': [{ to: 'secretariat:administrator' }],
	'cycle.manage': [{ to: 'secretariat:administrator' }],
	'framework.manage': [{ to: 'secretariat:administrator' }],
	'cycle.nudge': [{ to: 'secretariat:editor' }],
	'cycle.publish': [{ to: 'secretariat:publisher' }],
	'text.remove': [{ to: 'secretariat:administrator' }],
	'person.erase': [{ to: 'secretariat:administrator' }],
	'audit.read': [{ to: 'own:viewer' }, { to: 'secretariat:editor' }]
} as const satisfies Record<string, readonly Grant[]>;

export type Action = keyof typeof POLICY;

/** What an action is done to: whose it is, and the state it is in. */
export interface Resource {
	organisationId?: string | null;
	/** The organisations that take part in a shared commitment beside the one that leads it. */
	participantIds?: readonly string[];
	state?: State;
}

function holds(
	actor: Actor,
	grantee: Grantee,
	{ organisationId, participantIds = [] }: Resource
): boolean {
	if (grantee === 'public') return true;
	if (actor.kind !== 'person') return false;
	if (grantee === 'partner') return actor.memberships.length > 0;
	const [whose, asked] = grantee.split(':') as [
		'own' | 'part' | 'secretariat',
		MemberRole | SecretariatRole
	];
	const held = {
		own: () => [organisationId ? roleIn(actor, organisationId) : undefined],
		part: () => participantIds.map((id) => roleIn(actor, id)),
		secretariat: () => [secretariatRole(actor)]
	}[whose]();
	return held.some((role) => role !== undefined && includesRole(role, asked));
}

/**
 * What each scope of a token opens, of what the policy table lets the member do in whose name it acts. Nobody
 * attests, withdraws, invites or publishes by a program.
 */
export const OPENED_BY = {
	'commitments:read': ['commitment.read', 'update.read'],
	'commitments:write': [
		'commitment.read',
		'update.read',
		'commitment.create',
		'commitment.edit',
		'commitment.submit'
	],
	'milestones:write': ['commitment.read', 'update.read', 'commitment.edit'],
	'updates:write': ['commitment.read', 'update.read', 'update.post'],
	'assessments:read': ['assessment.read'],
	'assessments:write': ['assessment.read', 'assessment.answer']
} as const satisfies Record<TokenScope, readonly Action[]>;

/** Whether a program was given a token for this; a person needs none. */
const isOpened = (actor: Actor, action: Action): boolean =>
	actor.kind !== 'person' ||
	!actor.token ||
	actor.token.scopes.some((scope) => (OPENED_BY[scope] as readonly Action[]).includes(action));

/** Whether the policy table opens this action on this resource to this actor. Pure. */
export function can(actor: Actor, action: Action, resource: Resource = {}): boolean {
	if (!isOpened(actor, action)) return false;
	const grants: readonly Grant[] = POLICY[action];
	return grants.some(
		(grant) =>
			holds(actor, grant.to, resource) &&
			(!grant.in || (resource.state !== undefined && grant.in.includes(resource.state)))
	);
}

/** Whether the actor belongs to those who may know that the resource exists. */
export function isInsider(actor: Actor, resource: Resource): boolean {
	return (
		secretariatRole(actor) !== undefined ||
		(!!resource.organisationId && roleIn(actor, resource.organisationId) !== undefined)
	);
}

export const ALL_GRANTEES: readonly Grantee[] = [
	'public',
	'partner',
	...MEMBER_ROLES.map((role) => `own:${role}` as const),
	...MEMBER_ROLES.map((role) => `part:${role}` as const),
	...SECRETARIAT_ROLES.map((role) => `secretariat:${role}` as const)
];
