import { z } from 'zod';
import { figureFilters } from '#lib/comparison/schema.ts';
import { formToken, text, version } from '#lib/forms/fields.ts';
import { FIGURE_QUESTIONS } from './vocabulary.ts';

/** The most characters a text may have in one language. */
export const BODY_LENGTH = 100_000;

const title = text(200);
const body = text(BODY_LENGTH);

/** A new summary: its title in both languages; the address is made from the English one. */
export const summaryInput = z.object({ titleEn: title, titleFr: title, token: formToken });
export type SummaryInput = z.output<typeof summaryInput>;

/** What an editor writes; either language may lag behind until the summary is published. */
export const summaryText = z.object({
	titleEn: title.default(''),
	titleFr: title.default(''),
	bodyEn: body.default(''),
	bodyFr: body.default(''),
	correctionNoteEn: text(2000).optional(),
	correctionNoteFr: text(2000).optional(),
	version
});
export type SummaryText = z.output<typeof summaryText>;

/** A figure: a question of the comparison with what it needs to know, and its captions. */
export const figureInput = z
	.object({
		question: z.enum(FIGURE_QUESTIONS),
		principle: z.string().optional(),
		cycle: z.string().optional(),
		forum: z.string().optional(),
		country: z.string().optional(),
		captionEn: text(300),
		captionFr: text(300),
		version
	})
	.transform(({ question, principle, cycle, forum, country, ...rest }, ctx) => {
		const given = { principle, cycle, forum, country };
		const asked = figureFilters[question];
		// A filter that the question does not know would be left out of the figure in silence.
		for (const [name, value] of Object.entries(given))
			if (value !== undefined && !(name in asked.shape))
				ctx.addIssue({ code: 'custom', path: [name], message: 'not_asked' });
		const filters = asked.safeParse(given);
		if (filters.success && ctx.issues.length === 0)
			return { ...rest, question, filters: filters.data };
		for (const issue of filters.error?.issues ?? [])
			ctx.addIssue({ code: 'custom', path: issue.path, message: 'required' });
		return z.NEVER;
	});
export type FigureInput = z.output<typeof figureInput>;

export const figureRemoval = z.object({ figure: z.uuid(), version });

/** Sending to review, and publishing, name the version that was read. */
export const summaryStep = z.object({ version });

export const summaryReturn = z.object({ version, comment: text(5000) });

/** A withdrawal says why, in both languages. */
export const withdrawal = z.object({
	withdrawalReasonEn: text(2000),
	withdrawalReasonFr: text(2000)
});
export type Withdrawal = z.output<typeof withdrawal>;

export const correctionStart = z.object({
	correctionNoteEn: text(2000),
	correctionNoteFr: text(2000),
	token: formToken
});
