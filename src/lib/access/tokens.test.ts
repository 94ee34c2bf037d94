import { describe, expect, it } from 'vitest';
import { can, OPENED_BY, POLICY, type Action } from './policy.ts';
import type { Person } from './actor.ts';
import { roleOf, scopesFor, stateOf } from './tokens.ts';
import { TOKEN_SCOPES, type TokenScope } from './vocabulary.ts';

const OWN = '00000000-0000-4000-8000-000000000001';

/** A program with these scopes, in the role of an approver if nothing held it back. */
const program = (scopes: readonly TokenScope[]): Person => ({
	kind: 'person',
	userId: OWN,
	name: 'Program',
	email: 'program@example.org',
	locale: 'en',
	provedAt: 0,
	memberships: [
		{
			organisationId: OWN,
			organisationSlug: 'own',
			organisationKind: 'company',
			organisationName: { en: 'Own', fr: 'Own' },
			role: 'approver'
		}
	],
	token: { id: OWN, scopes }
});

describe('a token', () => {
	it('is made for no more than the role allows', () => {
		expect(scopesFor('viewer')).toEqual(['commitments:read', 'assessments:read']);
		expect(scopesFor('contributor')).toEqual([...TOKEN_SCOPES]);
		expect(scopesFor('approver')).toEqual([...TOKEN_SCOPES]);
		expect(scopesFor('administrator')).toEqual([]);
	});

	it('acts in the least role that its scopes need', () => {
		expect(roleOf(['commitments:read', 'assessments:read'])).toBe('viewer');
		expect(roleOf(['commitments:read', 'updates:write'])).toBe('contributor');
	});

	it('ends when it is revoked, when its membership ends, and when its time is over', () => {
		const now = new Date('2026-11-26T12:00:00Z');
		const token = {
			expiresAt: new Date('2026-12-01'),
			revokedAt: null,
			membershipEndedAt: null
		};
		expect(stateOf(token, now)).toBe('valid');
		expect(stateOf({ ...token, expiresAt: now }, now)).toBe('expired');
		expect(stateOf({ ...token, revokedAt: now }, now)).toBe('ended');
		expect(stateOf({ ...token, membershipEndedAt: now }, now)).toBe('ended');
	});

	it('opens what its scope names, and nothing else of what the member may', () => {
		const states = ['draft', 'published', 'accepted', 'in_review', 'awaiting_reply'] as const;
		const opened = (scope: TokenScope) =>
			(Object.keys(POLICY) as Action[]).filter((action) =>
				states.some((state) => can(program([scope]), action, { organisationId: OWN, state }))
			);
		for (const scope of TOKEN_SCOPES)
			expect(opened(scope).sort(), scope).toEqual([...OPENED_BY[scope]].sort());
	});

	it('never attests, withdraws, discloses, replies, manages people or makes tokens', () => {
		const all = Object.values(OPENED_BY).flat() as Action[];
		expect([...new Set(all)].sort()).toEqual([
			'assessment.answer',
			'assessment.read',
			'commitment.create',
			'commitment.edit',
			'commitment.read',
			'commitment.submit',
			'update.post',
			'update.read'
		]);
	});
});
