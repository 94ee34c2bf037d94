import { roleIn, secretariatRole, type Actor } from '#lib/access/actor.ts';
import { can, type Action, type Resource } from '#lib/access/policy.ts';
import type { MemberRole, SecretariatRole } from '#lib/access/vocabulary.ts';
import type { Cast } from './world.ts';

/** Who asks, seen from `owner`. */
export interface Reader {
	name: string;
	actor: Actor;
	/** Their role in `owner`, and in the secretariat. */
	own: MemberRole | undefined;
	staff: SecretariatRole | undefined;
	/** In which of these states the policy table opens this action on a record of `owner`. */
	in(action: Action, states: readonly string[]): string[];
}

export function readerIn({ actors, owner }: Cast, name: string): Reader {
	const actor = actors[name] as Actor;
	return {
		name,
		actor,
		own: roleIn(actor, owner.id) as MemberRole | undefined,
		staff: secretariatRole(actor),
		in: (action, states) =>
			states.filter((state) => can(actor, action, { organisationId: owner.id, state } as Resource))
	};
}

/** The passkeys that this reader may know of, not what they are verified by: of the contributor, who has one, and to whoever manages them. */
export const keyed = ({ name }: Reader): string[] =>
	['contributor', 'approver', 'administrator'].includes(name) ? ['laptop'] : [];
