import { z } from 'zod';
import { text, webAddress } from '#lib/forms/fields.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { EVIDENCE_LIMIT, VISIBILITIES } from './vocabulary.ts';

export const NARRATIVE_LENGTH = 10_000;
export const REASON_LENGTH = 2000;
export const COMMENT_LENGTH = 5000;

const orNull = <Output>(schema: z.ZodType<Output>) =>
	schema.optional().transform((value) => value ?? null);
/** Rules over several fields run whatever else is wrong, so that all is said at once. */
const always = { when: () => true };

/** A step of the scale as a form sends it, `0` to `4`. */
const step = z
	.string()
	.refine((value) => RATINGS.some((rating) => String(rating) === value), { error: 'rating' })
	.transform(Number);
const choice = z.union([z.literal('na'), step], { error: 'rating' });

/** A link. Without a title it is called by the name of its site. */
const evidenceLine = z
	.object({ url: webAddress.optional(), title: orNull(text(300)), publisher: orNull(text(300)) })
	.refine(({ url, title, publisher }) => url !== undefined || !(title ?? publisher), {
		path: ['url'],
		error: 'required',
		...always
	})
	.transform(({ url, title, publisher }) =>
		url === undefined ? null : { url, title: title ?? new URL(url).hostname, publisher }
	);

const evidenceLines = z
	.array(evidenceLine.optional())
	.max(EVIDENCE_LIMIT)
	.default([])
	.transform((lines) => lines.filter((line) => line !== null && line !== undefined));

/**
 * An answer as it stands so far: anything may be missing, nothing may be wrong. `version` is the one
 * that was edited, 0 where there was none.
 */
export const answerDraft = z.object({
	rating: choice.optional(),
	notApplicableReason: orNull(text(REASON_LENGTH)),
	narrative: orNull(text(NARRATIVE_LENGTH)),
	narrativeLocale: z.enum(LOCALES),
	visibility: z.enum(VISIBILITIES),
	evidence: evidenceLines,
	version: z.coerce.number().int().min(0)
});

/** An answer that is done with for now: whoever says not applicable says why. */
export const answerInput = answerDraft.refine(
	({ rating, notApplicableReason }) => rating !== 'na' || notApplicableReason !== null,
	{ path: ['notApplicableReason'], error: 'reason_needed', ...always }
);
export type AnswerInput = z.output<typeof answerDraft>;

/** `carry`: with the answers of the last published cycle, each to be confirmed or changed. */
export const start = z.object({
	organisationId: z.uuid(),
	cycleId: z.uuid(),
	carry: z
		.literal('on')
		.optional()
		.transform((given) => given === 'on')
});
export type Start = Omit<z.output<typeof start>, 'carry'> & { carry?: boolean };

/** Who attests what: `seen` is the hash of the answers that were on the page. */
export const attestation = z.object({
	name: text(200),
	title: text(200),
	confirm: z.literal('on', { error: 'confirm' }),
	seen: z.hash('sha256')
});
export type Attestation = z.output<typeof attestation>;

const answerReview = z.object({
	number: z.coerce.number().int().positive(),
	comment: orNull(text(COMMENT_LENGTH)),
	reviewerRating: orNull(step),
	/** When the review on the page was written; absent where there was none. */
	seen: orNull(z.iso.datetime())
});
export type AnswerReviewInput = z.output<typeof answerReview>;

/** The reviewer's comments and ratings on one revision, and a comment on the whole. */
export const reviewInput = z.object({
	revision: z.coerce.number().int().positive(),
	answers: z.array(answerReview).max(200).default([]),
	comment: orNull(text(COMMENT_LENGTH))
});
export type ReviewInput = z.output<typeof reviewInput>;

/** The reviewer's comments and ratings on several organisations' answers to one requirement. */
export const acrossInput = z.object({
	reviews: z
		.array(
			z.object({
				assessmentId: z.uuid(),
				revision: z.coerce.number().int().positive(),
				comment: orNull(text(COMMENT_LENGTH)),
				reviewerRating: orNull(step),
				seen: orNull(z.iso.datetime())
			})
		)
		.max(100)
		.default([])
});
export type AcrossInput = z.output<typeof acrossInput>;

/** Whoever gets their assessment back is told why. */
export const returnInput = reviewInput.refine(({ comment }) => comment !== null, {
	path: ['comment'],
	error: 'reason_needed',
	...always
});

export const publication = z.object({ revision: z.coerce.number().int().positive() });
export type Publication = z.output<typeof publication>;
