import { z } from 'zod';
import { formToken, text } from '#lib/forms/fields.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { always, body, rows } from './form-fields.ts';
import { REPORTABLE_STATUSES } from './vocabulary.ts';

const report = z
	.object({
		reference: text(100),
		status: z.enum(REPORTABLE_STATUSES).optional(),
		note: body,
		unchanged: z.literal('on').optional()
	})
	.refine(({ status, note }) => !status || note, { path: ['note'], error: 'required', ...always })
	.refine(({ status, note }) => !note || status, { path: ['status'], error: 'choose', ...always })
	.refine(({ status, unchanged }) => !status || !unchanged, {
		path: ['status'],
		error: 'choose',
		...always
	});

/** What is said about several commitments on one page: the rows that nobody touched are left out. */
export const severalUpdates = z.object({
	token: formToken,
	/** The language that the notes are written in. */
	language: z.enum(LOCALES),
	reports: rows(report, 500).transform((all) =>
		all.filter(({ status, unchanged }) => status ?? unchanged)
	)
});
export type SeveralUpdates = z.output<typeof severalUpdates>;
