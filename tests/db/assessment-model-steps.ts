import {
	changesNothing,
	continuity,
	disagreement,
	isBelow,
	isComplete,
	NUMBERS,
	openPoint,
	PUBLISHED_BEFORE,
	REVIEWERS,
	SAYINGS,
	type Attempt,
	type Model
} from './assessment-model.ts';

type State = NonNullable<Model['state']>;

const moved = (model: Model, state: State): Model => ({
	...model,
	state,
	steps: [...model.steps, state]
});

const published = (model: Model, later: boolean): Model =>
	model.state === 'accepted' && (model.reply !== 'open' || later)
		? moved(model, 'published')
		: model;

/** What is true after an attempt that was let happen. */
export function after(model: Model, given: Attempt): Model {
	const { by, number, later, yes } = given;
	const at = model.clock + 1;
	const next = { ...model, clock: at };
	switch (given.action) {
		case 'start':
			return model.state === null
				? moved({ ...next, answers: yes ? carried() : {} }, 'draft')
				: next;
		case 'answer': {
			if (changesNothing(model, given)) return next;
			const version = (model.answers[number]?.version ?? 0) + 1;
			const { says, visibility } = given;
			const answer = { says, visibility, by, version, continuity: continuity(model, given) };
			return { ...next, answers: { ...model.answers, [number]: answer } };
		}
		case 'attest':
			return moved(attested(next), 'submitted');
		case 'begin':
			return yes
				? { ...next, conflicted: [...model.conflicted, by] }
				: moved({ ...next, reviews: keptReviews(next) }, 'in_review');
		case 'declare':
			return yes ? { ...next, conflicted: [...model.conflicted, by] } : next;
		case 'review':
		case 'reviewAcross': {
			if (changesNothing(model, given)) return next;
			const { rating, decision, reasoned } = given;
			return {
				...next,
				reviews: { ...model.reviews, [number]: { rating, decision, reasoned, at } }
			};
		}
		case 'opinion': {
			const held = { rating: given.rating ?? 0, at, revision: model.revision };
			return { ...next, opinions: [...model.opinions, { number, by, held }] };
		}
		case 'return':
			return moved({ ...next, reviewsBefore: model.reviews }, 'returned');
		case 'accept': {
			const reply = NUMBERS.some((one) => isBelow(model, one)) ? 'open' : 'none';
			return moved({ ...next, reply }, 'accepted');
		}
		case 'reply': {
			const others = model.replies.filter((one) => one !== number);
			const replies = given.done ? [...others, number] : others;
			return { ...next, replies, reply: yes ? 'ended' : 'open' };
		}
		case 'publish':
			return moved(next, 'published');
		case 'schedule':
			return { ...next, scheduled: yes };
		case 'publishCycle':
			return { ...published(next, later), cyclePublished: true };
		case 'publishDue':
			return model.scheduled && !model.cyclePublished
				? { ...published(next, later), cyclePublished: true }
				: next;
		case 'disclose':
			return { ...next, discloses: yes };
	}
}

const carried = (): Model['answers'] =>
	Object.fromEntries(
		PUBLISHED_BEFORE.map((number) => [
			number,
			{
				says: 'before' as const,
				visibility: 'public' as const,
				by: null,
				version: 1,
				continuity: 'carried' as const
			}
		])
	);

function attested(model: Model): Model {
	const revision = model.revision + 1;
	const since = { ...model.since };
	for (const number of NUMBERS) {
		const [now, before] = [model.answers[number], model.attested[number]];
		if (now?.says !== before?.says || now?.visibility !== before?.visibility)
			since[number] = revision;
	}
	return { ...model, revision, since, attested: model.answers, reviews: {} };
}

/** What was said of the revision before stands where the answer has not changed; what was asked is asked anew. */
function keptReviews({ revision, since, reviewsBefore, clock }: Model): Model['reviews'] {
	const kept: Model['reviews'] = {};
	if (revision > 1)
		for (const number of NUMBERS) {
			const review = reviewsBefore[number];
			if (!review || since[number] === revision) continue;
			if (review.rating === null && review.decision === null) continue;
			const asked = review.decision !== null && review.decision !== 'accepted';
			kept[number] = asked ? { ...review, at: clock } : review;
		}
	return kept;
}

/**
 * The attempt bent so that it brings the assessment on, as people do who know what comes next; some are hasty, and
 * take the step before all is ready for it.
 */
export function bringingOn(model: Model, drawn: Attempt): Attempt {
	const given = { ...drawn, current: true, proved: true, settles: false, later: false };
	const hasty = drawn.later;
	const free = (some: readonly string[]) =>
		some.find((one) => !model.conflicted.includes(one)) ?? some[0] ?? '';
	switch (model.state) {
		case null:
			return { ...given, action: 'start', by: 'contributor' };
		case 'draft':
		case 'returned': {
			const missing = NUMBERS.find((one) => !isComplete(model.answers[one]));
			// What was returned is changed before it is handed in again, more often than not.
			const number =
				missing ?? (model.state === 'returned' && drawn.current ? drawn.number : undefined);
			const says = SAYINGS[drawn.says].complete ? drawn.says : 'full';
			const by = drawn.yes ? 'contributor' : 'approver';
			if (number !== undefined && !hasty)
				return { ...given, action: 'answer', by, number, says, done: true };
			const wroteAll = NUMBERS.every((one) => model.answers[one]?.by === 'approver');
			return { ...given, action: 'attest', by: wroteAll && !hasty ? 'deputy' : 'approver' };
		}
		case 'submitted':
			return { ...given, action: 'begin', by: free(REVIEWERS), yes: false };
		case 'in_review': {
			const by = free(REVIEWERS);
			const action = drawn.yes ? ('review' as const) : ('reviewAcross' as const);
			const review = { ...given, action, by, reasoned: !hasty };
			const open = hasty ? undefined : openPoint(model);
			if (open !== undefined) return { ...review, number: open, decision: 'accepted' };
			const apart = hasty ? undefined : disagreement(model);
			if (apart !== undefined)
				return { ...review, number: apart, rating: 2, decision: 'accepted', settles: true };
			if (drawn.number === 2) return { ...given, action: drawn.done ? 'return' : 'accept', by };
			if (drawn.done) return review;
			return { ...given, action: hasty ? 'accept' : 'opinion', by };
		}
		case 'accepted': {
			const by = free(['publisher', 'administrator']);
			const number = NUMBERS.find((one) => isBelow(model, one));
			const waits = model.scheduled && !model.cyclePublished;
			if (hasty || (waits && !drawn.current)) return { ...given, action: 'publish', by };
			if (model.reply === 'open' && number !== undefined)
				return { ...given, action: 'reply', by: 'approver', number };
			if (waits) return { ...given, action: 'publishDue' };
			if (drawn.done) return { ...given, action: 'schedule', by, yes: true };
			return { ...given, action: drawn.yes ? 'publish' : 'publishCycle', by };
		}
		case 'published':
			return { ...given, action: 'disclose', by: 'approver' };
	}
}
