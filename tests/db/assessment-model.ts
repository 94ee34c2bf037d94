import type { AssessmentState, ReviewDecision, Visibility } from '#lib/assessments/vocabulary.ts';

/*
 * DESIGN §2 and §3 as they bind an assessment, said a second time and without the product's own rules: what a
 * test holds to be true, whatever the code says.
 */

/** Every step there is, and the one event that the record of what happened has of it. */
export const TRANSITIONS: Record<string, string> = {
	'none > draft': 'assessment.started',
	'draft > submitted': 'assessment.submitted',
	'submitted > in_review': 'assessment.review_started',
	'in_review > returned': 'assessment.returned',
	'returned > submitted': 'assessment.submitted',
	'in_review > accepted': 'assessment.accepted',
	'accepted > published': 'assessment.published'
};

export const ACTORS = [
	...['public', 'stranger', 'viewer', 'contributor', 'approver', 'deputy'],
	...['editor', 'reviewer', 'publisher', 'administrator']
] as const;
const WRITERS = ['contributor', 'approver', 'deputy'];
const APPROVERS = ['approver', 'deputy'];
export const REVIEWERS = ['editor', 'reviewer', 'publisher', 'administrator'];
const PUBLISHERS = ['publisher', 'administrator'];

/** Whom each action is open to, in some state at least; the portal itself is nobody of them. */
export const OPEN_TO = {
	start: WRITERS,
	answer: WRITERS,
	attest: APPROVERS,
	begin: REVIEWERS,
	declare: REVIEWERS,
	review: REVIEWERS,
	reviewAcross: REVIEWERS,
	opinion: REVIEWERS,
	return: REVIEWERS,
	accept: REVIEWERS,
	reply: APPROVERS,
	publish: PUBLISHERS,
	schedule: PUBLISHERS,
	publishCycle: PUBLISHERS,
	publishDue: [],
	disclose: APPROVERS
} satisfies Record<string, readonly string[]>;
export type Action = keyof typeof OPEN_TO;

/** What an answer may say, by its rating and whether it is complete; `before` is what was published before. */
export const SAYINGS = {
	full: { rating: 3, complete: true },
	nought: { rating: 0, complete: true },
	before: { rating: 1, complete: true },
	bare: { rating: 2, complete: false },
	na: { rating: null, complete: true },
	naBare: { rating: null, complete: false }
} as const;
export type Says = keyof typeof SAYINGS;

export const NUMBERS = [1, 2, 3] as const;
/** What was published in the cycle before, and can be carried over. */
export const PUBLISHED_BEFORE: readonly number[] = [1, 2];

/** One attempt at one action. Each takes from it what it needs. */
export interface Attempt {
	action: Action;
	by: string;
	number: number;
	says: Says;
	visibility: Visibility;
	rating: number | null;
	decision: ReviewDecision | null;
	reasoned: boolean;
	settles: boolean;
	/** Whether they saw what stands there now. */
	current: boolean;
	/** Whether they proved lately who they are. */
	proved: boolean;
	/** Weeks from now: the cycle is closed, and the right of reply over. */
	later: boolean;
	/** Done with an answer; with a word in a reply. */
	done: boolean;
	/** Carries over; has an interest; has no further reply; sets a time; discloses. */
	yes: boolean;
}

interface Answer {
	says: Says;
	visibility: Visibility;
	continuity: 'new' | 'changed' | 'confirmed' | 'carried';
	by: string | null;
	version: number;
}
interface Review {
	rating: number | null;
	decision: ReviewDecision | null;
	reasoned: boolean;
	at: number;
}
interface Opinion {
	rating: number;
	at: number;
	revision: number;
}
type ByNumber<One> = Partial<Record<number, One>>;

export interface Model {
	aggregateOnly: boolean;
	state: AssessmentState | null;
	revision: number;
	steps: AssessmentState[];
	answers: ByNumber<Answer>;
	attested: ByNumber<Pick<Answer, 'says' | 'visibility'>>;
	/** The revision since which an answer has said the same. */
	since: ByNumber<number>;
	reviews: ByNumber<Review>;
	reviewsBefore: ByNumber<Review>;
	opinions: { number: number; by: string; held: Opinion }[];
	conflicted: string[];
	reply: 'none' | 'open' | 'ended';
	replies: number[];
	scheduled: boolean;
	cyclePublished: boolean;
	discloses: boolean;
	clock: number;
}

export const nothingYet = (aggregateOnly: boolean): Model => ({
	aggregateOnly,
	state: null,
	revision: 0,
	steps: [],
	answers: {},
	attested: {},
	since: {},
	reviews: {},
	reviewsBefore: {},
	opinions: [],
	conflicted: [],
	reply: 'none',
	replies: [],
	scheduled: false,
	cyclePublished: false,
	discloses: false,
	clock: 0
});

