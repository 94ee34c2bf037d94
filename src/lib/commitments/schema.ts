import { z } from 'zod';
import { currency, email, formToken, text, version, typedText } from '#lib/forms/fields.ts';
import { parseMoney } from '#lib/forms/figures.ts';
import {
	address,
	always,
	body,
	date,
	hasTitle,
	line,
	measure,
	names,
	orNull,
	recordId,
	subdivisions,
	ticked,
	title
} from './form-fields.ts';
import { endsBefore } from './rules.ts';
import {
	COMMENT_LENGTH,
	COMMITMENT_KINDS,
	COMMITMENT_SORTS,
	COMMITMENT_STATUSES,
	FUNDING_STAGES,
	MILESTONE_STATUSES,
	REASON_LENGTH,
	RELATIONS,
	REVIEW_DECISIONS,
	TEXT_LENGTH
} from './vocabulary.ts';

const DATES = new Set<PropertyKey>(['startsOn', 'dueOn']);
const content = z
	.object({
		kind: z.enum(COMMITMENT_KINDS),
		forumKey: orNull(text(100)),
		pillarId: orNull(recordId),
		requirements: ticked,
		titleEn: title,
		titleFr: title,
		descriptionEn: body,
		descriptionFr: body,
		baselineEn: measure,
		baselineFr: measure,
		measureEn: measure,
		measureFr: measure,
		unfunded: z
			.literal('on')
			.optional()
			.transform((value) => value === 'on'),
		contactMailbox: orNull(email),
		leadAgency: line,
		supportingAgencies: names,
		subdivisions,
		legalBasisEn: measure,
		legalBasisFr: measure,
		announcedOn: date,
		startsOn: date,
		dueOn: date,
		sourceUrl: address
	})
	.refine(hasTitle, { path: ['titleEn'], error: 'language', ...always })
	.refine(({ startsOn, dueOn }) => !startsOn || !dueOn || !endsBefore(dueOn, startsOn), {
		path: ['dueOn'],
		error: 'date_order',
		when: ({ issues }) => !issues.some(({ path }) => path?.some((part) => DATES.has(part)))
	});

/** What a commitment says of itself, however it comes: a form or a row of a spreadsheet. */
export const commitmentContent = content;
export const commitmentInput = content.safeExtend({ ownerId: recordId, token: formToken });
export const commitmentChange = content.safeExtend({ version });
export type CommitmentContent = z.output<typeof content>;
export type CommitmentInput = z.output<typeof commitmentInput>;
export type CommitmentChange = z.output<typeof commitmentChange>;

const milestone = z
	.object({
		titleEn: title,
		titleFr: title,
		dueOn: date,
		/** Whose it is in a shared commitment; none: the commitment's as a whole. */
		participantId: recordId.optional(),
		status: z.enum(MILESTONE_STATUSES).default('open'),
		completedOn: date
	})
	.refine(hasTitle, { path: ['titleEn'], error: 'language', ...always });

/** What a milestone says of itself, however it comes. */
export const milestoneContent = milestone;
export const milestoneInput = milestone.safeExtend({ token: formToken });
export const milestoneChange = milestone.safeExtend({ id: z.uuid(), version });
export type MilestoneInput = z.output<typeof milestoneInput>;
export type MilestoneChange = z.output<typeof milestoneChange>;

/** A sum as typed in either language, its currency beside it. */
const sum = z
	.object({
		amount: text(40),
		currency,
		fiscalPeriod: orNull(text(50)),
		recipient: line,
		stage: z.enum(FUNDING_STAGES),
		sourceUrl: address
	})
	.refine(
		// Where the currency is wrong too, the amount is looked at as one of dollars: both are said at once.
		({ amount, currency: code }) =>
			typeof amount !== 'string' ||
			parseMoney(amount, currency.safeParse(code).data ?? 'CAD') !== null,
		{ path: ['amount'], error: 'amount', ...always }
	);
const inMinor = <Sum extends { amount: string; currency: string }>({ amount, ...rest }: Sum) => ({
	...rest,
	amountMinor: parseMoney(amount, rest.currency) ?? Number.NaN
});

