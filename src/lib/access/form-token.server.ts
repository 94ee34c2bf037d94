import { eq } from 'drizzle-orm';
import { formTokens } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Person } from './actor.ts';

/**
 * Makes something once, however often its form is posted. `make` returns where the person goes
 * next; a second post of the same token gets the first one's answer and makes nothing. Two posts at
 * the same moment: the unique token lets one through, the other waits and is then refused by the
 * database, which `attempt` turns into the first one's answer on retry.
 */
export async function once(
	db: Db,
	actor: Person,
	token: string,
	make: () => Promise<string>
): Promise<string> {
	const [seen] = await db
		.select({ result: formTokens.result })
		.from(formTokens)
		.where(eq(formTokens.token, token));
	if (seen) return seen.result;
	const result = await make();
	await db.insert(formTokens).values({ token, userId: actor.userId, result });
	return result;
}
