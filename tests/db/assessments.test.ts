import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveAnswer, startAssessment, submitAssessment } from '#lib/assessments/commands.server.ts';
import {
	getAttestation,
	getOwnAnswer,
	getOwnAssessment,
	attestedText,
	getSubmission
} from '#lib/assessments/queries.server.ts';
import type { Snapshot } from '#lib/assessments/snapshot.ts';
import { contentHash } from '#lib/assessments/snapshot.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	answer,
	answered,
	as,
	attest,
	refusal,
	setStage,
	stateOf,
	type Stage
} from './assessment-world.ts';
import { asSystem, person } from './world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const inNewCycle = (dates?: { opens?: number; closes?: number }) => stage.inNewCycle(dates);

describe('starting', () => {
	it('twice, by two people, leads to the same one', async () => {
		const where = await inNewCycle();
		const first = await as(who('contributor'), startAssessment, where);
		expect(await as(who('approver'), startAssessment, where)).toBe(first);
	});

	it('is refused before a cycle opens and after it closes', async () => {
		const early = await inNewCycle({ opens: 1, closes: 5 });
		const late = await inNewCycle({ opens: -5, closes: -1 });
		expect(await refusal(as(who('contributor'), startAssessment, early))).toBe('not_open');
		expect(await refusal(as(who('contributor'), startAssessment, late))).toBe('not_open');
	});

	it('is refused to organisations the framework is not for', async () => {
		const { cycleId } = await inNewCycle();
		const government = await asSystem(async (db) =>
			only(
				await db
					.insert(t.organisations)
					.values({ slug: 'ministry', kind: 'government', nameEn: 'M', nameFr: 'M' })
					.returning()
			)
		);
		const liaison = await person(government, 'contributor');
		expect(
			await refusal(as(liaison, startAssessment, { organisationId: government.id, cycleId }))
		).toBe('not_allowed');
	});
});

describe('answering', () => {
	it('counts versions, changes nothing when the same is saved again, and keeps links in order', async () => {
		const id = await as(who('contributor'), startAssessment, await inNewCycle());
		const at = { id, number: 1 };
		const evidence = ['z', 'a', 'm'].map((title) => ({
			url: `https://example.org/${title}`,
			title,
			publisher: null
		}));
		expect(await as(who('contributor'), saveAnswer, at, answer({ evidence }))).toBe(1);
		expect(await as(who('approver'), saveAnswer, at, answer({ evidence }))).toBe(1);
		expect(
			await as(who('contributor'), saveAnswer, at, answer({ evidence, version: 1, rating: 3 }))
		).toBe(2);
		const { requirement } = await as(who('viewer'), getOwnAssessment, id).then((found) => ({
			requirement: found.requirements[0]
		}));
		expect(requirement?.answer).toMatchObject({ rating: 3, version: 2, evidence });
	});

	it('over a version that someone else replaced is refused, and leaves theirs', async () => {
		const id = await as(who('contributor'), startAssessment, await inNewCycle());
		const at = { id, number: 1 };
		await as(who('contributor'), saveAnswer, at, answer({ narrative: 'first' }));
		await as(who('approver'), saveAnswer, at, answer({ narrative: 'theirs', version: 1 }));
		for (const version of [0, 1])
			expect(
				await refusal(
					as(who('contributor'), saveAnswer, at, answer({ narrative: 'mine', version }))
				)
			).toBe('stale');
		const found = await as(who('contributor'), getOwnAnswer, id, 1);
		expect(found.requirement.answer?.narrative).toBe('theirs');
	});

	it('too long or out of range is refused by the database too', async () => {
		const id = await as(who('contributor'), startAssessment, await inNewCycle());
		for (const wrong of [{ narrative: 'x'.repeat(200 * 1024) }, { rating: 7 }])
			await expect(
				as(who('contributor'), saveAnswer, { id, number: 1 }, answer(wrong))
			).rejects.toThrow();
		const { requirements } = await as(who('contributor'), getOwnAssessment, id);
		expect(requirements.map((one) => one.answer)).toEqual([null, null, null]);
	});

	it('to a requirement that is not there is not found', async () => {
		const id = await as(who('contributor'), startAssessment, await inNewCycle());
		expect(await refusal(as(who('contributor'), saveAnswer, { id, number: 9 }, answer()))).toBe(
			'not_found'
		);
	});
});

describe('attesting', () => {
	it('is refused while something is missing, and says what', async () => {
		const id = await as(who('contributor'), startAssessment, await inNewCycle());
		await as(who('contributor'), saveAnswer, { id, number: 2 }, answer());
		await expect(attest(who('approver'), id)).rejects.toMatchObject({
			reason: 'incomplete',
			where: ['1', '3']
		});
	});

	it('is refused to whoever wrote every answer', async () => {
		const id = await answered(who('approver'), await inNewCycle());
		expect(await refusal(attest(who('approver'), id))).toBe('same_person');
		await as(
			who('contributor'),
			saveAnswer,
			{ id, number: 1 },
			answer({ narrative: 'By another.', version: 1 })
		);
		expect(await refusal(attest(who('approver'), id))).toBe('done');
	});

	it('is refused without a recent proof of identity', async () => {
		const id = await answered(who('contributor'), await inNewCycle());
		const tired = { ...who('approver'), provedAt: Date.now() - 11 * 60 * 1000 };
		expect(await refusal(attest(tired, id))).toBe('prove_again');
		expect((await stateOf(id)).state).toBe('draft');
	});

	it('is refused when an answer changed after it was read', async () => {
		const id = await answered(who('contributor'), await inNewCycle());
		const { seen } = await as(who('approver'), getAttestation, id);
		await as(
			who('contributor'),
			saveAnswer,
			{ id, number: 1 },
			answer({ narrative: 'Something else.', version: 1 })
		);
		const form = { name: 'N', title: 'T', confirm: 'on' as const, seen };
		expect(await refusal(as(who('approver'), submitAssessment, id, form))).toBe('stale');
	});

	it('keeps what was attested, under its hash, and closes the answers', async () => {
		const id = await answered(who('contributor'), await inNewCycle());
		await attest(who('approver'), id);
		const { submission } = await as(who('viewer'), getSubmission, id);
		const row = await asSystem(async (db) =>
			only(
				await db
					.select()
					.from(t.assessmentRevisions)
					.where(eq(t.assessmentRevisions.assessmentId, id))
			)
		);
		expect(contentHash(row.snapshot as Snapshot)).toBe(submission.contentHash);
		const { text, name } = await as(who('viewer'), attestedText, id, 1);
		expect(createHash('sha256').update(text).digest('hex')).toBe(submission.contentHash);
		expect(name).toMatch(/-R1\.json$/);
		expect(await refusal(as(who('viewer'), attestedText, id, 2))).toBe('not_found');
		expect(
			await refusal(
				as(who('contributor'), saveAnswer, { id, number: 1 }, answer({ version: 1, rating: 0 }))
			)
		).toBe('wrong_state');
		expect(await refusal(attest(who('approver'), id))).toBe('wrong_state');
	});
});
