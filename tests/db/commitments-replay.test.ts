import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { addMilestone } from '#lib/commitments/commands/parts.server.ts';
import { reviseUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { recordedOf } from '#lib/commitments/queries/recorded.server.ts';
import { replay } from '#lib/commitments/replay.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accept,
	create,
	MILESTONE,
	post,
	publish,
	run,
	sentAt,
	setTheStage,
	submit,
	UPDATE
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
}, 60_000);
afterAll(closeDatabase);

/** What may happen to a published commitment: each update with what it brings, and what becomes of it. */
const step = fc.record({
	status: fc.constantFrom('on_track', 'at_risk', 'delayed', 'completed'),
	asOf: fc.constantFrom('2026', '2026-03', '2026-03-15', '2026-07', '2026-10'),
	moves: fc.constantFrom(null, '2027-06', '2028', '2029-01-31'),
	movesMilestone: fc.constantFrom(null, '2027-02', '2027-11'),
	adds: fc.boolean(),
	done: fc.boolean(),
	corrects: fc.nat(5).map((number) => number - 3),
	fate: fc.constantFrom('accept', 'accept', 'accept', 'wait', 'return', 'return and accept')
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const WHY = { reasonEn: 'Put off.', reasonFr: null };
const read = (reference: string) =>
	run('contributor', (db, actor) => getCommitment(db, actor, reference));

async function take(reference: string, given: Step): Promise<void> {
	const now = await read(reference);
	const open = now.milestones.find(({ status }) => status === 'open')?.id;
	const corrected = now.updates.filter(({ mayCorrect }) => mayCorrect).at(given.corrects);
	const content = {
		...UPDATE,
		status: given.status as 'on_track',
		asOf: given.asOf,
		evidence: [],
		milestonesDone: given.done && open ? [open] : [],
		moves: [
			...(given.moves ? [{ milestoneId: null, dueOn: given.moves, ...WHY }] : []),
			...(given.movesMilestone && open
				? [{ milestoneId: open, dueOn: given.movesMilestone, ...WHY }]
				: [])
		],
		newMilestones: given.adds ? [{ titleEn: 'One more', titleFr: null, dueOn: '2027' }] : []
	};
	const correctsId = given.corrects < 0 ? undefined : corrected?.id;
	const id = await post(reference, { ...content, correctsId });
	if (given.fate === 'accept') await accept(id);
	if (!given.fate.startsWith('return')) return;
	const seen = await sentAt(id);
	await run('editor', (db, actor) => returnUpdate(db, actor, id, { seen, comment: 'Why?' }));
	if (given.fate === 'return') return;
	await run('contributor', (db, actor) => reviseUpdate(db, actor, { ...content, id }));
	await accept(id);
}

describe('a commitment’s history', () => {
	it('gives its current state when it is replayed, and every accepted word is still there', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
				const reference = await create();
				await run('contributor', (db, actor) =>
					addMilestone(db, actor, reference, { ...MILESTONE, token: crypto.randomUUID() })
				);
				await submit(reference);
				await publish(reference);
				const first = await read(reference);
				for (const one of steps) await take(reference, one);
				const stands = await read(reference);
				const recorded = await asSystem((db) => recordedOf(db, stands.id));
				const replayed = replay(recorded);
				const { status, statusBasis, statusAsOf } = stands;
				expect(replayed.standings.get(stands.ownerId) ?? first).toMatchObject({
					status,
					statusBasis,
					statusAsOf
				});
				expect(replayed.dueOn).toBe(stands.dueOn);
				expect(replayed.milestones).toEqual(
					stands.milestones.map(({ id, status, completedOn, dueOn }) => ({
						id,
						status,
						completedOn,
						dueOn
					}))
				);
				expect(stands.firstDueOn).toBe(first.dueOn);
				expect(newestThatCounts(stands)).toBe(stands.statusAsOf);
			}),
			{ numRuns: 8, seed: 20261124 }
		);
	}, 60_000);
});

/** Of when the newest accepted update is that nothing corrects, found without replaying. */
function newestThatCounts({ updates }: Awaited<ReturnType<typeof read>>): string | null {
	const dates = updates
		.filter(({ state, correctedBy }) => state === 'accepted' && !correctedBy)
		.map(({ asOf }) => asOf ?? '');
	return dates.sort().at(-1) ?? null;
}
