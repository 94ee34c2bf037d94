import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { actor } }) => ({
	assesses:
		actor.kind === 'person' &&
		actor.memberships.some(({ organisationKind }) => organisationKind === 'company')
});
