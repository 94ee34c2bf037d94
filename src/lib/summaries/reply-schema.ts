import { z } from 'zod';
import { formToken, text } from '#lib/forms/fields.ts';
import { LEAST_REPLY_DAYS, MOST_REPLY_DAYS, REPLY_DAYS } from '#lib/frameworks/finding-rules.ts';

export const PASSAGE_LENGTH = 10_000;
export const REPLY_LENGTH = 5000;

/** Which organisation is asked about what: a section by its place in both languages, or words of the text. */
export const passageInput = z
	.object({
		organisationId: z.uuid({ error: 'choose' }),
		section: z.coerce.number().int().min(1).max(200).optional(),
		passageEn: text(PASSAGE_LENGTH).optional(),
		passageFr: text(PASSAGE_LENGTH).optional(),
		replyDays: z.coerce
			.number({ error: 'figure' })
			.int({ error: 'figure' })
			.min(LEAST_REPLY_DAYS, { error: 'figure' })
			.max(MOST_REPLY_DAYS, { error: 'figure' })
			.default(REPLY_DAYS),
		token: formToken
	})
	.superRefine(({ section, passageEn, passageFr }, context) => {
		if (section !== undefined) return;
		if (!passageEn) context.addIssue({ code: 'custom', path: ['passageEn'], message: 'required' });
		if (!passageFr) context.addIssue({ code: 'custom', path: ['passageFr'], message: 'required' });
	});
export type PassageInput = z.output<typeof passageInput>;

export const passageDrop = z.object({
	passage: z.uuid(),
	reason: text(2000).min(1, { error: 'required' })
});
export type PassageDrop = z.output<typeof passageDrop>;

/** What an organisation replies, in one language or in both, on the version that was read. */
export const passageReply = z
	.object({
		replyEn: text(REPLY_LENGTH).optional(),
		replyFr: text(REPLY_LENGTH).optional(),
		version: z.coerce.number().int().positive()
	})
	.refine(({ replyEn, replyFr }) => replyEn || replyFr, { path: ['replyEn'], error: 'required' });
export type PassageReply = z.output<typeof passageReply>;