/** A funding line, its amount kept in minor units. */
export const fundingInput = sum.safeExtend({ token: formToken }).transform(inMinor);
export const fundingChange = sum.safeExtend({ id: z.uuid(), version }).transform(inMinor);
export type FundingInput = z.output<typeof fundingInput>;
export type FundingChange = z.output<typeof fundingChange>;

/** Taking a milestone or a funding line off a commitment that is not published. */
export const removal = z.object({ id: z.uuid(), version });
export type Removal = z.output<typeof removal>;

/** One more that takes part in a commitment that is not published. */
export const participantInput = z.object({ organisationId: recordId });
/** Everyone in a forum takes part. */
export const forumMembersInput = z.object({ forumKey: z.string({ error: 'choose' }).max(100) });
/** Those whom a list names that was copied from a communiqué. */
export const participantList = z.object({
	list: typedText(z.string({ error: 'required' }).max(TEXT_LENGTH))
});
export type ParticipantInput = z.output<typeof participantInput>;
export type ForumMembersInput = z.output<typeof forumMembersInput>;
export type ParticipantList = z.output<typeof participantList>;

/** Another commitment to which this one relates, by its reference. */
export const relationInput = z.object({
	relatedReference: z.string({ error: 'required' }).trim().toUpperCase().max(100),
	relation: z.enum(RELATIONS)
});
export type RelationInput = z.output<typeof relationInput>;

export const submission = z.object({ version });
export type Submission = z.output<typeof submission>;

/** What the secretariat decides; whoever gets something back is told why. */
export const reviewDecision = z
	.object({
		decision: z.enum(REVIEW_DECISIONS),
		comment: orNull(text(COMMENT_LENGTH))
	})
	.refine(({ decision, comment }) => decision !== 'return' || Boolean(comment), {
		path: ['comment'],
		error: 'reason_needed',
		...always
	});

/** A decision on the commitment as it stood at `version`. */
export const commitmentDecision = reviewDecision.safeExtend({ version });
export type CommitmentDecision = z.output<typeof commitmentDecision>;

/** A decision on the update as it was sent at `seen`. */
export const updateDecision = reviewDecision.safeExtend({ seen: z.coerce.date() });
export type UpdateDecision = z.output<typeof updateDecision>;

export const withdrawal = z.object({
	reason: typedText(
		z
			.string({ error: 'reason_needed' })
			.trim()
			.normalize('NFC')
			.min(1, { error: 'reason_needed' })
			.max(REASON_LENGTH)
	)
});

export type Withdrawal = z.output<typeof withdrawal>;

/** A value of the query string that cannot be read is left out, not refused: links get cut. */
const word = text(200).optional().catch(undefined);
const yesOrNo = z.enum(['yes', 'no']).optional().catch(undefined);

/** The query string of a list of commitments. */
export const commitmentFilters = z.object({
	q: word,
	/** ISO 3166-1 alpha-2 code. */
	country: word,
	/** Key of a forum. */
	forum: word,
	kind: z.enum(COMMITMENT_KINDS).optional().catch(undefined),
	/** Key of a pillar. */
	pillar: word,
	status: z.enum(COMMITMENT_STATUSES).optional().catch(undefined),
	/** In which it was announced. */
	year: z
		.string()
		.regex(/^\d{4}$/)
		.optional()
		.catch(undefined),
	/** ISO 3166-1 alpha-2 code of a country that takes part in it beside who leads. */
	participant: word,
	/** Number of a Voluntary Principle that it serves. */
	principle: z.coerce.number().int().min(1).max(200).optional().catch(undefined),
	/** Whether a link proves what is reported. */
	evidence: yesOrNo,
	/** Whether it says what money it takes. */
	funded: yesOrNo,
	overdue: yesOrNo,
	/** Slug of an organisation. */
	owner: word,
	/** Address of the document that says what was promised. */
	source: text(2000).optional().catch(undefined),
	sort: z.enum(COMMITMENT_SORTS).optional().catch(undefined),
	/** Reference of the last commitment on the page before. */
	after: word
});
export type CommitmentFilters = z.output<typeof commitmentFilters>;
