import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	agreementOn,
	differsFromSelf,
	disagreements,
	isCritical,
	isReplyOpen,
	openPoints,
	publishedReviewerRatings,
	repliedBy,
	replyDeadline,
	type AnswerInReview
} from './review-rules.ts';
import { CELL_CODES } from './vocabulary.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 12, minute));
const rated = (rating: number | null) => ({ rating, notApplicable: rating === null });
const reviewed = (over: Partial<NonNullable<AnswerInReview['review']>> = {}) => ({
	reviewerRating: null,
	reason: null,
	decision: null,
	updatedAt: at(0),
	...over
});
const answer = (over: Partial<AnswerInReview> = {}): AnswerInReview => ({
	number: 1,
	answer: rated(3),
	review: null,
	opinions: [],
	...over
});

describe('what keeps an assessment from being accepted', () => {
	it('is what is still asked, and a *not applicable* on which nothing was decided', () => {
		const answers = [
			answer({ number: 1 }),
			answer({ number: 2, review: reviewed({ decision: 'evidence_requested' }) }),
			answer({ number: 3, review: reviewed({ decision: 'change_requested' }) }),
			answer({ number: 4, review: reviewed({ decision: 'accepted' }) }),
			answer({ number: 5, answer: rated(null) }),
			answer({ number: 6, answer: rated(null), review: reviewed({ reviewerRating: 1 }) }),
			answer({ number: 7, answer: rated(null), review: reviewed({ decision: 'accepted' }) })
		];
		expect(openPoints(answers)).toEqual([2, 3, 5, 6]);
	});

	it('is a disagreement until the secretariat rates it with a reason after the last opinion', () => {
		const opinions = [{ rating: 2, updatedAt: at(5) }];
		const with_ = (over: Parameters<typeof reviewed>[0]) =>
			agreementOn(answer({ opinions, review: reviewed(over) }));
		expect(agreementOn(answer())).toBe('agreed');
		expect(agreementOn(answer({ opinions: [{ rating: 3, updatedAt: at(5) }] }))).toBe('agreed');
		expect(agreementOn(answer({ opinions }))).toBe('apart');
		expect(with_({ reviewerRating: 2, reason: 'Why.' })).toBe('agreed');
		expect(with_({ reviewerRating: 3, reason: 'Why.', updatedAt: at(4) })).toBe('apart');
		expect(with_({ reviewerRating: 3, updatedAt: at(6) })).toBe('apart');
		expect(with_({ reviewerRating: 3, reason: 'Why.', updatedAt: at(6) })).toBe('settled');
		expect(disagreements([answer({ opinions }), answer({ number: 2 })])).toEqual([1]);
	});

	it('does not depend on the order in which opinions were given', () => {
		const opinion = fc.record({
			rating: fc.integer({ min: 0, max: 4 }),
			updatedAt: fc.integer({ min: 0, max: 50 }).map(at)
		});
		fc.assert(
			fc.property(fc.array(opinion, { maxLength: 5 }), (opinions) => {
				const review = reviewed({ reviewerRating: 2, reason: 'Why.', updatedAt: at(25) });
				expect(agreementOn(answer({ opinions, review }))).toBe(
					agreementOn(answer({ opinions: [...opinions].reverse(), review }))
				);
			})
		);
	});
});

describe('a rating that needs a reason', () => {
	it('is one that is not the company’s own', () => {
		expect(differsFromSelf(rated(3), null)).toBe(false);
		expect(differsFromSelf(rated(3), 3)).toBe(false);
		expect(differsFromSelf(rated(3), 4)).toBe(true);
		expect(differsFromSelf(rated(null), 0)).toBe(true);
	});
});

describe('the right of reply', () => {
	it('is to ratings below the own, and to any where it says that it does not apply', () => {
		expect(isCritical(rated(3), null)).toBe(false);
		expect(isCritical(rated(3), 3)).toBe(false);
		expect(isCritical(rated(3), 4)).toBe(false);
		expect(isCritical(rated(3), 2)).toBe(true);
		expect(isCritical(rated(null), 4)).toBe(true);
	});

	it('lasts until the end of its last day, or until there is no further reply', () => {
		const replyUntil = replyDeadline(new Date('2026-11-25T23:30:00Z'), 14);
		expect(replyUntil).toBe('2026-12-09');
		expect(isReplyOpen({ replyUntil, replyEndedAt: null }, '2026-12-09')).toBe(true);
		expect(isReplyOpen({ replyUntil, replyEndedAt: null }, '2026-12-10')).toBe(false);
		expect(isReplyOpen({ replyUntil, replyEndedAt: at(0) }, '2026-11-26')).toBe(false);
		expect(isReplyOpen({ replyUntil: null, replyEndedAt: null }, '2026-11-26')).toBe(false);
		expect(repliedBy({ replyUntil, replyEndedAt: null })).toBe('2026-12-09');
		expect(repliedBy({ replyUntil, replyEndedAt: at(0) })).toBe('2026-11-25');
	});
});

describe('the reviewer’s ratings in a public matrix', () => {
	it('stand beside the company’s, and tell nothing of an answer that is not public', () => {
		expect(
			publishedReviewerRatings([
				{ answer: { visibility: 'public' }, reviewerRating: 2 },
				{ answer: { visibility: 'public' }, reviewerRating: null },
				{ answer: { visibility: 'partners' }, reviewerRating: 2 },
				{ answer: { visibility: 'secretariat' }, reviewerRating: null },
				{ answer: null, reviewerRating: null }
			])
		).toEqual([
			2,
			CELL_CODES.notAnswered,
			CELL_CODES.notPublic,
			CELL_CODES.notPublic,
			CELL_CODES.notAnswered
		]);
	});
});
