import { isShownTo } from './rules.ts';
import { CELL_CODES, type ReviewDecision, type Visibility } from './vocabulary.ts';

/** What the organisation says of itself, as far as a reviewer's rating is beside it. */
interface SelfRated {
	rating: number | null;
	notApplicable: boolean;
}

/** What the secretariat says of one answer. */
interface Reviewed {
	reviewerRating: number | null;
	reason: string | null;
	decision: ReviewDecision | null;
	updatedAt: Date;
}

/** What one reviewer holds by themselves. */
interface Opinion {
	rating: number;
	updatedAt: Date;
}

/** An answer with what was said of it in review. */
export interface AnswerInReview {
	number: number;
	answer: SelfRated | null;
	review: Reviewed | null;
	opinions: readonly Opinion[];
}

const numbersOf = (
	answers: readonly AnswerInReview[],
	which: (answer: AnswerInReview) => boolean
): number[] => answers.filter(which).map(({ number }) => number);

/** Whether a reviewer's rating is another than the organisation's own: then it needs a reason. */
export const differsFromSelf = (self: SelfRated | null, reviewerRating: number | null): boolean =>
	reviewerRating !== null && reviewerRating !== (self?.rating ?? null);

/** Whether a rating is critical: below the organisation's own, or given where it says that it does not apply. */
export const isCritical = (self: SelfRated | null, reviewerRating: number | null): boolean =>
	reviewerRating !== null && (self?.rating === null || reviewerRating < (self?.rating ?? 0));

/** Whether something is still asked of the company. */
export const isAsked = (decision: ReviewDecision | null | undefined): boolean =>
	decision === 'evidence_requested' || decision === 'change_requested';

/** The numbers of the answers that keep it from being accepted: something is asked, or *not applicable* was not decided on. */
export const openPoints = (answers: readonly AnswerInReview[]): number[] =>
	numbersOf(
		answers,
		({ answer, review }) =>
			isAsked(review?.decision) || (Boolean(answer?.notApplicable) && !review?.decision)
	);

/**
 * Whether the reviewers are of one mind: `apart` where their ratings differ from each other's or from the
 * secretariat's (the organisation's own where it gives none), until the secretariat has rated it, with a
 * reason, after the last of them: then it is `settled`.
 */
export function agreementOn({
	answer,
	review,
	opinions
}: Omit<AnswerInReview, 'number'>): 'agreed' | 'apart' | 'settled' {
	if (!opinions.length) return 'agreed';
	const held = review?.reviewerRating ?? answer?.rating ?? null;
	if (opinions.every(({ rating }) => rating === held)) return 'agreed';
	const last = Math.max(...opinions.map(({ updatedAt }) => updatedAt.getTime()));
	const settled =
		review !== null &&
		review.reviewerRating !== null &&
		Boolean(review.reason) &&
		review.updatedAt.getTime() > last;
	return settled ? 'settled' : 'apart';
}

/** The numbers of the answers on which the reviewers are not of one mind. */
export const disagreements = (answers: readonly AnswerInReview[]): number[] =>
	numbersOf(answers, (answer) => agreementOn(answer) === 'apart');

/** The day until which an organisation may reply to a rating, where one was accepted on this day (UTC). */
export function replyDeadline(acceptedOn: Date, days: number): string {
	return new Date(acceptedOn.getTime() + days * DAY).toISOString().slice(0, 10);
}
const DAY = 24 * 60 * 60 * 1000;

/** Whether an organisation may still reply on this day (`2026-11-23`, UTC): so long nothing is published. */
export const isReplyOpen = (
	{ replyUntil, replyEndedAt }: { replyUntil: string | null; replyEndedAt: Date | null },
	today: string
): boolean => replyUntil !== null && replyEndedAt === null && today <= replyUntil;

/** The last day on which a reply was waited for: earlier where the organisation said that it has none. */
export const repliedBy = ({
	replyUntil,
	replyEndedAt
}: {
	replyUntil: string | null;
	replyEndedAt: Date | null;
}): string | null => replyEndedAt?.toISOString().slice(0, 10) ?? replyUntil;

/**
 * The reviewer's ratings in a public matrix, in the framework's order: *not public* wherever the answer is,
 * so that it is not told whether there is one.
 */
export function publishedReviewerRatings(
	answers: readonly {
		answer: { visibility: Visibility } | null;
		reviewerRating: number | null;
	}[]
): number[] {
	return answers.map(({ answer, reviewerRating }) => {
		if (answer && !isShownTo('public', answer.visibility)) return CELL_CODES.notPublic;
		return reviewerRating ?? CELL_CODES.notAnswered;
	});
}
