/** The roles a membership may carry, weakest first: each includes those before it. */
export const MEMBER_ROLES = ['viewer', 'contributor', 'approver'] as const;
export const SECRETARIAT_ROLES = ['editor', 'publisher', 'administrator'] as const;
export const ROLES = [...MEMBER_ROLES, ...SECRETARIAT_ROLES] as const;

export type MemberRole = (typeof MEMBER_ROLES)[number];
export type SecretariatRole = (typeof SECRETARIAT_ROLES)[number];
export type Role = (typeof ROLES)[number];
