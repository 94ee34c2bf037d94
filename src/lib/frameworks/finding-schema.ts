import { z } from 'zod';
import { formToken, partialDate, text } from '#lib/forms/fields.ts';
import { evidenceAddress } from '#lib/links/schema.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { LEAST_REPLY_DAYS, MOST_REPLY_DAYS, REPLY_DAYS } from './finding-rules.ts';
import { FINDING_DIRECTIONS, FINDING_VOICES } from './vocabulary.ts';

export const FINDING_LENGTH = 5000;
export const FINDING_NOTE_LENGTH = 2000;

const words = text(FINDING_LENGTH).min(1, { error: 'required' });

/** What the secretariat records that somebody says about a company’s practice. */
export const findingInput = z.object({
	organisationId: z.uuid({ error: 'choose' }),
	requirementId: z.uuid({ error: 'choose' }),
	voice: z.enum(FINDING_VOICES),
	direction: z.enum(FINDING_DIRECTIONS),
	textEn: words,
	textFr: words,
	foundOn: partialDate.nullable().default(null),
	sourceUrl: evidenceAddress,
	sourceNote: text(FINDING_NOTE_LENGTH).nullable().default(null),
	certainty: z.enum(CERTAINTIES),
	/** How many days the company has to reply to a gap. */
	replyDays: z.coerce
		.number({ error: 'figure' })
		.int({ error: 'figure' })
		.min(LEAST_REPLY_DAYS, { error: 'figure' })
		.max(MOST_REPLY_DAYS, { error: 'figure' })
		.default(REPLY_DAYS),
	/** The published finding that this one puts right. */
	correctsId: z.uuid().nullable().default(null),
	token: formToken
});
export type FindingInput = z.output<typeof findingInput>;

export const findingDecision = z
	.object({
		decision: z.enum(['publish', 'drop']),
		reason: text(FINDING_NOTE_LENGTH).nullable().default(null)
	})
	.refine(({ decision, reason }) => decision === 'publish' || reason, {
		path: ['reason'],
		error: 'reason_needed'
	});
export type FindingDecision = z.output<typeof findingDecision>;

/** `version` is that of the reply on the page: 0 where there was none. */
export const findingReplyInput = z.object({
	body: words,
	bodyLocale: z.enum(LOCALES),
	version: z.coerce.number().int().min(0)
});
export type FindingReplyInput = z.output<typeof findingReplyInput>;

/** Filters of the secretariat’s list. What cannot be read counts as not set. */
export const findingFilters = z.object({
	company: z
		.string()
		.regex(/^[a-z0-9-]{1,80}$/)
		.optional()
		.catch(undefined),
	principle: z.coerce.number().int().min(1).max(999).optional().catch(undefined)
});
export type FindingFilters = z.output<typeof findingFilters>;
