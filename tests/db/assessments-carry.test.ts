import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	publishAssessment,
	saveAnswer,
	startAssessment
} from '#lib/assessments/commands.server.ts';
import {
	getAttestation,
	getOwnAnswer,
	getOwnAssessment,
	getReview,
	myAssessments,
	publishedAssessment
} from '#lib/assessments/queries.server.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import type { AnswerInput } from '#lib/assessments/schema.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { accept, answer, answered, as, attest, refusal, setStage } from './assessment-world.ts';
import type { Stage } from './assessment-world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const own = (id: string) => as(who('contributor'), getOwnAssessment, id);
const save = (id: string, number: number, input: AnswerInput, done = true) =>
	as(who('contributor'), saveAnswer, { id, number, done }, input);

async function publish(id: string) {
	await attest(who('approver'), id);
	await accept(who('editor'), id);
	await as(who('publisher'), publishAssessment, id, { revision: 1 });
}

/** The answer as a form sends it back, nothing touched. */
async function untouched(id: string, number: number): Promise<AnswerInput> {
	const { requirement } = await as(who('contributor'), getOwnAnswer, id, number);
	const given = requirement.answer;
	if (!given) throw new Error('no answer');
	return {
		...given,
		rating: given.notApplicable ? 'na' : (given.rating ?? undefined),
		evidence: [...given.evidence],
		services: [...given.services],
		metrics: [...given.metrics]
	};
}

describe('answers carried over from the last published cycle', () => {
	let first: string;
	let second: string;

	it('are offered once there is something published, and all of it is copied', async () => {
		const start = await stage.inNewCycle({ opens: -30 });
		const offered = async (cycleId: string) =>
			(await as(who('contributor'), myAssessments)).find((one) => one.cycleId === cycleId)?.carries;
		expect(await offered(start.cycleId)).toBeNull();
		first = await answered(who('contributor'), start);
		await publish(first);
		const next = await stage.inNewCycle({ opens: -20 });
		expect(await offered(next.cycleId)).toEqual({ en: 'Cycle c1', fr: 'Cycle c1 (fr)' });
		second = await as(who('contributor'), startAssessment, { ...next, carry: true });
		const [before, after] = [await own(first), await own(second)];
		for (const [place, { answer: given, progress }] of after.requirements.entries()) {
			const was = before.requirements[place]?.answer;
			expect(given).toMatchObject({
				rating: was?.rating,
				notApplicableReason: was?.notApplicableReason,
				narrative: was?.narrative,
				visibility: was?.visibility,
				evidence: was?.evidence,
				continuity: 'carried',
				since: { en: 'Cycle c1' },
				updatedBy: null
			});
			expect(progress).toBe('carried');
		}
		expect(after.missing).toEqual([1, 2, 3]);
	});

	it('keep it from being submitted until each is confirmed or changed', async () => {
		const { seen } = await as(who('approver'), getAttestation, second);
		expect(seen).toBeTruthy();
		expect(await refusal(attest(who('approver'), second))).toBe('incomplete');
		await save(second, 1, await untouched(second, 1), false);
		expect((await own(second)).missing).toEqual([1, 2, 3]);
		await save(second, 1, await untouched(second, 1));
		await save(second, 2, { ...(await untouched(second, 2)), narrative: 'Now measured.' });
		expect((await own(second)).missing).toEqual([3]);
		await save(second, 3, await untouched(second, 3));
		const { requirements, missing } = await own(second);
		expect(missing).toEqual([]);
		expect(requirements.map(({ answer: given }) => given?.continuity)).toEqual([
			'confirmed',
			'changed',
			'confirmed'
		]);
		expect(requirements[1]?.answer?.since).toBeNull();
	});

	it('say so again when a change is taken back, and are then to be confirmed', async () => {
		const changed = await untouched(second, 1);
		await save(second, 1, { ...changed, narrative: 'Something else.' }, false);
		const { version } = await untouched(second, 1);
		await save(second, 1, { ...changed, version }, false);
		expect((await own(second)).requirements[0]?.progress).toBe('carried');
		await save(second, 1, await untouched(second, 1));
	});

	it('tell the reviewer and the public since when they have been the same, over several cycles', async () => {
		await publish(second);
		const start = { ...(await stage.inNewCycle({ opens: -10 })), carry: true };
		const third = await as(who('contributor'), startAssessment, start);
		for (const number of [1, 2, 3]) await save(third, number, await untouched(third, number));
		await attest(who('approver'), third);
		const review = await as(who('editor'), getReview, third);
		expect(review.requirements.map(({ answer: given }) => given?.since?.key)).toEqual([
			'c1',
			'c2',
			'c1'
		]);
		await accept(who('editor'), third);
		await as(who('publisher'), publishAssessment, third, { revision: 1 });
		const read = await withActor(PUBLIC, (db) =>
			publishedAssessment(db, PUBLIC, stage.world.owner.slug)
		);
		expect(read?.answers.map(({ unchangedSince }) => unchangedSince?.en ?? null)).toEqual([
			'Cycle c1',
			null,
			null
		]);
	});

	it('are new where one starts with empty answers and had none, changed where one had', async () => {
		const { organisationId, cycleId } = await stage.inNewCycle({ opens: -5 });
		const id = await as(who('contributor'), startAssessment, { organisationId, cycleId });
		await save(id, 1, answer({ narrative: 'Begun anew.' }));
		const [given] = (await own(id)).requirements;
		expect(given?.answer).toMatchObject({ continuity: 'changed', since: null });
	});
});
