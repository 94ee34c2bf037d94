import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Actor, System } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requireFresh } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { momentSeen } from '#lib/frameworks/rules.ts';
import type { Schedule, Unscheduling } from '#lib/frameworks/schema.ts';
import { withActor } from '#lib/server/db/index.ts';
import { assessments, cycles } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { rowOf, type AssessmentRow } from '../queries/contents.server.ts';
import { isReplyOpen } from '../review-rules.ts';
import { keepAggregates } from './aggregate.server.ts';
import { withoutConflict, withoutConflictIn } from './interests.server.ts';
import { makePublic } from './publish.server.ts';
import { lock, recordOn } from './take.server.ts';

const PUBLICATION: System = { kind: 'system', task: 'publication' };

/** What came of publishing a cycle: how many assessments, and which wait for a company's right of reply. */
export interface Publicised {
	published: number;
	leftOut: string[];
}

/**
 * Sets or moves the time at which what is accepted in a cycle is published together; until then none of it is
 * public. Refuses with `stale` when that time is no longer the one that was `seen`, with `not_ahead` for a time
 * that has passed, with `conflict` whoever has declared an interest in one that would be published then, with
 * `wrong_state` once the cycle is published, and with `prove_again`.
 */
export async function schedulePublication(
	db: Db,
	actor: Actor,
	id: string,
	{ at, seen }: Schedule,
	now: Date = currentTime()
): Promise<void> {
	if (at <= now) throw new Refusal('not_ahead', ['date']);
	await setTime(db, actor, id, { at, seen }, now);
}

/** Takes the time of a cycle's publication back: each assessment is published by itself again. Refuses likewise. */
export async function unschedulePublication(
	db: Db,
	actor: Actor,
	id: string,
	{ seen }: Unscheduling,
	now: Date = currentTime()
): Promise<void> {
	await setTime(db, actor, id, { at: null, seen }, now);
}

async function setTime(
	db: Db,
	actor: Actor,
	id: string,
	{ at, seen }: { at: Date | null; seen: string },
	now: Date
): Promise<void> {
	const person = requireCan(actor, 'cycle.publish');
	requireFresh(person, now.getTime());
	const cycle = await locked(db, id);
	if (cycle.publishedAt) throw new Refusal('wrong_state');
	if (momentSeen(cycle.publishAt) !== seen) throw new Refusal('stale');
	if (at) await withoutConflictIn(db, person, id);
	await db
		.update(cycles)
		.set({ publishAt: at, scheduledBy: at && person.userId })
		.where(eq(cycles.id, id));
	await record(
		db,
		actor,
		'cycle.scheduled',
		{ type: 'cycle', id },
		{ from: cycle.publishAt?.toISOString() ?? null, to: at?.toISOString() ?? null }
	);
}

/**
 * Publishes now what is accepted in a cycle, whatever time was set; what is accepted afterwards can be published
 * in the same way. Refuses with `prove_again` without a recent proof of identity, and with `conflict` whoever has
 * declared an interest in one that would be published: another publishes them, or sets a time.
 */
export async function publishCycle(
	db: Db,
	actor: Actor,
	id: string,
	now: Date = currentTime()
): Promise<Publicised> {
	const person = requireCan(actor, 'cycle.publish');
	requireFresh(person, now.getTime());
	await locked(db, id);
	return publishAccepted(db, actor, id, now);
}

/**
 * Publishes each cycle whose time has come, all of it or nothing. Any number of instances may do so at once: each
 * cycle is taken by one of them, and published once. Returns how many cycles were.
 */
export async function publishDueCycles(now: Date = currentTime()): Promise<number> {
	for (let count = 0; ; count += 1) {
		const found = await withActor(PUBLICATION, async (db) => {
			const [due] = await db
				.select({ id: cycles.id })
				.from(cycles)
				.where(and(lte(cycles.publishAt, now), isNull(cycles.publishedAt)))
				.orderBy(asc(cycles.publishAt))
				.limit(1)
				.for('update', { skipLocked: true });
			if (due) await publishAccepted(db, PUBLICATION, due.id, now);
			return due;
		});
		if (!found) return count;
	}
}

async function locked(db: Db, id: string) {
	const [cycle] = await db
		.select({ publishAt: cycles.publishAt, publishedAt: cycles.publishedAt })
		.from(cycles)
		.where(eq(cycles.id, id))
		.for('update');
	if (!cycle) throw new Refusal('not_found');
	return cycle;
}

/**
 * Publishes every accepted assessment of a cycle by the one way in which each is published. Those to which a
 * company may still reply are left out, and named in the record. All are locked, always in the same order, before
 * anything is written, and recorded last: none who publishes waits for another in a circle.
 */
async function publishAccepted(db: Db, actor: Actor, id: string, now: Date): Promise<Publicised> {
	const accepted = await db
		.select({ id: assessments.id })
		.from(assessments)
		.where(and(eq(assessments.cycleId, id), eq(assessments.state, 'accepted')))
		.orderBy(asc(assessments.id));
	for (const one of accepted) await lock(db, one.id);
	const published: AssessmentRow[] = [];
	const leftOut: AssessmentRow[] = [];
	for (const one of accepted) {
		const row = await rowOf(db, one.id);
		// Somebody published it by itself while we waited for its lock.
		if (row.state !== 'accepted') continue;
		if (isReplyOpen(row, now.toISOString().slice(0, 10))) leftOut.push(row);
		else {
			if (actor.kind === 'person') await withoutConflict(db, actor, row);
			await makePublic(db, row, now);
			published.push(row);
		}
	}
	// Not after each: a sum made midway would leave out those that come after it.
	if (published[0]) await keepAggregates(db, published[0], now);
	await db
		.update(cycles)
		.set({ publishedAt: sql`coalesce(${cycles.publishedAt}, ${now.toISOString()}::timestamptz)` })
		.where(eq(cycles.id, id));
	for (const row of published)
		await recordOn(db, actor, 'assessment.published', row, { revision: row.revision });
	const names = leftOut.map(({ organisation }) => organisation.slug);
	await record(
		db,
		actor,
		'cycle.published',
		{ type: 'cycle', id },
		{ published: published.length, leftOut: names }
	);
	return { published: published.length, leftOut: names };
}
