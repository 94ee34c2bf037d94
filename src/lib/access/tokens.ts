import { includesRole } from './actor.ts';
import { TOKEN_SCOPES, type MemberRole, type Role, type TokenScope } from './vocabulary.ts';

/** What every token begins with, so that people and scanners know one where it should not be. */
export const TOKEN_PREFIX = 'concord_';

/** The least role in which a scope is of use. */
const roleFor = (scope: TokenScope): MemberRole =>
	scope.endsWith(':write') ? 'contributor' : 'viewer';

/** What a member of this role may make a token for. */
export const scopesFor = (role: Role): TokenScope[] =>
	TOKEN_SCOPES.filter((scope) => includesRole(role, roleFor(scope)));

/** The role in which a token acts: no more than its scopes need, and never one that attests or approves. */
export const roleOf = (scopes: readonly TokenScope[]): MemberRole =>
	scopes.some((scope) => roleFor(scope) === 'contributor') ? 'contributor' : 'viewer';

export type TokenState = 'valid' | 'expired' | 'ended';

/** Whether a token still opens anything: it ends when it is revoked, and with the membership by which it acts. */
export function stateOf(
	{
		expiresAt,
		revokedAt,
		membershipEndedAt
	}: { expiresAt: Date; revokedAt: Date | null; membershipEndedAt: Date | null },
	now: Date
): TokenState {
	if (revokedAt ?? membershipEndedAt) return 'ended';
	return expiresAt <= now ? 'expired' : 'valid';
}
