import { expect } from 'vitest';
import { roleIn, type Actor, type Person } from '#lib/access/actor.ts';
import { canonicalJson } from '#lib/assessments/snapshot.ts';
import { contentHash } from '#lib/assessments/snapshot.server.ts';
import { CELL_CODES, type Visibility } from '#lib/assessments/vocabulary.ts';
import { readBy, readByPublic, type Rows, type Scene } from './assessment-attempts.ts';
import {
	isComplete,
	NUMBERS,
	SAYINGS,
	TRANSITIONS,
	type Attempt,
	type Model,
	type Says
} from './assessment-model.ts';

const present = <One>(by: Partial<Record<number, One>>) =>
	NUMBERS.flatMap((number) => (by[number] ? [{ number, ...by[number] }] : []));

/** What the database should hold, after what the model believes. */
export const believed = (model: Model) => ({
	state: model.state,
	revision: model.revision,
	steps: model.steps,
	answers: present(model.answers),
	progress: model.state && NUMBERS.map((number) => progressIn(model.answers[number])),
	reviews: present(model.reviews).map(({ number, rating, decision, reasoned }) => ({
		...{ number, rating, decision, reasoned }
	})),
	conflicted: model.conflicted.toSorted(),
	replies: model.replies.toSorted(),
	reply: model.reply,
	scheduled: model.scheduled,
	cyclePublished: model.cyclePublished,
	discloses: model.discloses
});

function progressIn(answer: Model['answers'][number]): string {
	if (!answer) return 'not_started';
	if (isComplete(answer)) return 'completed';
	return SAYINGS[answer.says].complete ? 'carried' : 'in_progress';
}

/** The same of what it does hold. */
export function held({ assessment, cycle, ...rows }: Rows, { people }: Scene) {
	const nameOf = (userId: string | null) =>
		Object.entries(people).find(([, one]) => (one as Person).userId === userId)?.[0] ?? null;
	return {
		state: assessment?.state ?? null,
		revision: assessment?.revision ?? 0,
		steps: rows.steps,
		answers: rows.answers.map((answer) => ({
			number: answer.number,
			says: saysOf(answer),
			visibility: answer.visibility,
			by: answer.updated_by && nameOf(answer.updated_by),
			version: answer.version,
			continuity: answer.continuity
		})),
		progress: rows.progress,
		reviews: rows.reviews
			.filter(({ revision }) => revision === assessment?.revision)
			.map((one) => ({
				number: one.number,
				rating: one.reviewer_rating,
				decision: one.decision,
				reasoned: one.reason !== null
			})),
		conflicted: rows.interests
			.filter(({ conflicted }) => conflicted)
			.map(({ reviewer_id }) => nameOf(reviewer_id))
			.sort(),
		replies: rows.replies.map(({ number }) => number),
		reply: !assessment?.reply_until ? 'none' : assessment.reply_ended_at ? 'ended' : 'open',
		scheduled: cycle.publish_at !== null,
		cyclePublished: cycle.published_at !== null,
		discloses: assessment?.discloses_own ?? false
	};
}

function saysOf(answer: Rows['answers'][number]): Says {
	if (answer.not_applicable) return answer.not_applicable_reason ? 'na' : 'naBare';
	return answer.narrative === null ? 'bare' : (answer.narrative as Says);
}

