import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import {
	acceptAssessment,
	beginReview,
	declareInterest,
	endReply,
	giveOpinion,
	publishAssessment,
	returnAssessment,
	saveAnswer,
	saveReplies,
	saveReview
} from '#lib/assessments/commands.server.ts';
import {
	assessmentTasks,
	compareRevisions,
	coursesInCycle,
	getOwnAssessment,
	getReplies,
	getReview,
	publishedAssessment
} from '#lib/assessments/queries.server.ts';
import type { AnswerReviewInput } from '#lib/assessments/review-schema.ts';
import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import {
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

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 120_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const NOT_APPLICABLE_STANDS = remark(3, { decision: 'accepted' });
const below = (over: Partial<AnswerReviewInput> = {}) =>
	remark(1, { reviewerRating: 1, reason: 'One service only.', ...over });

/** An assessment in review, and what may be done with it. */
async function inReview() {
	const where = await stage.inNewCycle();
	const id = await answered(who('contributor'), where);
	await attest(who('approver'), id);
	await as(who('editor'), beginReview, id);
	const input = (...answers: AnswerReviewInput[]) => ({ ...review(), answers });
	const read = () => as(who('editor'), getReview, id);
	return {
		id,
		cycleId: where.cycleId,
		read,
		save: (...answers: AnswerReviewInput[]) => as(who('editor'), saveReview, id, input(...answers)),
		accept: (...answers: AnswerReviewInput[]) =>
			as(who('editor'), acceptAssessment, id, input(...answers)),
		/** When what is said of an answer was written. */
		seen: async (number: number) =>
			(await read()).requirements[number - 1]?.review?.updatedAt.toISOString() ?? null
	};
}

describe('decisions on single answers', () => {
	it('keep it from being accepted while something is asked or not applicable was not looked at', async () => {
		const { id, accept, save, seen } = await inReview();
		await expect(accept()).rejects.toMatchObject({ reason: 'open_points', where: ['3'] });
		await save(remark(1, { decision: 'evidence_requested' }), NOT_APPLICABLE_STANDS);
		await expect(accept()).rejects.toMatchObject({ reason: 'open_points', where: ['1'] });
		await accept(remark(1, { decision: 'accepted', seen: await seen(1) }));
		expect(await stateOf(id)).toMatchObject({ state: 'accepted', replyUntil: null });
	});

	it('give no rating that differs from the company’s own without a reason', async () => {
		const { save } = await inReview();
		await expect(save(remark(1, { reviewerRating: 1 }))).rejects.toMatchObject({
			reason: 'no_reason',
			where: ['1']
		});
		await save(remark(1, { reviewerRating: 2 }));
	});

	it('tell the company what is asked and that it has answered; what it left is kept, and the rest compared', async () => {
		const { id, save, read } = await inReview();
		await save(remark(1, { decision: 'evidence_requested' }), NOT_APPLICABLE_STANDS);
		await as(who('editor'), returnAssessment, id, review(1, 'One question.'));
		const own = () => as(who('contributor'), getOwnAssessment, id);
		expect((await own()).requirements.map(({ open }) => open)).toEqual([true, false, false]);
		const evidence = [{ url: 'https://example.org/shown', title: 'Shown', publisher: null }];
		await as(
			who('contributor'),
			saveAnswer,
			{ id, number: 1 },
			answer({ narrative: 'SAID TO ALL', evidence, version: 1 })
		);
		expect((await own()).requirements[0]).toMatchObject({
			open: false,
			review: { decision: 'evidence_requested' }
		});
		await attest(who('approver'), id);
		await as(who('publisher'), beginReview, id);
		const again = await read();
		expect(again.requirements.map(({ changed }) => changed)).toEqual([true, false, false]);
		expect(again.requirements.map((one) => one.review?.decision ?? null)).toEqual([
			null,
			null,
			'accepted'
		]);
		const compared = await as(who('editor'), compareRevisions, id);
		expect(compared).toMatchObject({ from: 1, to: 2, unchanged: [2, 3] });
		expect(compared.changed.map(({ number }) => number)).toEqual([1]);
		const itself = await as(who('editor'), compareRevisions, id, { from: 2, to: 2 });
		expect(itself.changed).toEqual([]);
		expect(await refusal(as(who('editor'), compareRevisions, id, { from: 7 }))).toBe('not_found');
		expect(again.course.map(({ state }) => state)).toEqual([
			'draft',
			'submitted',
			'in_review',
			'returned',
			'submitted',
			'in_review'
		]);
		const courses = await as(who('editor'), coursesInCycle, again.cycle.id);
		expect(courses.get(id)?.at(-1)).toMatchObject({ state: 'in_review', until: null, days: 0 });
	});
});

describe('two reviewers', () => {
	it('differ where all of them see it, until the secretariat settles it with a reason', async () => {
		const { id, accept, read, seen } = await inReview();
		const opinion = { revision: 1, number: 1, rating: 1, note: 'One service.' };
		await as(who('publisher'), giveOpinion, id, opinion);
		expect((await read()).requirements[0]).toMatchObject({
			agreement: 'apart',
			opinions: [{ reviewer: who('publisher').name, rating: 1, note: 'One service.' }]
		});
		await expect(accept(NOT_APPLICABLE_STANDS)).rejects.toMatchObject({
			reason: 'disagreement',
			where: ['1']
		});
		const held = { reviewerRating: 2, reason: 'Both services.' };
		await as(who('editor'), saveReview, id, { ...review(), answers: [remark(1, held)] });
		expect((await read()).requirements[0]?.agreement).toBe('settled');
		await as(who('publisher'), giveOpinion, id, { ...opinion, rating: 0 });
		await expect(
			accept(NOT_APPLICABLE_STANDS, remark(1, { ...held, seen: await seen(1) }))
		).rejects.toMatchObject({ reason: 'disagreement' });
		await accept(NOT_APPLICABLE_STANDS, remark(1, { ...held, settles: true, seen: await seen(1) }));
	});
});

describe('whoever has declared a conflict of interest', () => {
	it('may neither rate, return, accept nor publish, and cannot take it back', async () => {
		const { id, read } = await inReview();
		const conflict = { interest: 'conflict' as const, note: 'Worked there.' };
		await as(who('publisher'), declareInterest, id, conflict);
		const by = who('publisher');
		const remarks = { ...review(), answers: [remark(1, { comment: 'Mine.' })] };
		const opinion = { revision: 1, number: 1, rating: 1, note: null };
		expect([
			await refusal(as(by, saveReview, id, remarks)),
			await refusal(as(by, giveOpinion, id, opinion)),
			await refusal(as(by, returnAssessment, id, review(1, 'No.'))),
			await refusal(as(by, acceptAssessment, id, review())),
			await refusal(as(by, declareInterest, id, { interest: 'none', note: null }))
		]).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'conflict']);
		await as(who('editor'), acceptAssessment, id, {
			...review(),
			answers: [NOT_APPLICABLE_STANDS]
		});
		expect(await refusal(as(by, publishAssessment, id, { revision: 1 }))).toBe('conflict');
		expect(await as(by, getReview, id)).toMatchObject({ mayPublish: false });
		expect((await read()).interests).toMatchObject([
			{ reviewer: who('editor').name, conflicted: false },
			{ reviewer: by.name, conflicted: true, note: 'Worked there.' }
		]);
	});

	it('does not begin the review, and has declared it all the same', async () => {
		const id = await answered(who('contributor'), await stage.inNewCycle());
		await attest(who('approver'), id);
		await as(who('editor'), beginReview, id, { interest: 'conflict', note: 'Shares.' });
		expect((await stateOf(id)).state).toBe('submitted');
		expect(await refusal(as(who('editor'), beginReview, id))).toBe('conflict');
		await as(who('publisher'), beginReview, id);
	});
});

