import { randomUUID } from 'node:crypto';
import {
	endMembership,
	inviteMember,
	listMembers,
	manageableOrganisations,
	revokeInvitation
} from '#lib/access/members.server.ts';
import {
	invitationInput,
	invitationRevocation,
	membershipEnd,
	passkeyReset,
	personErasure
} from '#lib/access/schema.ts';
import { resetPasskeys } from '#lib/access/passkeys.server.ts';
import { can } from '#lib/access/policy.ts';
import { eraseMember } from '#lib/access/erase.server.ts';
import { isFresh, requirePerson } from '#lib/access/require.server.ts';
import { isPartner } from '#lib/access/actor.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const chosen = event.url.searchParams.get('organisation') || undefined;
		return {
			chosen,
			hasOwn: isPartner(actor),
			organisations: await listMembers(db, actor, chosen),
			others: await manageableOrganisations(db, actor),
			mayErase: can(actor, 'person.erase') && isFresh(requirePerson(actor)),
			proved: isFresh(requirePerson(actor)),
			token: randomUUID()
		};
	});

/** The page with what has been done, which its own query may already be followed by. */
const saying = (done: string, path: string) =>
	`${path}${path.includes('?') ? '&' : '?'}done=${done}`;

export const actions: Actions = {
	invite: formAction(invitationInput, async (db, actor, data) =>
		saying('invited', await inviteMember(db, actor, data))
	),
	revoke: formAction(invitationRevocation, async (db, actor, data) =>
		saying('revoked', await revokeInvitation(db, actor, data))
	),
	end: formAction(membershipEnd, async (db, actor, data) =>
		saying('ended', await endMembership(db, actor, data))
	),
	reset: formAction(passkeyReset, async (db, actor, data) =>
		saying('passkeys_reset', await resetPasskeys(db, actor, data))
	),
	/** For administrators, of somebody who left: the membership ends with the account. */
	erase: formAction(personErasure, async (db, actor, data) => {
		await eraseMember(db, actor, data);
		return '/workspace/members?done=account_erased';
	})
};
