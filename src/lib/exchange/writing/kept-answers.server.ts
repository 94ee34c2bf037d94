import { and, eq, lt, sql } from 'drizzle-orm';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { idempotencyKeys } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** For how long a request can be repeated, in hours. */
export const ANSWERS_KEPT = 24;

/** An answer, ready to be given again word by word. */
export interface KeptAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** A request that carries a key, and a hash of all that it asks. */
export interface Keyed {
	tokenId: string;
	key: string;
	request: string;
}

/**
 * Does a piece of work once for each key, in the transaction of the work itself. The key is written first: a second
 * request with it waits until the first has ended, and is then given its answer; had that been refused, nothing was
 * written and the second does the work. `other` where the key came with another request.
 */
export async function answeredOnce(
	db: Db,
	{ tokenId, key, request }: Keyed,
	work: () => Promise<KeptAnswer>
): Promise<KeptAnswer | 'other'> {
	const own = and(eq(idempotencyKeys.tokenId, tokenId), eq(idempotencyKeys.key, key));
	const [begun] = await db
		.insert(idempotencyKeys)
		.values({ tokenId, key, request })
		.onConflictDoNothing()
		.returning({ key: idempotencyKeys.key });
	if (begun) {
		const answer = await work();
		await db.update(idempotencyKeys).set(answer).where(own);
		return answer;
	}
	const kept = only(await db.select().from(idempotencyKeys).where(own));
	if (kept.request !== request) return 'other';
	return { status: kept.status ?? 500, headers: kept.headers ?? {}, body: kept.body ?? '' };
}

/** Forgets the answers that were kept long enough. */
export async function forgetAnswers(): Promise<void> {
	await withActor({ kind: 'system', task: 'sign-in' }, (db) =>
		db
			.delete(idempotencyKeys)
			.where(lt(idempotencyKeys.createdAt, sql`now() - make_interval(hours => ${ANSWERS_KEPT})`))
	);
}
