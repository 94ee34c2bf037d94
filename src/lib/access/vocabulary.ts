import type { OrganisationKind } from '#lib/organisations/vocabulary.ts';

/** The roles a membership may carry, weakest first: each includes those before it. */
export const MEMBER_ROLES = ['viewer', 'contributor', 'approver'] as const;
export const SECRETARIAT_ROLES = ['editor', 'publisher', 'administrator'] as const;
export const ROLES = [...MEMBER_ROLES, ...SECRETARIAT_ROLES] as const;

export type MemberRole = (typeof MEMBER_ROLES)[number];
export type SecretariatRole = (typeof SECRETARIAT_ROLES)[number];
export type Role = (typeof ROLES)[number];

/** The roles that people of an organisation of this kind may have. */
export const rolesFor = (kind: OrganisationKind): readonly Role[] =>
	kind === 'secretariat' ? SECRETARIAT_ROLES : MEMBER_ROLES;

/**
 * How somebody proved who they are: by a link in a mail, by the identity provider, by it where it vouches for a strength
 * that was asked for, by a passkey. The last two are two factors.
 */
export const PROOFS = ['link', 'provider', 'strong_provider', 'passkey'] as const;
export type Proof = (typeof PROOFS)[number];

/** Who must have a second factor for what asks for a fresh proof: those who publish or approve, or nobody. */
export const SECOND_FACTORS = ['publishers', 'nobody'] as const;
export type SecondFactor = (typeof SECOND_FACTORS)[number];

/** What a browser is asked to do with a passkey: make one, or prove by one who is there. */
export const PASSKEY_PURPOSES = ['register', 'prove'] as const;
export type PasskeyPurpose = (typeof PASSKEY_PURPOSES)[number];

/**
 * What a token of the API may be made for. To write a thing is to read it too; nothing here attests,
 * approves or publishes.
 */
export const TOKEN_SCOPES = [
	'commitments:read',
	'commitments:write',
	'milestones:write',
	'updates:write',
	'assessments:read',
	'assessments:write'
] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** After how many days a token ends, at the choice of who makes it. */
export const TOKEN_DAYS = [30, 90, 365] as const;

/** A person's token acts as that person; one of the organisation belongs to it, whoever comes and goes. */
export const TOKEN_KINDS = ['personal', 'organisation'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];
