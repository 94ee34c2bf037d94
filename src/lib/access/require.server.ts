import { currentTime } from '#lib/clock.ts';
import { can, isInsider, type Action, type Resource } from './policy.ts';
import type { Actor, Person } from './actor.ts';
import { Refusal } from './refusal.ts';

/**
 * The first line of every query and command that is not public. Throws `Refusal`:
 * `not_signed_in` to nobody, `not_found` to strangers (they learn nothing), `wrong_state` to one
 * who could do it in another state, `not_allowed` to one who belongs there and may not.
 */
export function requireCan(actor: Actor, action: Action, resource: Resource = {}): Person {
	if (actor.kind !== 'person') throw new Refusal('not_signed_in');
	if (can(actor, action, resource)) return actor;
	if (!isInsider(actor, resource)) throw new Refusal('not_found');
	throw new Refusal(
		resource.state && couldInOtherState(actor, action, resource) ? 'wrong_state' : 'not_allowed'
	);
}

const STATES = [
	'draft',
	'submitted',
	'returned',
	'published',
	'withdrawn',
	'posted',
	'accepted',
	'in_review',
	'scheduled',
	'superseded',
	'awaiting_reply',
	'dropped'
] as const;

function couldInOtherState(actor: Actor, action: Action, resource: Resource): boolean {
	return STATES.some((state) => can(actor, action, { ...resource, state }));
}

/** For reads that the public may make in some states: `not_found` where the policy says no. */
export function requireRead(actor: Actor, action: Action, resource: Resource): void {
	if (!can(actor, action, resource)) throw new Refusal('not_found');
}

/** For what any signed-in partner may do. */
export function requirePerson(actor: Actor): Person {
	if (actor.kind !== 'person') throw new Refusal('not_signed_in');
	return actor;
}

/** How long a proof of identity is good for attesting and publishing, in milliseconds. */
export const FRESH_FOR = 10 * 60 * 1000;

/** Whether the person has proved who they are within the last ten minutes, in whatever way. */
export function isRecent(actor: Person, now: number = currentTime().valueOf()): boolean {
	return now - actor.provedAt <= FRESH_FOR;
}

/** Whether how they proved it is enough for them: two factors, where those are asked of them. */
const isStrongEnough = ({ needsTwoFactors, provedBy }: Person): boolean =>
	!needsTwoFactors || provedBy === 'passkey' || provedBy === 'strong_provider';

/** Whether the person has proved who they are within the last ten minutes, by as many factors as are asked of them. */
export function isFresh(actor: Person, now: number = currentTime().valueOf()): boolean {
	return isRecent(actor, now) && isStrongEnough(actor);
}

/**
 * Throws `prove_again` unless the person has proved who they are within the last ten minutes, `second_factor` where that was
 * by one factor and they are asked for two.
 */
export function requireFresh(actor: Person, now: number = currentTime().valueOf()): void {
	if (!isRecent(actor, now)) throw new Refusal('prove_again');
	if (!isStrongEnough(actor)) throw new Refusal('second_factor');
}

/** Whether the person may register a passkey now: by a fresh proof, and a first one by any, since two factors begin there. */
export const mayRegister = (actor: Person, now: number = currentTime().valueOf()): boolean =>
	actor.hasPasskey ? isFresh(actor, now) : isRecent(actor, now);

/** Throws as `requireFresh` does where `mayRegister` says no. */
export function requireMayRegister(actor: Person, now: number = currentTime().valueOf()): void {
	if (actor.hasPasskey) requireFresh(actor, now);
	else if (!isRecent(actor, now)) throw new Refusal('prove_again');
}
