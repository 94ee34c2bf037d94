import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { OrganisationKind } from '#lib/organisations/vocabulary.ts';
import {
	MEMBER_ROLES,
	SECRETARIAT_ROLES,
	type Proof,
	type Role,
	type SecretariatRole,
	type TokenScope
} from './vocabulary.ts';

export interface Membership {
	organisationId: string;
	organisationSlug: string;
	organisationKind: OrganisationKind;
	organisationName: { en: string; fr: string };
	role: Role;
}

/** A signed-in person, with the memberships in force at the start of the request. */
export interface Person {
	kind: 'person';
	userId: string;
	name: string;
	email: string;
	locale: Locale;
	memberships: readonly Membership[];
	/** The session in which they ask; none where a program asks. */
	sessionId?: string;
	/** When they last proved who they are, in milliseconds since 1970. */
	provedAt: number;
	/** And how; by a link where it is not said. */
	provedBy?: Proof;
	/** Whether they have a passkey to prove anew by. */
	hasPasskey?: boolean;
	/** Whether what asks for a fresh proof asks them for two factors. */
	needsTwoFactors?: boolean;
	/** The token by which a program asks in their name, or in its organisation's, and what that is made for. */
	token?: { id: string; scopes: readonly TokenScope[] };
}

export interface Public {
	kind: 'public';
}

/** The portal itself: sign-in, mail, calendars, publishing at a set time, whether the data package is still as the record is, telling other sites of changes, looking at links, verifying the log, the reference data, what is held about a person and for how long, what is written ahead for readers. Never made from a request's content. */
export interface System {
	kind: 'system';
	task:
		| 'sign-in'
		| 'mail'
		| 'calendar'
		| 'publication'
		| 'package'
		| 'webhooks'
		| 'links'
		| 'audit'
		| 'reference'
		| 'privacy'
		| 'reading'
		| 'test';
}

/** Whoever asks for something. */
export type Actor = Public | Person | System;

export const PUBLIC: Public = Object.freeze({ kind: 'public' });

/** `approver` includes `contributor` includes `viewer`; the secretariat's roles likewise. */
export function includesRole(held: Role, asked: Role): boolean {
	for (const ladder of [MEMBER_ROLES, SECRETARIAT_ROLES] as readonly (readonly Role[])[]) {
		const at = ladder.indexOf(held);
		if (at >= 0 && ladder.includes(asked)) return at >= ladder.indexOf(asked);
	}
	return false;
}

export function roleIn(actor: Actor, organisationId: string): Role | undefined {
	if (actor.kind !== 'person') return undefined;
	return actor.memberships.find((m) => m.organisationId === organisationId)?.role;
}

/** The person's role in the secretariat, if they belong to it. */
export function secretariatRole(actor: Actor): SecretariatRole | undefined {
	if (actor.kind !== 'person') return undefined;
	const role = actor.memberships.find((m) => m.organisationKind === 'secretariat')?.role;
	return SECRETARIAT_ROLES.find((r) => r === role);
}

/** Whether somebody publishes for the secretariat or answers for an organisation: who is to have a second factor. */
export const publishesOrApproves = (memberships: readonly Pick<Membership, 'role'>[]): boolean =>
	memberships.some(({ role }) => includesRole(role, 'approver') || includesRole(role, 'publisher'));

/** Whether the actor works for an organisation that promises or reports, not for the secretariat alone. */
export const isPartner = (actor: Actor): boolean =>
	actor.kind === 'person' &&
	actor.memberships.some(({ organisationKind }) => organisationKind !== 'secretariat');

/** The organisations in which the actor holds at least this role. */
export function organisationsOf(actor: Actor, role: Role): string[] {
	if (actor.kind !== 'person') return [];
	return actor.memberships.filter((m) => includesRole(m.role, role)).map((m) => m.organisationId);
}