describe('the right of reply', () => {
	const reply = (body: string | null, seen: string | null = null) => ({
		revision: 1,
		replies: [{ number: 1, body, bodyLocale: 'en' as const, seen }]
	});
	const published = (id: string) => as(who('publisher'), publishAssessment, id, { revision: 1 });
	const later = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000);
	const patient = () => ({ ...who('publisher'), provedAt: later.getTime() });

	it('holds publication back until there is no further reply, which is then printed beside the rating', async () => {
		const { id, accept, cycleId } = await inReview();
		const partners = remark(2, { reviewerRating: 3, reason: 'Not measured.' });
		await accept(NOT_APPLICABLE_STANDS, below(), partners);
		const { replyUntil } = await stateOf(id);
		await expect(published(id)).rejects.toMatchObject({
			reason: 'reply_open',
			where: [replyUntil]
		});
		const task = (await as(who('approver'), assessmentTasks)).find((one) => one.id === id);
		expect(task).toMatchObject({ replyUntil });
		const viewed = await as(who('viewer'), getReplies, id);
		expect(viewed).toMatchObject({ mayReply: false, open: true });
		expect(viewed.ratings.map(({ number }) => number)).toEqual([1, 2]);
		await as(who('approver'), saveReplies, id, reply('Two since June.'));
		expect(await refusal(as(who('approver'), saveReplies, id, reply('Late.')))).toBe('stale');
		const { ratings } = await as(who('approver'), getReplies, id);
		const seen = ratings[0]?.reply?.repliedAt.toISOString() ?? null;
		await as(who('approver'), endReply, id, reply('Three since June.', seen));
		expect(await refusal(as(who('approver'), saveReplies, id, reply('More.')))).toBe('not_open');
		await published(id);
		expect(await stateOf(id)).toMatchObject({
			publicReviewerRatings: [1, CELL_CODES.notPublic, CELL_CODES.notPublic]
		});
		const { key } = await as(who('editor'), getReview, id).then(({ cycle }) => cycle);
		const read = async (actor = PUBLIC as Parameters<typeof as>[0]) =>
			(await as(actor, publishedAssessment, 'owner', { cycle: key }))?.answers.map(
				({ review }) => review
			);
		const printed = { rating: 1, reason: 'One service only.', reply: 'Three since June.' };
		expect(await read()).toMatchObject([printed, null, null]);
		const silence = { rating: 3, reply: null, replyUntil: new Date().toISOString().slice(0, 10) };
		expect(await read(who('stranger'))).toMatchObject([printed, silence, null]);
		expect(cycleId).toBeTruthy();
	});

	it('is over after its last day, and silence is stated', async () => {
		const { id, accept } = await inReview();
		await accept(NOT_APPLICABLE_STANDS, below());
		const { replyUntil } = await stateOf(id);
		expect(await refusal(as(who('approver'), saveReplies, id, reply('x'), later))).toBe('not_open');
		await as(patient(), publishAssessment, id, { revision: 1 }, later);
		const { cycle } = await as(who('editor'), getReview, id);
		const read = await as(PUBLIC, publishedAssessment, 'owner', { cycle: cycle.key });
		expect(read?.answers[0]?.review).toMatchObject({ reply: null, replyUntil });
	});

	it('is not needed where nothing is rated below, and an empty reply takes back the one before', async () => {
		const { id, accept } = await inReview();
		await accept(NOT_APPLICABLE_STANDS, remark(1, { reviewerRating: 4, reason: 'Measured.' }));
		expect(await refusal(as(who('approver'), getReplies, id))).toBe('not_found');
		await published(id);
		const other = await inReview();
		await other.accept(NOT_APPLICABLE_STANDS, below());
		await as(who('approver'), saveReplies, other.id, reply('Yes.'));
		const { ratings } = await as(who('approver'), getReplies, other.id);
		const seen = ratings[0]?.reply?.repliedAt.toISOString() ?? null;
		await as(who('approver'), saveReplies, other.id, reply(null, seen));
		expect((await as(who('approver'), getReplies, other.id)).ratings[0]?.reply).toBeNull();
	});
});
