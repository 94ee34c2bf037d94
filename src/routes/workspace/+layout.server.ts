import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { actor } }) => {
	const companies =
		actor.kind === 'person' &&
		actor.memberships.some(({ organisationKind }) => organisationKind === 'company');
	return { assesses: companies, offers: companies };
};
