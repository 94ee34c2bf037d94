import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import {
	declareInterest,
	publishAssessment,
	publishCycle,
	publishDueCycles,
	schedulePublication,
	unschedulePublication
} from '#lib/assessments/commands.server.ts';
import { publishedAssessment, readyToPublish } from '#lib/assessments/queries.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accept,
	answered,
	as,
	attest,
	refusal,
	setStage,
	stateOf,
	type Stage
} from './assessment-world.ts';
import { asSystem, organisation, person } from './world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const MINUTE = 60_000;
const inMinutes = (count: number) => new Date(Date.now() + count * MINUTE);
const cycleIn = (id: string) =>
	asSystem(async (db) => only(await db.select().from(t.cycles).where(eq(t.cycles.id, id))));

/** A cycle in which so many companies' assessments are accepted, the first of them `owner`'s. */
async function acceptedCycle(companies: number) {
	const inCycle = await stage.inNewCycle();
	const ids: string[] = [];
	for (let count = 0; count < companies; count += 1) {
		const other =
			count > 0 && (await organisation('company', `c${inCycle.cycleId.slice(0, 6)}-${count}`));
		const organisationId = other ? other.id : inCycle.organisationId;
		const contributor = other ? await person(other, 'contributor') : who('contributor');
		const approver = other ? await person(other, 'approver') : who('approver');
		const id = await answered(contributor, { ...inCycle, organisationId });
		await attest(approver, id);
		await accept(who('editor'), id);
		ids.push(id);
	}
	return { cycleId: inCycle.cycleId, ids };
}
const statesOf = (ids: string[]) => Promise.all(ids.map(async (id) => (await stateOf(id)).state));
const eventsOf = (event: string, ids: string[]) =>
	asSystem((db) =>
		db
			.select()
			.from(t.auditEvents)
			.where(and(eq(t.auditEvents.event, event), inArray(t.auditEvents.subjectId, ids)))
	);
const key = async (cycleId: string) => (await cycleIn(cycleId)).key;

describe('a cycle with a time', () => {
	it('is published once, all together, however many instances look, and nothing of it before', async () => {
		const { cycleId, ids } = await acceptedCycle(3);
		const at = inMinutes(5);
		await as(who('publisher'), schedulePublication, cycleId, { at, seen: '' });
		expect(
			await refusal(as(who('publisher'), publishAssessment, ids[0] ?? '', { revision: 1 }))
		).toBe('embargoed');
		expect(await publishDueCycles(inMinutes(4))).toBe(0);
		const cycle = await key(cycleId);
		const read = () =>
			as(PUBLIC, (db, actor) => publishedAssessment(db, actor, 'owner', { cycle }));
		expect(await read()).toBeNull();
		const counts = await Promise.all([1, 2, 3].map(() => publishDueCycles(inMinutes(6))));
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
		expect(await statesOf(ids)).toEqual(['published', 'published', 'published']);
		expect((await read())?.cycle.key).toBe(cycle);
		expect(await eventsOf('assessment.published', ids)).toHaveLength(3);
		const [event, ...others] = await eventsOf('cycle.published', [cycleId]);
		expect(others).toEqual([]);
		expect(event?.actorId).toBe('publication');
		expect((await cycleIn(cycleId)).publishedAt).toBeInstanceOf(Date);
		expect(await publishDueCycles(inMinutes(7))).toBe(0);
	});

	it('is set and cleared by a publisher who proves who they are, and who saw the present time', async () => {
		const { cycleId, ids } = await acceptedCycle(1);
		const at = inMinutes(30);
		const schedule = (by: string, given: { at: Date; seen: string }) =>
			refusal(as(who(by), schedulePublication, cycleId, given));
		expect(await schedule('editor', { at, seen: '' })).toBe('not_allowed');
		expect(await schedule('publisher', { at: inMinutes(-1), seen: '' })).toBe('not_ahead');
		const stale = { ...who('publisher'), provedAt: Date.now() - 20 * MINUTE };
		expect(await refusal(as(stale, schedulePublication, cycleId, { at, seen: '' }))).toBe(
			'prove_again'
		);
		expect(await schedule('publisher', { at, seen: '' })).toBe('done');
		expect(await schedule('publisher', { at: inMinutes(60), seen: '' })).toBe('stale');
		const seen = at.toISOString();
		await as(who('publisher'), unschedulePublication, cycleId, { seen });
		expect(await publishDueCycles(inMinutes(90))).toBe(0);
		expect(
			await refusal(as(who('publisher'), publishAssessment, ids[0] ?? '', { revision: 1 }))
		).toBe('done');
	});
});

describe('publishing a cycle now', () => {
	it('leaves out what a company may still reply to, and names it', async () => {
		const { cycleId, ids } = await acceptedCycle(2);
		const [own = '', others = ''] = ids;
		await asSystem((db) =>
			db
				.update(t.assessments)
				.set({
					replyUntil: inMinutes(60 * 24 * 3)
						.toISOString()
						.slice(0, 10)
				})
				.where(eq(t.assessments.id, own))
		);
		expect(await refusal(as(who('editor'), publishCycle, cycleId))).toBe('not_allowed');
		expect(await as(who('publisher'), publishCycle, cycleId)).toEqual({
			...{ published: 1, leftOut: ['owner'] }
		});
		expect(await statesOf([own, others])).toEqual(['accepted', 'published']);
		const { accepted } = await as(who('publisher'), readyToPublish, cycleId);
		expect(accepted.map(({ name, replyUntil }) => [name.en, replyUntil !== null])).toEqual([
			['Name of owner', true]
		]);
		const at = inMinutes(5);
		expect(
			await refusal(as(who('publisher'), schedulePublication, cycleId, { at, seen: '' }))
		).toBe('wrong_state');
		await asSystem((db) =>
			db.update(t.assessments).set({ replyEndedAt: new Date() }).where(eq(t.assessments.id, own))
		);
		expect(await as(who('publisher'), publishCycle, cycleId)).toMatchObject({ published: 1 });
	});

	it('is for another, and so is its time, where the publisher has an interest in one of them', async () => {
		const { cycleId, ids } = await acceptedCycle(2);
		const conflict = { interest: 'conflict' as const, note: 'Worked there.' };
		await as(who('publisher'), declareInterest, ids[1] ?? '', conflict);
		expect(await refusal(as(who('publisher'), publishCycle, cycleId))).toBe('conflict');
		const set = (by: string, given: { at: Date; seen: string }) =>
			refusal(as(who(by), schedulePublication, cycleId, given));
		const at = inMinutes(30);
		const seen = at.toISOString();
		expect(await set('publisher', { at, seen: '' })).toBe('conflict');
		expect(await set('administrator', { at, seen: '' })).toBe('done');
		expect(await set('publisher', { at: inMinutes(5), seen })).toBe('conflict');
		await as(who('publisher'), unschedulePublication, cycleId, { seen });
		expect(await statesOf(ids)).toEqual(['accepted', 'accepted']);
		expect((await cycleIn(cycleId)).publishedAt).toBeNull();
		expect(await as(who('administrator'), publishCycle, cycleId)).toMatchObject({ published: 2 });
	});
});
