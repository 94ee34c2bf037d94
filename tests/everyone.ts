import type { Actor, Membership, Person } from '#lib/access/actor.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/vocabulary.ts';

export const OWN = '00000000-0000-4000-8000-000000000001';
export const OTHER = '00000000-0000-4000-8000-000000000002';
export const PARTICIPANT = '00000000-0000-4000-8000-000000000004';
const SECRETARIAT = '00000000-0000-4000-8000-000000000003';

export function person(
	role: Role,
	organisationId: string,
	kind: Membership['organisationKind']
): Person {
	return {
		kind: 'person',
		userId: '00000000-0000-4000-8000-00000000000a',
		name: 'Someone',
		email: 'someone@example.org',
		locale: 'en',
		provedAt: 0,
		memberships: [
			{
				organisationId,
				organisationSlug: 'some',
				organisationKind: kind,
				organisationName: { en: 'Some', fr: 'Une' },
				role
			}
		]
	};
}

/** Everyone there is, seen from a record of OWN in which PARTICIPANT takes part. */
export const ACTORS: Record<string, Actor> = {
	public: PUBLIC,
	stranger: person('approver', OTHER, 'company'),
	viewer: person('viewer', OWN, 'company'),
	contributor: person('contributor', OWN, 'company'),
	approver: person('approver', OWN, 'company'),
	onlooker: person('viewer', PARTICIPANT, 'government'),
	participant: person('contributor', PARTICIPANT, 'government'),
	editor: person('editor', SECRETARIAT, 'secretariat'),
	publisher: person('publisher', SECRETARIAT, 'secretariat'),
	administrator: person('administrator', SECRETARIAT, 'secretariat')
};