const selfRating = (model: Model, number: number): number | null => {
	const answer = model.answers[number];
	return answer ? SAYINGS[answer.says].rating : null;
};
export const isComplete = (answer: Answer | undefined): boolean =>
	answer !== undefined && SAYINGS[answer.says].complete && answer.continuity !== 'carried';
const isOpen = (state: AssessmentState | null) => state === 'draft' || state === 'returned';

/** Whether a rating is below the own one, or given where it is said not to apply: it may be replied to. */
export function isBelow(model: Model, number: number): boolean {
	const rating = model.reviews[number]?.rating ?? null;
	const self = selfRating(model, number);
	return rating !== null && (self === null || rating < self);
}

export const openPoint = (model: Model): number | undefined =>
	NUMBERS.find((number) => {
		const decision = model.reviews[number]?.decision ?? null;
		return decision === null ? selfRating(model, number) === null : decision !== 'accepted';
	});

/** The first answer on which the reviewers are not of one mind, and nobody has settled it since. */
export const disagreement = (model: Model): number | undefined =>
	NUMBERS.find((number) => {
		const about = model.opinions.filter(
			(one) => one.number === number && one.held.revision >= (model.since[number] ?? 0)
		);
		const last = [...new Map(about.map(({ by, held }) => [by, held])).values()];
		const review = model.reviews[number];
		const held = review?.rating ?? selfRating(model, number);
		if (last.every(({ rating }) => rating === held)) return false;
		const settled = review && review.rating !== null && review.reasoned;
		return !settled || last.some(({ at }) => at >= review.at);
	});

/** Whether an answer, or what is said of it, would stay as it is. */
export function changesNothing(model: Model, given: Attempt): boolean {
	if (given.action === 'answer') {
		const stored = model.answers[given.number];
		return (
			stored?.says === given.says &&
			stored.visibility === given.visibility &&
			stored.continuity === continuity(model, given)
		);
	}
	const stored = model.reviews[given.number];
	return (
		!given.settles &&
		(stored?.rating ?? null) === given.rating &&
		(stored?.decision ?? null) === given.decision &&
		(stored?.reasoned ?? false) === given.reasoned
	);
}

export function continuity(
	{ answers }: Model,
	{ number, says, done }: Attempt
): Answer['continuity'] {
	if (!PUBLISHED_BEFORE.includes(number)) return 'new';
	if (says !== 'before') return 'changed';
	return done || answers[number]?.continuity === 'confirmed' ? 'confirmed' : 'carried';
}

/** Whether the state machine, the policy and the rules let this happen. */
export function may(model: Model, given: Attempt): boolean {
	const { action, by, number, current, proved, later } = given;
	const { state } = model;
	const mayEver: readonly string[] = OPEN_TO[action];
	if (action === 'publishDue') return true;
	if (!mayEver.includes(by)) return false;
	if (action === 'start') return !later;
	if (action === 'schedule') return proved && current && !model.cyclePublished;
	const free = !model.conflicted.includes(by);
	const replyOpen = model.reply === 'open' && !later;
	if (action === 'publishCycle') return proved && (state !== 'accepted' || replyOpen || free);
	if (state === null) return false;
	const reviewing = state === 'in_review' && free;
	const reasonGiven =
		given.reasoned || given.rating === null || given.rating === selfRating(model, number);
	switch (action) {
		case 'answer':
			return isOpen(state) && (current || changesNothing(model, given));
		case 'attest':
			return (
				isOpen(state) &&
				proved &&
				current &&
				!(state === 'draft' && later) &&
				NUMBERS.every((one) => isComplete(model.answers[one])) &&
				NUMBERS.some((one) => model.answers[one]?.by !== by)
			);
		case 'begin':
			return state === 'submitted' && free;
		case 'declare':
			return ['submitted', 'in_review', 'accepted'].includes(state) && free;
		case 'review':
			return reviewing && (changesNothing(model, given) || (current && reasonGiven));
		case 'reviewAcross':
			return changesNothing(model, given) || (reviewing && current && reasonGiven);
		case 'opinion':
		case 'return':
			return reviewing && current;
		case 'accept':
			return (
				reviewing && current && openPoint(model) === undefined && disagreement(model) === undefined
			);
		case 'reply':
			return (
				state === 'accepted' &&
				replyOpen &&
				isBelow(model, number) &&
				(current || model.replies.includes(number) === given.done)
			);
		case 'publish': {
			const embargoed = model.scheduled && !model.cyclePublished && !later;
			return state === 'accepted' && free && proved && current && !embargoed && !replyOpen;
		}
		case 'disclose':
			if (!model.aggregateOnly || state === 'draft' || state === 'returned') return false;
			return model.discloses === given.yes || (proved && !(state === 'published' && !given.yes));
	}
}
