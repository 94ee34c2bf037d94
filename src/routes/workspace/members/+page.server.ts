import { randomUUID } from 'node:crypto';
import {
	endMembership,
	inviteMember,
	listMembers,
	manageableOrganisations,
	revokeInvitation
} from '#lib/access/members.server.ts';
import { invitationInput, invitationRevocation, membershipEnd } from '#lib/access/schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const chosen = event.url.searchParams.get('organisation') || undefined;
		return {
			chosen,
			organisations: await listMembers(db, actor, chosen),
			others: await manageableOrganisations(db, actor),
			token: randomUUID()
		};
	});

export const actions: Actions = {
	invite: formAction(invitationInput, inviteMember),
	revoke: formAction(invitationRevocation, revokeInvitation),
	end: formAction(membershipEnd, endMembership)
};
