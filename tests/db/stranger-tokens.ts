import { randomUUID } from 'node:crypto';
import type { TokenInput } from '#lib/access/schema.ts';
import { makeToken } from '#lib/access/tokens.server.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** Tokens of one organisation. */
export async function tokenCases({ who, world }: Stage): Promise<Record<string, Case>> {
	const input = (): TokenInput => ({
		organisationId: world.owner.id,
		kind: 'organisation',
		name: 'Program',
		scopes: ['updates:write'],
		days: 30,
		token: randomUUID()
	});
	await as(who('approver'), makeToken, input());
	const { id } = only(await asSystem((db) => db.select().from(t.apiTokens)));
	return {
		listTokens: { by: 'viewer', given: ['owner'] },
		makeToken: { by: 'approver', given: [input()] },
		revokeToken: { by: 'approver', given: [{ token: id }] }
	};
}
