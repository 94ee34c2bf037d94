import { fail, type RequestEvent } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import {
	endMembership,
	inviteMember,
	listMembers,
	manageableOrganisations,
	revokeInvitation
} from '#lib/access/members.server.ts';
import { invitationInput, invitationRevocation, membershipEnd } from '#lib/access/schema.ts';
import { asActor, attempt } from '#lib/forms/attempt.server.ts';
import { parseForm } from '#lib/forms/parse.ts';
import type { Db } from '#lib/server/db/types.ts';
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

const step =
	<Schema extends z.ZodType>(
		shape: Schema,
		work: (db: Db, actor: Actor, input: z.output<Schema>) => Promise<string>
	) =>
	async (event: RequestEvent) => {
		const form = parseForm(shape, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, (db, actor) => work(db, actor, form.data));
	};

export const actions: Actions = {
	invite: step(invitationInput, inviteMember),
	revoke: step(invitationRevocation, revokeInvitation),
	end: step(membershipEnd, endMembership)
};
