import { z } from 'zod';
import {
	currency,
	email,
	formToken,
	parseAmount,
	partialDate,
	text,
	toMinor,
	version,
	webAddress
} from '#lib/forms/fields.ts';
import { endsBefore } from './rules.ts';
import {
	COMMENT_LENGTH,
	COMMITMENT_KINDS,
	COMMITMENT_SORTS,
	COMMITMENT_STATUSES,
	FUNDING_STAGES,
	MEASURE_LENGTH,
	MILESTONE_STATUSES,
	REASON_LENGTH,
	REPORTABLE_STATUSES,
	REVIEW_DECISIONS,
	TEXT_LENGTH,
	TITLE_LENGTH
} from './vocabulary.ts';

const orNull = <Output>(schema: z.ZodType<Output>) =>
	schema.optional().transform((value) => value ?? null);
const title = orNull(text(TITLE_LENGTH));
const line = orNull(text(TITLE_LENGTH));
const body = orNull(text(TEXT_LENGTH));
const measure = orNull(text(MEASURE_LENGTH));
const date = orNull(partialDate);
const address = orNull(webAddress);
const recordId = z.uuid({ error: 'choose' });

/** One box ticked comes as a text, several as a list, none not at all. */
const ticked = z.preprocess(
	(value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
	z.array(recordId).max(100)
);

interface Titled {
	titleEn: string | null;
	titleFr: string | null;
}
const hasTitle = ({ titleEn, titleFr }: Titled) => Boolean(titleEn ?? titleFr);
const DATES = new Set<PropertyKey>(['startsOn', 'dueOn']);
/** Rules over several fields run whatever else is wrong, so that all is said at once. */
const always = { when: () => true };

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

export const milestoneInput = milestone.safeExtend({ token: formToken });
export const milestoneChange = milestone.safeExtend({ id: z.uuid(), version });
export type MilestoneInput = z.output<typeof milestoneInput>;
export type MilestoneChange = z.output<typeof milestoneChange>;

/** A sum as typed in either language, its currency beside it: kept in minor units. */
export const fundingInput = z
	.object({
		amount: text(40),
		currency,
		fiscalPeriod: orNull(text(50)),
		recipient: line,
		stage: z.enum(FUNDING_STAGES),
		sourceUrl: address,
		token: formToken
	})
	.transform(({ amount, ...rest }, context) => {
		const typed = parseAmount(amount);
		const minor = typed === null ? Number.NaN : toMinor(typed, rest.currency);
		if (!Number.isSafeInteger(minor)) {
			context.addIssue({ code: 'custom', path: ['amount'], message: 'amount' });
			return z.NEVER;
		}
		return { ...rest, amountMinor: minor };
	});
export type FundingInput = z.output<typeof fundingInput>;

/** Taking a milestone or a funding line off a commitment that is not published. */
export const removal = z.object({ id: z.uuid(), version });
export type Removal = z.output<typeof removal>;

/** One more that takes part in a commitment that is not published. */
export const participantInput = z.object({ organisationId: recordId });
/** Everyone in a forum takes part. */
export const forumMembersInput = z.object({ forumKey: z.string({ error: 'choose' }).max(100) });
/** Those whom a list names that was copied from a communiqué. */
export const participantList = z.object({ list: z.string({ error: 'required' }).max(TEXT_LENGTH) });
export type ParticipantInput = z.output<typeof participantInput>;
export type ForumMembersInput = z.output<typeof forumMembersInput>;
export type ParticipantList = z.output<typeof participantList>;

export const submission = z.object({ version });
export type Submission = z.output<typeof submission>;

/** The latest day that is today somewhere on earth. */
const latestDay = () => new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const update = z
	.object({
		status: z.enum(REPORTABLE_STATUSES),
		asOf: partialDate.refine((date) => date <= latestDay(), { error: 'date' }),
		noteEn: body,
		noteFr: body,
		challengesEn: body,
		challengesFr: body,
		milestonesDone: ticked,
		evidenceUrl: address,
		evidenceTitle: line,
		evidencePublisher: line
	})
	.refine(({ noteEn, noteFr }) => Boolean(noteEn ?? noteFr), {
		path: ['noteEn'],
		error: 'language',
		...always
	})
	.refine(({ evidenceUrl, evidenceTitle }) => !evidenceUrl || evidenceTitle, {
		path: ['evidenceTitle'],
		error: 'required',
		...always
	})
	.refine(
		({ evidenceUrl, evidenceTitle, evidencePublisher }) =>
			evidenceUrl || !(evidenceTitle ?? evidencePublisher),
		{ path: ['evidenceUrl'], error: 'required', ...always }
	);

/** For whom it is reported: the lead of a shared commitment or who takes part; none: whom one writes for. */
const reporterId = recordId.optional();

/** That nothing has changed since the last report. */
export const confirmation = z.object({ reporterId, token: formToken });
export type Confirmation = z.output<typeof confirmation>;

export const updateInput = update.safeExtend({ reporterId, token: formToken });
export const updateRevision = update.safeExtend({ id: z.uuid() });
export type UpdateContent = z.output<typeof update>;
export type UpdateInput = z.output<typeof updateInput>;
export type UpdateRevision = z.output<typeof updateRevision>;

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
	reason: z
		.string({ error: 'reason_needed' })
		.trim()
		.normalize('NFC')
		.min(1, { error: 'reason_needed' })
		.max(REASON_LENGTH)
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
	/** Number of a Voluntary Principle that it serves. */
	principle: z.coerce.number().int().min(1).max(200).optional().catch(undefined),
	/** Whether a link proves what is reported. */
	evidence: yesOrNo,
	/** Whether it says what money it takes. */
	funded: yesOrNo,
	overdue: yesOrNo,
	/** Slug of an organisation. */
	owner: word,
	sort: z.enum(COMMITMENT_SORTS).optional().catch(undefined),
	/** Reference of the last commitment on the page before. */
	after: word
});
export type CommitmentFilters = z.output<typeof commitmentFilters>;
