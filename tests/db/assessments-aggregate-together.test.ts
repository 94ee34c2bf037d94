import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Person } from '#lib/access/actor.ts';
import {
	discloseOwn,
	publishAssessment,
	publishCycle,
	publishDueCycles,
	schedulePublication
} from '#lib/assessments/commands.server.ts';
import { readAggregates } from '#lib/assessments/queries.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { assessments, countedAssessments } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { accept, answered, as, attest, cycle, framework, setStage } from './assessment-world.ts';
import type { Stage } from './assessment-world.ts';
import { asSystem, organisation, person } from './world.ts';

interface Government {
	id: string;
	approver: Person;
}

let stage: Stage;
let national: { id: string };
let cycles = 0;

beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	national = await framework('national', {
		audience: 'governments',
		disclosure: 'aggregate_only'
	});
}, 60_000);
afterAll(closeDatabase);

/** A cycle in which so many governments' assessments are accepted, in the order in which a batch publishes them. */
async function accepted(count: number) {
	const { id: cycleId, key } = await cycle(national, `n${++cycles}`);
	const governments: Government[] = [];
	for (let number = 1; number <= count; number += 1) {
		const government = await organisation('government', `${key}-land-${number}`);
		const approver = await person(government, 'approver');
		const id = await answered(await person(government, 'contributor'), {
			organisationId: government.id,
			cycleId
		});
		await attest(approver, id);
		await accept(stage.who('editor'), id);
		governments.push({ id, approver });
	}
	governments.sort((one, other) => (one.id < other.id ? -1 : 1));
	const sum = async () =>
		(await withActor(PUBLIC, (db) => readAggregates(db, 'national'))).cycles.find(
			(one) => one.key === key
		)?.organisations ?? null;
	return { cycleId, governments, sum };
}

const disclose = ({ approver, id }: Government) =>
	as(approver, discloseOwn, id, { disclose: true });
const membersOf = async (cycleId: string) =>
	(
		await asSystem((db) =>
			db
				.select({ id: countedAssessments.assessmentId })
				.from(countedAssessments)
				.innerJoin(assessments, eq(assessments.id, countedAssessments.assessmentId))
				.where(eq(assessments.cycleId, cycleId))
		)
	)
		.map(({ id }) => id)
		.sort();

describe('governments that are published together', () => {
	it('are all in one sum, which is withdrawn before four that show their own tell of a fifth', async () => {
		const { cycleId, governments, sum } = await accepted(9);
		await as(stage.who('publisher'), publishCycle, cycleId);
		expect(await sum()).toBe(9);
		expect(await membersOf(cycleId)).toEqual(governments.map(({ id }) => id));
		for (const one of governments.slice(0, 4)) await disclose(one);
		expect(await sum()).toBe(9);
		await disclose(governments[4] as Government);
		expect(await sum()).toBeNull();
	}, 60_000);

	it('are so at the time that was set, those with their own shown from the start not among the five', async () => {
		const { cycleId, governments, sum } = await accepted(7);
		for (const one of governments.slice(0, 2)) await disclose(one);
		const at = new Date(Date.now() + 60_000);
		await as(stage.who('publisher'), schedulePublication, cycleId, { at, seen: '' });
		await publishDueCycles(new Date(at.getTime() + 1));
		expect(await sum()).toBe(7);
		await disclose(governments[6] as Government);
		expect(await sum()).toBeNull();
	}, 60_000);
});

describe('who is in a sum', () => {
	it('is not told from times: one published in the same moment after it is not', async () => {
		const { cycleId, governments, sum } = await accepted(6);
		const now = new Date();
		for (const { id } of governments)
			await as(stage.who('publisher'), publishAssessment, id, { revision: 1 }, now);
		expect(await sum()).toBe(5);
		expect(await membersOf(cycleId)).toEqual(governments.slice(0, 5).map(({ id }) => id));
		await disclose(governments[0] as Government);
		expect(await sum()).toBeNull();
	}, 60_000);

	it('takes two who begin to show their own at once into account, each the other', async () => {
		const { cycleId, governments, sum } = await accepted(6);
		await as(stage.who('publisher'), publishCycle, cycleId);
		expect(await sum()).toBe(6);
		await Promise.all(governments.slice(0, 2).map(disclose));
		expect(await sum()).toBeNull();
	}, 60_000);
});
