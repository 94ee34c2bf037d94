import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requirePerson } from '#lib/access/require.server.ts';
import { currentTime } from '#lib/clock.ts';
import { imports } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { ReadAnswer } from './read.ts';
import { SHEET_WAITS } from './vocabulary.ts';

const LONGEST = SHEET_WAITS * 24 * 60 * 60 * 1000;

/** A file that this person brought back for this assessment and that still waits, or was applied. Refuses with `not_found`. */
export async function ownSheet(db: Db, actor: Actor, { id, sheet }: { id: string; sheet: string }) {
	const person = requirePerson(actor);
	const [row] = await db
		.select()
		.from(imports)
		.where(and(eq(imports.id, sheet), eq(imports.assessmentId, id)));
	if (row?.createdBy !== person.userId) throw new Refusal('not_found');
	const tooOld = row.createdAt.valueOf() < currentTime().valueOf() - LONGEST;
	if (row.state === 'failed' || (row.state !== 'done' && tooOld)) throw new Refusal('not_found');
	return { row, read: row.state === 'done' ? [] : (row.rows as ReadAnswer[]) };
}
