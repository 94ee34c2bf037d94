import type { System } from '#lib/access/actor.ts';
import { mendSums } from '#lib/assessments/commands/rebuild-sums.server.ts';
import { mendRatings, type MendedRatings } from '#lib/assessments/commands/rebuild.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { mendFacets, type MendedFacets } from '#lib/commitments/commands/rebuild-facets.server.ts';
import { mendStandings, type MendedStandings } from '#lib/commitments/commands/rebuild.server.ts';
import { withSteadyView } from '#lib/server/db/index.ts';
import { overtaken } from '#lib/server/db/unavailable.ts';
import { sql } from 'drizzle-orm';

const READING: System = { kind: 'system', task: 'reading' };
/** How often it is begun anew where others publish at the same moment. */
const TRIES = 5;

/** How many rows of each reading model differed from what the records say. */
export type Rebuilt = MendedStandings & MendedFacets & MendedRatings & { sums: number };

/**
 * Works out every reading model anew from the records it was written from, in one transaction, and writes what
 * differs: how commitments stand, what their list counts, what comparisons show of self-assessments, the sums of a cycle. People go on reading
 * and writing meanwhile; what they write wins. Where nothing differs, nothing is written.
 */
export async function rebuildReading(now?: Date): Promise<Rebuilt> {
	for (let left = TRIES; ; left -= 1)
		try {
			return await rebuild(now);
		} catch (thrown) {
			if (left <= 1 || !overtaken(thrown)) throw thrown;
		}
}

const rebuild = (at: Date | undefined): Promise<Rebuilt> =>
	withSteadyView(READING, async (db) => {
		// Not before: only now has the database said what time it is.
		const now = at ?? currentTime();
		// A record of many years takes longer than what somebody waits for on a page.
		await db.execute(sql`set local statement_timeout = 0`);
		const rebuilt = {
			...(await mendStandings(db)),
			...(await mendFacets(db)),
			...(await mendRatings(db)),
			sums: await mendSums(db, now)
		};
		if (Object.values(rebuilt).some((count) => count > 0))
			await record(db, READING, 'reading.rebuilt', { type: 'reference', id: 'reading' }, rebuilt);
		return rebuilt;
	});
