import { z } from 'zod';
import { TIMINGS } from '#lib/commitments/punctuality.ts';
import { FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import {
	CELL_STATES,
	COMPARED_TREATIES,
	DUE_DATES,
	DUE_STATES,
	FLOW_STATES,
	MAP_MEASURES,
	MATRIX_CELLS,
	OUTCOMES,
	REVIEW_STATES,
	STATUS_ORDER,
	TREND_GROUPS
} from '#lib/comparison/vocabulary.ts';
import { ENDORSEMENT_STATUSES, RATINGS } from '#lib/frameworks/vocabulary.ts';
import { CERTAINTIES, TREATY_ACTIONS } from '#lib/organisations/vocabulary.ts';
import {
	addresses,
	both,
	certainty,
	count,
	country,
	currency,
	day,
	either,
	minorUnits,
	partialDay
} from './fields.ts';

/** A property of the same schema under each name. */
const each = <Name extends string, Schema extends z.ZodType>(
	names: readonly Name[],
	schema: Schema
) => Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;

const RATED = RATINGS.map((value) => `rating_${value}` as const);
const rating = z.int().min(0).max(4);
const ratingCounts = { ...each(RATED, count), ...each(CELL_STATES, count) };
const distribution = { assessed: count, rated: count, ...ratingCounts };
const mayLack = <Shape extends Record<string, z.ZodType>>(shape: Shape) =>
	Object.fromEntries(
		Object.entries(shape).map(([name, schema]) => [name, schema.nullable().optional()])
	) as { [Name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Name]>> };

const endorsement = z
	.object({
		status: z.enum(ENDORSEMENT_STATUSES),
		date: partialDay.nullable(),
		certainty
	})
	.nullable();
const assessed = z.enum(['published', 'none']);

/** A row of the matrix: one property `principle_N` for each principle of the framework. */
export const matrixRow = z
	.object({
		company: z.string(),
		name: both,
		sample: z.boolean(),
		sectors: z.array(z.string()),
		endorsement,
		framework: z.string(),
		cycle: z.string().nullable(),
		assessment: assessed,
		cells: z.enum(MATRIX_CELLS),
		sector: z.string().nullable().optional(),
		theme: z.int().optional(),
		weights: z.string().optional(),
		since_cycle: z.string().optional()
	})
	.catchall(
		z
			.union([
				z.number(),
				z.enum(REVIEW_STATES),
				z.object({ practice: count, gap: count }),
				z.null()
			])
			.meta({
				description:
					'Of a principle: a rating 0 to 4, the difference of two, how many findings, or why there is none. Of several together: a figure.'
			})
	);

export const distributionRow = z.object({
	principle: z.int(),
	title: both,
	cycle: z.string().nullable(),
	...distribution
});

const share = z.object({ in_place: count, rated: count });
export const trendRow = z.object({
	theme: z.int().optional(),
	principle: z.int().optional(),
	version: z.string(),
	cycle: z.string(),
	comparable: z.boolean(),
	among: z.enum(TREND_GROUPS),
	...mayLack({ ...distribution, companies_rated: count }),
	rated_in_every_cycle: count.nullable(),
	all: share.optional(),
	cohort: share.optional(),
	since_cycle_before: z
		.object({ both: count, higher: count, unchanged: count, lower: count })
		.nullable()
});

/** What commitments are counted by: a country or a body, a pillar, a forum or a kind. */
const counted = {
	country: country.nullable().optional(),
	body: z.string().nullable().optional(),
	pillar: z.string().nullable().optional(),
	forum: z.string().nullable().optional(),
	kind: z.string().nullable().optional(),
	name: both
};
const ofCommitments = (states: readonly string[]) => ({
	...each(states, count.nullable()),
	total: count.nullable()
});
export const statusRow = z.object({ ...counted, ...ofCommitments(STATUS_ORDER) });
export const timingRow = z.object({
	...counted,
	against: z.enum(DUE_DATES),
	...ofCommitments(DUE_STATES),
	moved_later: count.nullable(),
	moved_earlier: count.nullable(),
	median_days_moved: z.number().nullable()
});

const promised = { promised: count, ...each(OUTCOMES, count), overdue: count };
export const forumPromisesRow = z.object({
	forum: z.string().nullable(),
	name: both.nullable(),
	...promised
});
export const documentPromisesRow = z.object({
	forum: z.string().nullable(),
	source: z.string().nullable(),
	year: z.union([z.string(), z.int()]).nullable(),
	meetings: z.array(z.string()),
	...promised
});
export const jointPromiseRow = z.object({
	forum: z.string().nullable(),
	commitment: z.string(),
	title: either,
	year: z.union([z.string(), z.int()]).nullable(),
	parties: count,
	...each(OUTCOMES, count)
});

export const fundingRow = z.object({
	country: country.nullable(),
	body: z.string().nullable(),
	name: both,
	year: z.string().nullable(),
	year_from: z.string().nullable(),
	period: z.string().nullable(),
	stage: z.enum(FUNDING_STAGES),
	currency,
	lines: count,
	amount_minor_units: minorUnits,
	converted_to: currency.optional(),
	converted_minor_units: minorUnits.nullable().optional(),
	rate_source: z.string().nullable().optional()
});

const treaty = z
	.object({
		action: z.enum(TREATY_ACTIONS),
		date: partialDay.nullable(),
		certainty: z.enum(CERTAINTIES)
	})
	.nullable();
export const treatyRow = z.object({ country, name: both, ...each(COMPARED_TREATIES, treaty) });

export const mapRow = z.object({
	country,
	name: both,
	measure: z.enum(MAP_MEASURES),
	count: count.nullable(),
	of: count.nullable(),
	figure: z
		.number()
		.nullable()
		.meta({ description: 'What is drawn: a number, or a share between 0 and 1.' }),
	step: z.int().min(1).nullable(),
	step_from: z.number().nullable(),
	step_to: z.number().nullable()
});

export const flowRow = z.object({
	quarter: z.string().meta({ description: '2025-Q1.' }),
	ended: z.boolean(),
	...each(FLOW_STATES, count),
	total: count
});

export const capabilityRow = z.object({
	cycle: z.string(),
	capability: z.int(),
	title: both,
	title_certainty: certainty,
	governments: count,
	...each(RATED, count),
	not_applicable: count,
	counted_on: day
});

const timings = z.object(each(TIMINGS, count));
export const countryBesideRow = z.object({
	country,
	name: both,
	total: count.nullable(),
	...each(STATUS_ORDER, count.nullable()),
	with_due_date: count,
	first: timings.optional(),
	revised: timings.optional(),
	money_minor_units: z
		.array(z.string())
		.meta({ description: 'Currency, stage, and the sum in minor units.' }),
	...each(COMPARED_TREATIES, treaty),
	forums: z.array(z.string())
});

export const companyBesideRow = z.object({
	principle: z.int(),
	title: both,
	company: z.string(),
	name: both,
	sample: z.boolean(),
	sectors: z.array(z.string()),
	services: z.array(z.string()),
	endorsement,
	framework: z.string(),
	cycle: z.string().nullable(),
	assessment: assessed,
	self_rating: z.union([rating, z.enum(CELL_STATES)]).nullable(),
	secretariat_rating: z.union([rating, z.enum(REVIEW_STATES)]).nullable(),
	findings: z.object({ practice: count, gap: count }).nullable(),
	group: z.object({ sector: z.string().nullable(), ...mayLack(distribution) }).optional()
});

export const indicatorBesideRow = z.object({
	about: z.string().nullable(),
	series: z.string(),
	metric: z.string(),
	unit: z.string(),
	subject: z.string(),
	period: z.string(),
	reported: z.boolean(),
	value: z.number().nullable(),
	certainty: certainty.nullable(),
	break_before: z.array(z.string()),
	sources: addresses,
	caveat: either
});
