import { z } from 'zod';
import { text } from '#lib/forms/fields.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { always, orNull, REASON_LENGTH, step } from './schema.ts';
import { REVIEW_DECISIONS } from './vocabulary.ts';

export const COMMENT_LENGTH = 5000;
export const REPLY_LENGTH = 5000;

const ticked = z
	.literal('on')
	.optional()
	.transform((given) => given === 'on');

/** What the secretariat says of one answer. `seen`: when what was on the page was written; absent where nothing was. */
const said = {
	comment: orNull(text(COMMENT_LENGTH)),
	reviewerRating: orNull(step),
	reason: orNull(text(REASON_LENGTH)),
	reasonLocale: z.enum(LOCALES).default('en'),
	decision: orNull(z.enum(REVIEW_DECISIONS)),
	/** The rating is the secretariat's, whatever the reviewers hold. */
	settles: ticked,
	seen: orNull(z.iso.datetime())
};
const answerReview = z.object({ number: z.coerce.number().int().positive(), ...said });
export type AnswerReviewInput = z.output<typeof answerReview>;

/** What the secretariat says of the answers of one revision, and a comment on the whole. */
export const reviewInput = z.object({
	revision: z.coerce.number().int().positive(),
	answers: z.array(answerReview).max(200).default([]),
	comment: orNull(text(COMMENT_LENGTH))
});
export type ReviewInput = z.output<typeof reviewInput>;

/** Whoever gets their assessment back is told why. */
export const returnInput = reviewInput.refine(({ comment }) => comment !== null, {
	path: ['comment'],
	error: 'reason_needed',
	...always
});

/** What the secretariat says of several organisations' answers to one requirement. */
export const acrossInput = z.object({
	reviews: z
		.array(
			z.object({
				assessmentId: z.uuid(),
				revision: z.coerce.number().int().positive(),
				...said
			})
		)
		.max(100)
		.default([])
});
export type AcrossInput = z.output<typeof acrossInput>;

/** What one reviewer holds of one answer by themselves. */
export const opinionInput = z.object({
	revision: z.coerce.number().int().positive(),
	number: z.coerce.number().int().positive(),
	rating: step,
	note: orNull(text(REASON_LENGTH))
});
export type OpinionInput = z.output<typeof opinionInput>;

/** Whether a reviewer has an interest in whom they review; whoever has one says which. */
export const interestInput = z
	.object({
		interest: z.enum(['none', 'conflict'], { error: 'choose' }),
		note: orNull(text(REASON_LENGTH))
	})
	.refine(({ interest, note }) => interest !== 'conflict' || note !== null, {
		path: ['note'],
		error: 'reason_needed',
		...always
	});
export type InterestInput = z.output<typeof interestInput>;

/** What an organisation replies to the ratings of one revision. `seen`: when what was on the page was written. */
export const repliesInput = z.object({
	revision: z.coerce.number().int().positive(),
	replies: z
		.array(
			z.object({
				number: z.coerce.number().int().positive(),
				body: orNull(text(REPLY_LENGTH)),
				bodyLocale: z.enum(LOCALES),
				seen: orNull(z.iso.datetime())
			})
		)
		.max(200)
		.default([])
});
export type RepliesInput = z.output<typeof repliesInput>;
