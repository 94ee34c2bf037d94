import { z } from 'zod';
import { text } from '#lib/forms/fields.ts';
import { parseFigure } from '#lib/forms/figures.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { evidenceAddress } from '#lib/links/schema.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { isWithinSpread } from './content.ts';
import {
	CONFIDENCES,
	EVIDENCE_LIMIT,
	METRIC_LIMIT,
	NOT_APPLICABLE_KINDS,
	SERVICE_LIMIT,
	VISIBILITIES
} from './vocabulary.ts';

export const NARRATIVE_LENGTH = 10_000;
export const REASON_LENGTH = 2000;

export const orNull = <Output>(schema: z.ZodType<Output>) =>
	schema.optional().transform((value) => value ?? null);
/** Rules over several fields run whatever else is wrong, so that all is said at once. */
export const always = { when: () => true };

/** Decimals of a figure that are kept: with three, nobody could tell what `1,500` means. */
const METRIC_DIGITS = 2;
/** A figure as typed in either language. */
const figure = text(40).transform((typed, context) => {
	const negative = typed.startsWith('-') || typed.startsWith('−');
	const parsed = parseFigure(negative ? typed.slice(1) : typed, METRIC_DIGITS);
	if (parsed === null) {
		context.addIssue({ code: 'custom', message: 'figure' });
		return z.NEVER;
	}
	return ((negative ? -1 : 1) * parsed) / 10 ** METRIC_DIGITS;
});

/** A step of the scale as a form sends it, `0` to `4`. */
export const step = z
	.string()
	.refine((value) => RATINGS.some((rating) => String(rating) === value), { error: 'rating' })
	.transform(Number);
const choice = z.union([z.literal('na'), step], { error: 'rating' });

/** A link. Without a title it is called by the name of its site. */
const evidenceLine = z
	.object({
		url: evidenceAddress.optional(),
		title: orNull(text(300)),
		publisher: orNull(text(300))
	})
	.refine(({ url, title, publisher }) => url !== undefined || !(title ?? publisher), {
		path: ['url'],
		error: 'required',
		...always
	})
	.transform(({ url, title, publisher }) =>
		url === undefined ? null : { url, title: title ?? new URL(url).hostname, publisher }
	);

/** What is said of one service. A line with nothing in it says nothing of that service. */
const serviceLine = z
	.object({ serviceId: z.uuid(), rating: choice.optional(), note: orNull(text(REASON_LENGTH)) })
	.transform(({ serviceId, rating, note }) =>
		rating === undefined && note === null
			? null
			: {
					serviceId,
					rating: typeof rating === 'number' ? rating : null,
					notApplicable: rating === 'na',
					note
				}
	);

const serviceLines = z
	.array(serviceLine.optional())
	.max(SERVICE_LIMIT)
	.default([])
	.transform((lines) => lines.filter((line) => line !== null && line !== undefined));

/** A figure: whoever begins one says what it is, how much, in which unit and for which period. */
const metricLine = z
	.object({
		name: orNull(text(200)),
		value: figure.optional(),
		unit: orNull(text(50)),
		period: orNull(text(50)),
		sourceUrl: orNull(evidenceAddress)
	})
	.transform(({ name, value, unit, period, sourceUrl }, context) => {
		if (!name && value === undefined && !unit && !period && !sourceUrl) return null;
		for (const [path, given] of Object.entries({ name, value, unit, period }))
			if (given === null || given === undefined)
				context.addIssue({ code: 'custom', message: 'required', path: [path] });
		if (!name || value === undefined || !unit || !period) return z.NEVER;
		return { name, value, unit, period, sourceUrl };
	});

const metricLines = z
	.array(metricLine.optional())
	.max(METRIC_LIMIT)
	.default([])
	.transform((lines) => lines.filter((line) => line !== null && line !== undefined));

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
	notApplicableKind: orNull(z.enum(NOT_APPLICABLE_KINDS)),
	notApplicableReason: orNull(text(REASON_LENGTH)),
	narrative: orNull(text(NARRATIVE_LENGTH)),
	narrativeLocale: z.enum(LOCALES),
	changeNote: orNull(text(REASON_LENGTH)),
	confidence: orNull(z.enum(CONFIDENCES)),
	visibility: z.enum(VISIBILITIES),
	evidence: evidenceLines,
	services: serviceLines,
	metrics: metricLines,
	version: z.coerce.number().int().min(0)
});

/**
 * An answer that is done with for now: whoever says not applicable says why, from the list and in words; the
 * rating of the whole lies within those of the services, lest the whole be told better than any part.
 */
export const answerInput = answerDraft
	.refine(({ rating, notApplicableKind }) => rating !== 'na' || notApplicableKind !== null, {
		path: ['notApplicableKind'],
		error: 'choose',
		...always
	})
	.refine(({ rating, notApplicableReason }) => rating !== 'na' || notApplicableReason !== null, {
		path: ['notApplicableReason'],
		error: 'reason_needed',
		...always
	})
	.refine(
		({ rating, services = [] }) =>
			typeof rating !== 'number' || isWithinSpread(rating, services.filter(Boolean)),
		{ path: ['rating'], error: 'outside_spread', ...always }
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

/** Who is to answer a requirement; nobody where no person is named. */
export const assignment = z.object({
	number: z.coerce.number().int().positive(),
	userId: orNull(z.uuid())
});
export type Assignment = z.output<typeof assignment>;

/** Who attests what: `seen` is the hash of the answers that were on the page. */
export const attestation = z.object({
	name: text(200),
	title: text(200),
	confirm: z.literal('on', { error: 'confirm' }),
	seen: z.hash('sha256')
});
export type Attestation = z.output<typeof attestation>;

/** Whether an organisation publishes its own answers where a framework is shown in aggregate only. */
export const disclosing = z.object({
	disclose: z.enum(['yes', 'no'], { error: 'choose' }).transform((choice) => choice === 'yes')
});
export type Disclosing = z.output<typeof disclosing>;

export const publication = z.object({ revision: z.coerce.number().int().positive() });
export type Publication = z.output<typeof publication>;
