import { z } from 'zod';
import { partialDate, text, webAddress } from '#lib/forms/fields.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';
import { guidance } from './guidance.ts';
import { AUDIENCES, DISCLOSURES, RATINGS } from './vocabulary.ts';

/** What a framework file says it is, so that a later format can be told from this one. */
export const FILE_FORMAT = 'concord-framework-1';

const TITLE_LENGTH = 300;
const SUMMARY_LENGTH = 2000;
const MOST_THEMES = 50;
const MOST_REQUIREMENTS = 200;

const both = (max: number) => z.strictObject({ en: text(max).min(1), fr: text(max).min(1) });
const number = z.int().min(1).max(999);

const theme = z.strictObject({ number, name: both(TITLE_LENGTH) });

const level = z.strictObject({
	value: z.literal(RATINGS),
	label: both(100),
	meaning: both(SUMMARY_LENGTH).optional()
});

const requirement = z.strictObject({
	number,
	theme: number.optional(),
	key: text(60)
		.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'slug' })
		.optional(),
	title: both(TITLE_LENGTH),
	summary: both(SUMMARY_LENGTH).optional(),
	certainty: z.enum(CERTAINTIES).default('confirmed'),
	source: webAddress.optional(),
	guidance: guidance.optional()
});

const mapping = z.strictObject({
	from: number,
	to: number,
	comparable: z.boolean(),
	note: both(SUMMARY_LENGTH).optional()
});

/**
 * One version of a framework, as a file: what the reference data holds, what an administrator loads,
 * and what anyone of the secretariat can download again. Each field is described in docs/frameworks.md.
 */
export const frameworkFile = z
	.strictObject({
		format: z.literal(FILE_FORMAT),
		key: text(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'slug' }),
		/** A date, known to the year at least: versions are put in order by it. */
		version: partialDate,
		name: both(TITLE_LENGTH),
		description: both(SUMMARY_LENGTH).optional(),
		audience: z.enum(AUDIENCES),
		disclosure: z.enum(DISCLOSURES),
		requirement_noun: both(60),
		adopted_on: partialDate.optional(),
		source: z
			.strictObject({ en: webAddress.optional(), fr: webAddress.optional() })
			.refine(({ en, fr }) => en ?? fr, { error: 'required' })
			.optional(),
		scale: z.array(level).max(RATINGS.length).default([]),
		themes: z.array(theme).max(MOST_THEMES).default([]),
		requirements: z.array(requirement).min(1).max(MOST_REQUIREMENTS),
		/** The version that this one takes the place of; its requirements are what `mappings` come from. */
		replaces: partialDate.optional(),
		mappings: z
			.array(mapping)
			.max(MOST_REQUIREMENTS * 2)
			.default([])
	})
	.check(({ value: file, issues }) => {
		const fault = (error: FileRule, ...path: (string | number)[]) =>
			issues.push({ code: 'custom', message: error, path, input: file });
		const themes = new Set(file.themes.map((one) => one.number));
		const numbers = new Set(file.requirements.map((one) => one.number));
		file.themes.forEach((one, at) => {
			if (one.number !== at + 1) fault('numbered_in_order', 'themes', at, 'number');
		});
		file.requirements.forEach((one, at) => {
			if (one.number !== at + 1) fault('numbered_in_order', 'requirements', at, 'number');
			if (one.theme !== undefined && !themes.has(one.theme))
				fault('no_such_theme', 'requirements', at, 'theme');
		});
		for (const [at] of repeated(file.requirements.map(({ key }) => key)))
			fault('twice', 'requirements', at, 'key');
		if (file.audience === 'commitments' ? file.scale.length : !isWholeScale(file.scale))
			fault('whole_scale', 'scale');
		if (file.mappings.length && !file.replaces) fault('replaces_what', 'replaces');
		if (file.replaces && file.replaces >= file.version) fault('replaces_earlier', 'replaces');
		file.mappings.forEach((one, at) => {
			if (!numbers.has(one.to)) fault('no_such_requirement', 'mappings', at, 'to');
		});
		for (const [at] of repeated(file.mappings.map(({ from, to }) => `${from} ${to}`)))
			fault('twice', 'mappings', at);
		const comparable = file.mappings.map((one) => (one.comparable ? one : undefined));
		for (const [at] of repeated(comparable.map((one) => one?.from)))
			fault('one_to_one', 'mappings', at, 'from');
		for (const [at] of repeated(comparable.map((one) => one?.to)))
			fault('one_to_one', 'mappings', at, 'to');
	});
export type FrameworkFile = z.output<typeof frameworkFile>;

/** What the parts of a file owe to one another. */
export const FILE_RULES = [
	'numbered_in_order',
	'no_such_theme',
	'no_such_requirement',
	'twice',
	'whole_scale',
	'replaces_what',
	'replaces_earlier',
	'one_to_one'
] as const;
export type FileRule = (typeof FILE_RULES)[number];

const isWholeScale = (scale: FrameworkFile['scale']) =>
	scale.length === RATINGS.length && scale.every(({ value }, at) => value === RATINGS[at]);

/** The places of values that stand earlier in the list too; what is undefined is not counted. */
const repeated = (values: readonly (string | number | undefined)[]) =>
	[...values.entries()].filter(([at, value]) => value !== undefined && values.indexOf(value) < at);
