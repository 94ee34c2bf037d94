import { asc, gt } from 'drizzle-orm';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { ChainCheck, type Head } from './chain.ts';

const AT_A_TIME = 5000;

/** Reads the whole log in order, some thousand entries at a time, and says what is wrong with its chain. Needs the system actor. */
export async function verifyChain(db: Db, heads: readonly Head[] = []): Promise<ChainCheck> {
	const check = new ChainCheck(heads);
	for (let last = Number.MIN_SAFE_INTEGER; ;) {
		const entries = await db
			.select()
			.from(auditEvents)
			.where(gt(auditEvents.seq, last))
			.orderBy(asc(auditEvents.seq))
			.limit(AT_A_TIME);
		for (const entry of entries) check.follow(entry);
		const end = entries.at(-1);
		if (!end || entries.length < AT_A_TIME) return check;
		last = end.seq;
	}
}
