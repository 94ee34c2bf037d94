import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import {
	acceptAssessment,
	beginReview,
	publishAssessment,
	returnAssessment,
	saveAnswer,
	saveReview,
	submitAssessment
} from '#lib/assessments/commands.server.ts';
import {
	assessmentTasks,
	getAttestation,
	getOwnAnswer,
	getOwnAssessment,
	getReview,
	getSubmission,
	myAssessments,
	publishedAssessment,
	reviewQueueAssessments
} from '#lib/assessments/queries.server.ts';
import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { mailOutbox } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accept,
	accepting,
	answer,
	answered,
	as,
	attest,
	refusal,
	remark,
	review,
	setStage,
	stateOf,
	type Stage
} from './assessment-world.ts';
import { asSystem } from './world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const inNewCycle = () => stage.inNewCycle();

describe('review', () => {
	it('goes back with comments and shows what changed when it returns', async () => {
		const id = await answered(who('contributor'), await inNewCycle());
		await attest(who('approver'), id);
		expect(await refusal(as(who('editor'), saveReview, id, review()))).toBe('wrong_state');
		await as(who('editor'), beginReview, id);
		const asked = remark(1, { comment: 'Since when?', reviewerRating: 1, reason: 'One service.' });
		await as(who('editor'), saveReview, id, { ...review(), answers: [asked] });
		const hidden = await as(who('contributor'), getOwnAssessment, id);
		expect(hidden.requirements[0]?.review).toBeNull();
		await as(who('editor'), returnAssessment, id, review(1, 'Please say more.'));
		expect(await refusal(as(who('editor'), getReview, id))).toBe('wrong_state');
		const back = await as(who('contributor'), getOwnAnswer, id, 1);
		expect(back.returnComment).toBe('Please say more.');
		expect(back.requirement).toMatchObject({ open: true, review: { comment: 'Since when?' } });
		await as(
			who('contributor'),
			saveAnswer,
			{ id, number: 1 },
			answer({ narrative: 'Since 2024.', version: 1 })
		);
		await attest(who('approver'), id);
		const again = await as(who('editor'), getReview, id);
		expect(again.revision).toBe(2);
		expect(again.requirements.map(({ changed }) => changed)).toEqual([true, false, false]);
		expect(again.requirements[0]?.old?.narrative).toBe('SAID TO ALL');
		expect(again.requirements[0]?.earlierReview?.comment).toBe('Since when?');
	});

	it('tells a second reviewer that the first has written', async () => {
		const id = await answered(who('contributor'), await inNewCycle());
		await attest(who('approver'), id);
		await as(who('editor'), beginReview, id);
		const first = remark(1, { comment: 'First.' });
		await as(who('editor'), saveReview, id, { ...review(), answers: [first] });
		await expect(
			as(who('publisher'), saveReview, id, {
				...review(),
				answers: [{ ...first, comment: 'Second.' }]
			})
		).rejects.toMatchObject({ reason: 'stale', where: ['1'] });
		const seen = (await as(who('publisher'), getReview, id)).requirements[0]?.review?.updatedAt;
		await as(who('publisher'), saveReview, id, {
			...review(),
			answers: [{ ...first, comment: 'Second.', seen: seen?.toISOString() ?? null }]
		});
		expect((await as(who('editor'), getReview, id)).requirements[0]?.review?.comment).toBe(
			'Second.'
		);
	});
});

describe('publishing', () => {
	it('opens each answer to those it is for, and to nobody else', async () => {
		const where = await inNewCycle();
		const id = await answered(who('contributor'), where);
		await attest(who('approver'), id);
		await accept(who('editor'), id);
		expect(await publishedText(PUBLIC)).not.toContain('SAID TO');
		const tired = { ...who('publisher'), provedAt: 0 };
		expect(await refusal(as(tired, publishAssessment, id, { revision: 1 }))).toBe('prove_again');
		await as(who('publisher'), publishAssessment, id, { revision: 1 });
		expect(await stateOf(id)).toMatchObject({
			state: 'published',
			publicRatings: [2, CELL_CODES.notPublic, CELL_CODES.notPublic],
			returnComment: null
		});
		const forPublic = await publishedText(PUBLIC);
		expect(forPublic).toContain('SAID TO ALL');
		expect(forPublic).not.toContain('SAID TO PARTNERS');
		const forPartners = await publishedText(who('stranger'));
		expect(forPartners).toContain('SAID TO PARTNERS');
		for (const actor of [PUBLIC, who('stranger'), who('editor'), who('contributor')])
			expect(await publishedText(actor)).not.toMatch(/SAID TO THE SECRETARIAT|SECRET LINK/);
		const cells = (await as(PUBLIC, publishedAssessment, 'owner'))?.answers.map(({ cell }) => cell);
		expect(cells).toEqual(['rating', 'hidden', 'hidden']);
		const toPartner = await as(who('stranger'), publishedAssessment, 'owner');
		expect(toPartner?.answers.map(({ cell, rating }) => [cell, rating])).toEqual([
			['rating', 2],
			['rating', 4],
			['hidden', null]
		]);
	});

	const publishedText = async (actor: Actor) =>
		JSON.stringify(await as(actor, publishedAssessment, 'owner'));
});

