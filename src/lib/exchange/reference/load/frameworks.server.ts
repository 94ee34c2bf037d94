import { writeFramework } from '#lib/frameworks/commands/write.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reference } from '../read.server.ts';
import { upsert } from '../upsert.server.ts';

/** The Voluntary Principles, the Model National Response and the four pillars, with their scales. */
export async function loadFrameworks(db: Db, reference: Reference): Promise<void> {
	const { voluntaryPrinciples, nationalResponse, pillars } = reference;
	for (const file of [voluntaryPrinciples, nationalResponse, pillars])
		await writeFramework(db, file, upsert);
}
