import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	assignRequirement,
	bePresent,
	saveAnswer,
	startAssessment
} from '#lib/assessments/commands.server.ts';
import { assignedTasks, getOwnAnswer, getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { answerPresence, mailOutbox } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { answer, as, refusal, setStage, type Stage } from './assessment-world.ts';
import { asSystem } from './world.ts';

let stage: Stage;
let id: string;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	id = await as(who('contributor'), startAssessment, await stage.inNewCycle());
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const assign = (by: string, number: number, to: string | null) =>
	as(who(by), assignRequirement, id, { number, userId: to && who(to).userId });
const mails = () =>
	asSystem((db) =>
		db
			.select()
			.from(mailOutbox)
			.where(sql`${mailOutbox.dedupeKey} like 'assignment:%'`)
	);

describe('a requirement assigned to a colleague', () => {
	it('shows in the list and in their work until it is answered, and mails them once', async () => {
		await assign('approver', 2, 'contributor');
		await assign('approver', 2, 'contributor');
		const own = await as(who('viewer'), getOwnAssessment, id);
		expect(own.requirements.map(({ assigned }) => assigned?.userId ?? null)).toEqual([
			null,
			who('contributor').userId,
			null
		]);
		const work = async (name: string) =>
			(await as(who(name), assignedTasks)).filter(({ mine }) => mine);
		expect(await work('contributor')).toMatchObject([{ number: 2, progress: 'not_started' }]);
		expect(await work('approver')).toEqual([]);
		const sent = await mails();
		expect(sent).toHaveLength(1);
		expect(sent[0]?.recipient).toBe(who('contributor').email);
		expect(sent[0]?.body).not.toContain('Requirement 2');
		await as(who('contributor'), saveAnswer, { id, number: 2 }, answer());
		expect(await work('contributor')).toEqual([]);
	});

	it('is taken off again, and mails nobody about what they took themselves', async () => {
		await assign('contributor', 2, null);
		await assign('contributor', 3, 'contributor');
		expect((await as(who('contributor'), assignedTasks)).map(({ number }) => number)).toEqual([3]);
		expect(await mails()).toHaveLength(1);
	});

	it('goes to nobody who may not write there, and is no business of others', async () => {
		expect(await refusal(assign('approver', 1, 'viewer'))).toBe('not_found');
		expect(await refusal(assign('approver', 1, 'stranger'))).toBe('not_found');
		expect(await refusal(assign('viewer', 1, 'contributor'))).toBe('not_allowed');
		expect(await refusal(assign('stranger', 1, 'contributor'))).toBe('not_found');
		expect(await refusal(assign('approver', 9, 'contributor'))).toBe('not_found');
		expect(await as(who('stranger'), assignedTasks)).toEqual([]);
	});
});

describe('whoever has an answer open', () => {
	const open = (name: string) => as(who(name), bePresent, { id, number: 1 });
	const seenBy = async (name: string) => (await as(who(name), getOwnAnswer, id, 1)).present;

	it('is told to colleagues at the same answer, not to themselves', async () => {
		expect(await open('contributor')).toEqual([]);
		expect(await open('approver')).toEqual([{ name: who('contributor').name }]);
		expect(await open('contributor')).toEqual([{ name: who('approver').name }]);
		expect(await seenBy('contributor')).toEqual([{ name: who('approver').name }]);
		expect((await as(who('approver'), getOwnAnswer, id, 2)).present).toEqual([]);
		expect(await refusal(open('viewer'))).toBe('not_allowed');
		expect(await refusal(open('stranger'))).toBe('not_found');
	});

	it('is forgotten a minute later', async () => {
		await asSystem((db) =>
			db
				.update(answerPresence)
				.set({ seenAt: sql`now() - interval '61 seconds'` })
				.where(eq(answerPresence.userId, who('approver').userId))
		);
		expect(await seenBy('contributor')).toEqual([]);
	});
});
