import { and, asc, eq, lte } from 'drizzle-orm';
import type { Actor, System } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requireFresh } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { notify, secretariats } from '#lib/notifications/notices.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { checkSummary, requireChecked } from './checks.server.ts';
import { publishEdition } from './commands.server.ts';
import type { SummarySchedule } from './schema.ts';

const PUBLICATION: System = { kind: 'system', task: 'publication' };

type SummaryRow = typeof summaries.$inferSelect;

const subject = (id: string) => ({ type: 'summary' as const, id });
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/**
 * Sets the time at which a summary is published, for a publisher who did not write in it; until then it is not edited.
 * Refuses with `not_ahead` for a time that has passed, with `same_person` and `prove_again` as publishing does, and
 * with `incomplete` for what the check list would still have then.
 */
export async function scheduleSummary(
	db: Db,
	actor: Actor,
	id: string,
	{ at, version }: SummarySchedule,
	now: Date = currentTime()
): Promise<void> {
	const row = await find(db, actor, id);
	const person = requireCan(actor, 'summary.publish', { state: row.state });
	if (row.authors.includes(person.userId)) throw new Refusal('same_person');
	requireFresh(person, now.getTime());
	if (at <= now) throw new Refusal('not_ahead', ['date']);
	await requireChecked(db, actor, row, dayOf(at));
	await move(db, row, version, {
		state: 'scheduled',
		publishAt: at,
		scheduledBy: person.userId
	});
	await record(db, actor, 'summary.scheduled', subject(id), { at: at.toISOString() });
}

/** Calls a summary back from the time that was set for it: it is in review again. Everyone of the secretariat may. */
export async function callBackSummary(
	db: Db,
	actor: Actor,
	id: string,
	version: number
): Promise<void> {
	const row = await find(db, actor, id);
	requireCan(actor, 'summary.call_back', { state: row.state });
	await move(db, row, version, { state: 'in_review', publishAt: null, scheduledBy: null });
	await record(db, actor, 'summary.called_back', subject(id));
}

/**
 * Publishes each summary whose time has come, by the one way in which summaries are published. Any number of instances
 * may do so at once: each summary is taken by one of them, and published once. One that the check list keeps back
 * goes back to review, and who wrote it and who set the time are told. Returns how many were handled.
 */
export async function publishDueSummaries(now: Date = currentTime()): Promise<number> {
	for (let count = 0; ; count += 1) {
		const taken: { row?: SummaryRow } = {};
		try {
			await withActor(PUBLICATION, async (db) => {
				taken.row = await nextDue(db, now);
				if (!taken.row) return;
				const found = await checkSummary(db, PUBLICATION, taken.row, dayOf(now));
				if (found.length)
					await holdBack(
						db,
						taken.row,
						found.map(({ part }) => part)
					);
				else
					await publishEdition(db, PUBLICATION, taken.row, {
						version: taken.row.version,
						publishedBy: taken.row.scheduledBy ?? ''
					});
			});
		} catch (thrown) {
			// What it asks has no answer any more: nothing of the attempt has stayed.
			if (!(thrown instanceof Refusal) || !taken.row) throw thrown;
			const { row } = taken;
			await withActor(PUBLICATION, (db) => holdBack(db, row, [thrown.reason]));
		}
		if (!taken.row) return count;
	}
}

async function nextDue(db: Db, now: Date): Promise<SummaryRow | undefined> {
	const [due] = await db
		.select()
		.from(summaries)
		.where(and(eq(summaries.state, 'scheduled'), lte(summaries.publishAt, now)))
		.orderBy(asc(summaries.publishAt))
		.limit(1)
		.for('update', { skipLocked: true });
	return due;
}

/** Not published at its time: back to review, and those concerned are told. */
async function holdBack(db: Db, row: SummaryRow, parts: readonly string[]): Promise<void> {
	await move(db, row, row.version, { state: 'in_review', publishAt: null, scheduledBy: null });
	const [secretariat] = await secretariats(db);
	const concerned = new Set([...row.authors, ...(row.scheduledBy ? [row.scheduledBy] : [])]);
	if (secretariat)
		await notify(
			db,
			{
				event: 'summary_held_back',
				key: `${row.id}:${row.version}`,
				about: { reference: '', titleEn: row.titleEn, titleFr: row.titleFr },
				by: { en: '', fr: '' },
				path: `/secretariat/summaries/${row.id}`
			},
			...[...concerned].map((userId) => ({ ...secretariat, userId }))
		);
	await record(db, PUBLICATION, 'summary.held_back', subject(row.id), {
		parts: [...new Set(parts)]
	});
}

async function find(db: Db, actor: Actor, id: string): Promise<SummaryRow> {
	requireCan(actor, 'review.queue');
	const [row] = await db.select().from(summaries).where(eq(summaries.id, id));
	if (!row) throw new Refusal('not_found');
	return row;
}

async function move(
	db: Db,
	row: SummaryRow,
	version: number,
	values: Partial<SummaryRow>
): Promise<void> {
	const moved = await db
		.update(summaries)
		.set({ ...values, version: version + 1, updatedAt: currentTime() })
		.where(
			and(eq(summaries.id, row.id), eq(summaries.version, version), eq(summaries.state, row.state))
		)
		.returning({ id: summaries.id });
	if (!moved.length) throw new Refusal('stale');
}