describe('who may', () => {
	const form = { name: 'N', title: 'T', confirm: 'on' as const, seen: '0'.repeat(64) };
	const insiders = { viewer: 'not_allowed', contributor: 'not_allowed' };
	const secretariat = {
		editor: 'not_allowed',
		publisher: 'not_allowed',
		administrator: 'not_allowed'
	};
	const outsiders = { public: 'not_signed_in', stranger: 'not_found' };

	const commands: [
		string,
		'draft' | 'submitted' | 'in_review' | 'accepted',
		(actor: Actor, id: string) => Promise<unknown>,
		Record<string, string>
	][] = [
		[
			'answer',
			'draft',
			(actor, id) => as(actor, saveAnswer, { id, number: 1 }, answer({ version: 1, rating: 0 })),
			{ viewer: 'not_allowed', ...secretariat }
		],
		[
			'submit',
			'draft',
			(actor, id) => as(actor, submitAssessment, id, form),
			{ ...insiders, ...secretariat }
		],
		[
			'begin',
			'submitted',
			(actor, id) => as(actor, beginReview, id),
			{ ...insiders, approver: 'not_allowed' }
		],
		[
			'save a review',
			'in_review',
			(actor, id) => as(actor, saveReview, id, review()),
			{ ...insiders, approver: 'not_allowed' }
		],
		[
			'return',
			'in_review',
			(actor, id) => as(actor, returnAssessment, id, review(1, 'No.')),
			{ ...insiders, approver: 'not_allowed' }
		],
		[
			'accept',
			'in_review',
			(actor, id) => as(actor, acceptAssessment, id, review()),
			{ ...insiders, approver: 'not_allowed' }
		],
		[
			'publish',
			'accepted',
			(actor, id) => as(actor, publishAssessment, id, { revision: 1 }),
			{ ...insiders, approver: 'not_allowed', editor: 'not_allowed' }
		]
	];

	it.each(commands)(
		'%s: refused to all others, and nothing changes',
		async (_, state, run, refused) => {
			const id = await answered(who('contributor'), await inNewCycle());
			if (state !== 'draft') await attest(who('approver'), id);
			if (state === 'in_review') await as(who('editor'), beginReview, id);
			if (state === 'accepted') await accept(who('editor'), id);
			const before = await stateOf(id);
			for (const [actor, reason] of Object.entries({ ...refused, ...outsiders }))
				expect([actor, await refusal(run(stage.world.actors[actor] as Actor, id))]).toEqual([
					actor,
					reason
				]);
			expect(await stateOf(id)).toEqual(before);
		}
	);

	it('another company reads not one byte of a draft', async () => {
		const where = await inNewCycle();
		const id = await answered(who('contributor'), where);
		const stranger = who('stranger');
		for (const query of [getOwnAssessment, getAttestation, getSubmission, getReview])
			expect(['not_found', 'not_allowed']).toContain(
				await refusal(withActor<unknown>(stranger, (db) => query(db, stranger, id)))
			);
		expect(await refusal(as(stranger, getOwnAnswer, id, 1))).toBe('not_found');
		expect(await refusal(as(stranger, reviewQueueAssessments))).not.toBe('done');
		const seen = JSON.stringify([
			await as(stranger, myAssessments),
			await as(stranger, assessmentTasks),
			await as(stranger, publishedAssessment, 'owner', { cycle: 'no-such-cycle' })
		]);
		expect(seen).not.toContain('SAID TO');
		expect(seen).not.toContain(id);
	});

	it('the secretariat reads no draft, and queues what was submitted', async () => {
		const id = await answered(who('contributor'), await inNewCycle());
		expect(await refusal(as(who('administrator'), getReview, id))).toBe('wrong_state');
		const queued = async () =>
			(await as(who('editor'), reviewQueueAssessments)).some((one) => one.id === id);
		expect(await queued()).toBe(false);
		await attest(who('approver'), id);
		expect(await queued()).toBe(true);
	});

	it('a task waits for those who can do it', async () => {
		const where = await inNewCycle();
		const waits = async (name: string) =>
			(await as(who(name), assessmentTasks)).find(({ cycleId }) => cycleId === where.cycleId);
		expect(await waits('contributor')).toMatchObject({ id: null, state: null, total: 3 });
		expect(await waits('viewer')).toBeUndefined();
		const id = await answered(who('contributor'), where);
		expect(await waits('contributor')).toMatchObject({ id, state: 'draft', answered: 3, total: 3 });
		await attest(who('approver'), id);
		expect(await waits('contributor')).toBeUndefined();
	});
});

describe('the company', () => {
	it('is told by mail of what is returned, accepted and published, and of no answer', async () => {
		const id = await answered(who('contributor'), await inNewCycle());
		const tasks = async (name: string) =>
			(await as(who(name), assessmentTasks)).find((task) => task.id === id);
		expect(await tasks('approver')).toMatchObject({ answered: 3, total: 3, mayAttest: true });
		expect(await tasks('contributor')).toMatchObject({ mayAttest: false });
		await attest(who('approver'), id);
		await as(who('editor'), beginReview, id);
		await as(who('editor'), returnAssessment, id, review(1, 'PLEASE SAY MORE'));
		await attest(who('approver'), id);
		await as(who('editor'), beginReview, id);
		await as(who('editor'), acceptAssessment, id, accepting(2));
		await as(who('publisher'), publishAssessment, id, { revision: 2 });
		const mails = (await asSystem((db) => db.select().from(mailOutbox))).filter(({ body }) =>
			body.includes(id)
		);
		for (const name of ['contributor', 'approver']) {
			const subjects = mails
				.filter(({ recipient }) => recipient === who(name).email)
				.map(({ subject }) => /returned|accepted|published/.exec(subject)?.[0]);
			expect(subjects.sort(), name).toEqual(['accepted', 'published', 'returned']);
		}
		expect(new Set(mails.map(({ recipient }) => recipient)).size).toBe(2);
		expect(JSON.stringify(mails)).not.toMatch(/SAID TO|PLEASE SAY MORE/);
	});
});
