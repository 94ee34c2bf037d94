import { isPartner, secretariatRole } from '#lib/access/actor.ts';
import { env } from '#lib/server/env.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { actor, locale } }) => ({
	locale,
	demo: env().CONCORD_DEMO,
	person:
		actor.kind === 'person'
			? {
					name: actor.name,
					organisations: actor.memberships.map((membership) => ({
						name: membership.organisationName,
						slug: membership.organisationSlug,
						role: membership.role
					})),
					partner: isPartner(actor),
					secretariat: secretariatRole(actor) !== undefined
				}
			: null
});