/** What holds of the rows whatever the model believes; `attested` remembers what was attested, from one call to the next. */
export function expectSound(
	rows: Rows,
	{ people, organisationId }: Scene,
	attested: Map<number, string>
) {
	const { assessment } = rows;
	if (!assessment) return;
	const path = ['none', ...rows.steps].map((from, at) => `${from} > ${rows.steps[at] ?? ''}`);
	expect(Object.keys(TRANSITIONS)).toEqual(expect.arrayContaining(path.slice(0, -1)));
	expect(rows.steps.at(-1)).toBe(assessment.state);
	expect(rows.events.filter((event) => Object.values(TRANSITIONS).includes(event))).toEqual(
		path.slice(0, -1).map((step) => TRANSITIONS[step])
	);

	expect(rows.revisions.map(({ revision }) => revision)).toEqual(
		Array.from({ length: assessment.revision }, (_, at) => at + 1)
	);
	for (const { revision, snapshot, content_hash, attested_by } of rows.revisions) {
		const text = canonicalJson(snapshot);
		expect(attested.get(revision) ?? text, `revision ${revision} as it was attested`).toBe(text);
		attested.set(revision, text);
		expect(contentHash(snapshot)).toBe(content_hash);
		const attester = Object.values(people).find((one) => (one as Person).userId === attested_by);
		expect(attester && roleIn(attester, organisationId)).toBe('approver');
		expect(snapshot.answers.filter((one) => one.continuity === 'carried')).toEqual([]);
	}
	const isOwn = assessment.state === 'draft' || assessment.state === 'returned';
	if (!isOwn)
		expect(rows.answers, 'what was handed in is what was attested').toMatchObject(
			rows.revisions.at(-1)?.snapshot.answers.map((one) => ({
				number: one.number,
				rating: one.rating,
				not_applicable: one.notApplicable,
				not_applicable_reason: one.notApplicableReason,
				narrative: one.narrative,
				visibility: one.visibility,
				continuity: one.continuity
			})) ?? []
		);
	const told = ['returned', 'accepted', 'published'].includes(assessment.state);
	for (const { revision, released } of rows.reviews)
		expect(released, 'what is said in review').toBe(told || revision < assessment.revision);
	const isPublished = assessment.state === 'published';
	if (isPublished) expect(assessment.accepted_at).not.toBeNull();
	const shown = (
		rating: number | null,
		{ visibility }: { visibility: Visibility },
		none: number
	) => (visibility === 'public' ? (rating ?? none) : CELL_CODES.notPublic);
	const { notApplicable, notAnswered } = CELL_CODES;
	expect(assessment.public_ratings).toEqual(
		isPublished ? rows.answers.map((one) => shown(one.rating, one, notApplicable)) : null
	);
	const rated = (number: number) =>
		rows.reviews.find((one) => one.number === number && one.revision === assessment.revision)
			?.reviewer_rating ?? null;
	expect(assessment.public_reviewer_ratings).toEqual(
		isPublished ? rows.answers.map((one) => shown(rated(one.number), one, notAnswered)) : null
	);
	expect(
		rows.published.map(({ number, rating, visibility }) => [number, rating, visibility])
	).toEqual(
		isPublished
			? rows.answers.flatMap(({ number, visibility }) =>
					rated(number) === null ? [] : [[number, rated(number), visibility]]
				)
			: []
	);
}

/** No step is taken by whom another rule keeps from it. */
export function expectSeparate(before: Rows, actor: Actor | undefined, { action }: Attempt) {
	if (actor?.kind !== 'person') return;
	if (action === 'attest')
		expect(before.answers.every(({ updated_by }) => updated_by === actor.userId)).toBe(false);
	const conflicts = before.interests.filter((one) => one.conflicted);
	expect(conflicts.map(({ reviewer_id }) => reviewer_id)).not.toContain(actor.userId);
}

/** The public and another company read what is published and for them, and not one row else. */
export async function expectKeptIn({ assessment, answers, published }: Rows, { people }: Scene) {
	if (!assessment) return;
	const disclosed = assessment.state === 'published' && assessment.disclosed;
	for (const [read, audience] of [
		[await readByPublic(assessment.id), ['public']],
		[await readBy(people.stranger as Actor, assessment.id), ['public', 'partners']]
	] as const) {
		const open = (one: { visibility: Visibility }) =>
			disclosed && (audience as readonly Visibility[]).includes(one.visibility);
		const numbers = answers.filter(open).map(({ number }) => number);
		expect(read).toEqual({
			assessment: disclosed ? 1 : 0,
			answers: numbers,
			links: answers
				.filter((one) => open(one) && saysOf(one) === 'full')
				.map(({ number }) => number),
			published: published.filter(open).map(({ number }) => number),
			inside: 0
		});
	}
}
