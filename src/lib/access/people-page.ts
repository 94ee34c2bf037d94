import type { Actor } from './actor.ts';

/** The page of one’s own organisations’ people, or that of another’s. */
export function peoplePage(actor: Actor, { id, slug }: { id: string; slug: string }): string {
	const own =
		actor.kind === 'person' &&
		actor.memberships.some(({ organisationId }) => organisationId === id);
	return own ? '/workspace/members' : `/workspace/members?organisation=${slug}`;
}
