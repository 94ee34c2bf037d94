import { randomUUID } from 'node:crypto';
import {
	endMembership,
	inviteMember,
	listMembers,
	manageableOrganisations,
	revokeInvitation
} from '#lib/access/members.server.ts';
import { invitationInput, invitationRevocation, membershipEnd } from '#lib/access/schema.ts';
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
	)
};
