import { z } from 'zod';
import { figureFilters, viewAsked } from '#lib/comparison/schema.ts';
import { day, formToken, text, version } from '#lib/forms/fields.ts';
import { momentOf, ZONES } from '#lib/frameworks/zones.ts';
import { ADDRESS_BYTES } from '#lib/links/vocabulary.ts';
import { FIGURE_QUESTIONS, NUMBER_FORMS, type AskedQuestion } from './vocabulary.ts';

/** The most characters a text may have in one language. */
export const BODY_LENGTH = 100_000;

const title = text(200);
const body = text(BODY_LENGTH);

/** A new summary: its title in both languages; the address is made from the English one. */
export const summaryInput = z.object({
	titleEn: title,
	titleFr: title,
	/** The summary whose text and figures it starts from. */
	from: z.uuid({ error: 'choose' }).optional(),
	token: formToken
});
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

/** What a figure shows, in the author's words; nothing where those made from the data stand. */
const alternative = text(1000).default('');

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
		altEn: alternative,
		altFr: alternative,
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

/** A figure that asks for what a view of the comparison shows. */
export const viewFigure = z.object({
	summary: z.uuid({ error: 'choose' }),
	...viewAsked.shape,
	captionEn: text(300),
	captionFr: text(300),
	altEn: alternative,
	altFr: alternative
});

/** A figure as it is put into a summary, whatever it asks. */
export type FigureInput = Pick<z.output<typeof viewFigure>, 'captionEn' | 'captionFr'> & {
	question: AskedQuestion;
	filters: object;
	altEn?: string;
	altFr?: string;
	version: number;
};

/** The words of a figure, and whether readers see it. */
export const figureWords = z.object({
	figure: z.uuid(),
	captionEn: text(300).default(''),
	captionFr: text(300).default(''),
	altEn: alternative,
	altFr: alternative,
	shown: z
		.literal('on')
		.optional()
		.transform((ticked) => ticked === 'on'),
	version
});
export type FigureWords = z.output<typeof figureWords>;

export const figureRemoval = z.object({ figure: z.uuid(), version });

/** A number of the text: a row of one of a figure's tables (“0:CA”), a column of it, and how it is written. */
export const numberInput = z.object({
	figure: z.uuid(),
	row: z
		.string()
		.regex(/^\d{1,2}:./s, { error: 'choose' })
		.max(500)
		.transform((named) => {
			const at = named.indexOf(':');
			return { part: Number(named.slice(0, at)), name: named.slice(at + 1) };
		}),
	column: z.string().min(1, { error: 'choose' }).max(200),
	form: z.enum(NUMBER_FORMS).default('count'),
	version
});
export type NumberInput = z.output<typeof numberInput>;

export const numberRemoval = z.object({ number: z.uuid(), version });

/** Sending to review, and publishing, name the version that was read. */
export const summaryStep = z.object({ version });

/** The link that a person has seen to lead somewhere. */
export const linkSeen = z.object({ address: z.string().max(ADDRESS_BYTES) });

/** When a summary is published: a day and a time on a clock in a named zone. */
export const summarySchedule = z
	.object({
		date: day,
		time: z.string({ error: 'required' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time' }),
		zone: z.enum(ZONES, { error: 'choose' }),
		version
	})
	.transform(({ date, time, zone, version }, context) => {
		const at = momentOf(`${date}T${time}`, zone);
		if (at) return { at, version };
		context.addIssue({ code: 'custom', path: ['time'], message: 'time' });
		return z.NEVER;
	});
export type SummarySchedule = z.output<typeof summarySchedule>;

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
