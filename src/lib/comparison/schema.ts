import { z } from 'zod';
import { today } from './as-of.ts';
import { COMMITMENT_KINDS } from '#lib/commitments/vocabulary.ts';
import { SERVICE_FEATURES } from '#lib/organisations/vocabulary.ts';
import type { FigureQuestion } from '#lib/summaries/vocabulary.ts';
import {
	COMPANY_VIEWS,
	COUNTED_BY,
	COUNTRY_VIEWS,
	DRAWN_VIEWS,
	DUE_DATES,
	MAP_MEASURES,
	MATRIX_CELLS,
	MOST_BESIDE,
	PROMISE_LISTS,
	RATE_CURRENCIES,
	TREND_GROUPS,
	type CountryView
} from './vocabulary.ts';

const place = z.coerce.number().int().min(1).max(200);
const key = z
	.string()
	.trim()
	.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/, { error: 'choose' });
const countryCode = z
	.string()
	.trim()
	.toUpperCase()
	.regex(/^[A-Z]{2}$/, { error: 'choose' });

/** What each question of a figure needs to know. */
export const figureFilters = {
	principle_distribution: z.object({ principle: place, cycle: key }),
	principle_trend: z.object({ principle: place }),
	country_status: z.object({ forum: key.optional() }),
	pillar_status: z.object({ country: countryCode.optional() })
} as const satisfies Record<FigureQuestion, z.ZodType>;

export type FigureFilters<Q extends FigureQuestion> = z.output<(typeof figureFilters)[Q]>;

/** A view of a comparison as a figure asks for it: which one, and the filters of its address. */
export const viewAsked = z.object({
	what: z.enum(DRAWN_VIEWS),
	query: z.string().max(1000).default('')
});

/** A day that has begun: the record as it stood when that day ended. */
const pastDay = z.iso.date().refine((day) => day <= today(), { error: 'past' });

/** As of which day a view is asked for, whatever it is of. */
export const dayFilter = z.object({ on: pastDay.optional() });

/** “theme-2”. */
const themeSort = z
	.string()
	.regex(/^theme-[1-9][0-9]?$/, { error: 'choose' })
	.transform((written) => written as `theme-${number}`);

export interface Weight {
	/** Number of the principle. */
	principle: number;
	weight: number;
}

const weights = z
	.string()
	.regex(/^\s*\d{1,3}\s*:\s*\d{1,2}\s*(,\s*\d{1,3}\s*:\s*\d{1,2}\s*)*$/, { error: 'choose' })
	.transform((written): Weight[] => [
		...new Map(
			written.split(',').map((one): [number, Weight] => {
				const [principle = 0, weight = 0] = one.split(':').map(Number);
				return [principle, { principle, weight }];
			})
		).values()
	]);

/** Weights as the address writes them. */
export const weightsText = (given: readonly Weight[] | undefined): string | undefined =>
	given?.map(({ principle, weight }) => `${principle}:${weight}`).join(',');

const YES_OR_NO = ['yes', 'no'] as const;

/** How companies may be compared: the query string of the page, of its file and of the API. */
export const companyFilters = z.object({
	view: z.enum(COMPANY_VIEWS).default('matrix'),
	cycle: key.optional(),
	/** What the cells of the matrix hold. */
	cells: z.enum(MATRIX_CELLS).default('self'),
	sector: z.string().trim().min(1).max(80).optional(),
	/** Where it has its headquarters. */
	country: countryCode.optional(),
	/** An alliance or another body of which it is a member today. */
	forum: key.optional(),
	/** What one of its services is or has. */
	feature: z.enum(SERVICE_FEATURES).optional(),
	endorsed: z.enum(YES_OR_NO).optional(),
	/** Made-up companies: only them, or none of them. */
	samples: z.enum(YES_OR_NO).optional(),
	/** By name, by the principle or the theme of this number, or by what changed since the cycle before. */
	sort: z.union([z.enum(['name', 'change']), place, themeSort]).default('name'),
	/** Rows under a heading for each sector. */
	group: z.literal('sector').optional(),
	/** A reader's own: “1:3,4:2” weighs the first principle with 3 and the fourth with 2. */
	weights: weights.optional(),
	/** The principle whose trend is asked for, or the theme, which then goes before it. */
	principle: place.default(1),
	theme: place.optional(),
	/** As the record stood at the end of this day. */
	on: pastDay.optional(),
	/** Whose ratings the trend is drawn of. */
	among: z.enum(TREND_GROUPS).default('all')
});
export type CompanyFilters = z.output<typeof companyFilters>;
export type MatrixSort = CompanyFilters['sort'];

/** Which page of a long list. */
export const pageFilter = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

/** Those that choose companies, and of which day, whatever is then shown of them. */
export function scopeOf({
	sector,
	country,
	forum,
	feature,
	endorsed,
	samples,
	on
}: CompanyFilters) {
	return { sector, country, forum, feature, endorsed, samples, on };
}
export type CompanyScope = Partial<ReturnType<typeof scopeOf>>;

/** How countries may be compared. */
export const countryFilters = z.object({
	view: z.enum(COUNTRY_VIEWS).default('status'),
	/** What the rows of the status and timing views are. */
	by: z.enum(COUNTED_BY).default('country'),
	/** As the record stood at the end of this day. */
	on: pastDay.optional(),
	/** The date that the timing view holds commitments against. */
	against: z.enum(DUE_DATES).default('revised'),
	/** What the map shows of each country. */
	measure: z.enum(MAP_MEASURES).default('completed'),
	/** What the promises are listed by, in a file: the forum, or one forum's documents, or parties. */
	list: z.enum(PROMISE_LISTS).default('forums'),
	/** The currency in which money is given besides its own. */
	currency: z.enum(RATE_CURRENCIES).optional(),
	/** Whose bodies own the commitments. */
	country: countryCode.optional(),
	forum: key.optional(),
	kind: z.enum(COMMITMENT_KINDS).optional(),
	pillar: key.optional()
});
export type CountryFilters = z.output<typeof countryFilters>;

/** Whose commitments are followed over the quarters, and from the start of which year. */
export const flowFilters = z.object({
	country: countryCode.optional(),
	forum: key.optional(),
	kind: z.enum(COMMITMENT_KINDS).optional(),
	pillar: key.optional(),
	from: z.coerce.number().int().min(1900).max(2999).optional(),
	/** By what was recorded at the end of this day. */
	on: pastDay.optional()
});
export type FlowFilters = z.output<typeof flowFilters>;

/** Those that choose commitments, whatever is then shown of them. */
export function scopeOfCountries({ country, forum, kind, pillar }: CountryFilters) {
	return { country, forum, kind, pillar };
}

/** The filters that go along to another view of the countries: those that it has too. */
export function sharedWith(view: CountryView, filters: CountryFilters) {
	const { on, by } = filters;
	const { country, ...scope } = scopeOfCountries(filters);
	switch (view) {
		case 'treaties':
			return { forum: scope.forum, on };
		case 'map':
			return { ...scope, on };
		case 'status':
		case 'timing':
			return { by: by === 'country' ? undefined : by, country, ...scope, on };
		default:
			return { country, ...scope, on };
	}
}

/** About whom figures are published: a company, or a country. */
export const indicatorFilters = z.object({
	company: key.optional(),
	country: countryCode.optional(),
	/** As far as what they are about had begun by this day. */
	on: pastDay.optional()
});
export type IndicatorFilters = z.output<typeof indicatorFilters>;

/** National capabilities in sum: of every cycle, or of one; as published by a day. */
export const capabilityFilters = z.object({ cycle: key.optional(), on: pastDay.optional() });
export type CapabilityFilters = z.output<typeof capabilityFilters>;

/** What stands side by side: between commas in the address, each once. */
const several = (one: z.ZodType<string, string>) =>
	z
		.string()
		.transform((given) => [...new Set(given.split(',').map((part) => part.trim()))])
		.pipe(z.array(one).min(1).max(MOST_BESIDE));

/** Companies side by side in one cycle; one alone stands against its sector, or against those of another. */
export const companiesBeside = z.object({
	company: several(key),
	cycle: key.optional(),
	sector: companyFilters.shape.sector,
	/** As the record stood at the end of this day. */
	on: pastDay.optional()
});
export type CompaniesBeside = z.output<typeof companiesBeside>;

/** Countries side by side, today or as the record stood at the end of a day. */
export const countriesBeside = z.object({
	country: several(countryCode),
	on: pastDay.optional()
});
export type CountriesBeside = z.output<typeof countriesBeside>;

/**
 * A query string in which a form may name the same field several times, as one value with commas; what is
 * named twice, or more than can stand side by side, is left out.
 */
export function gathered(params: URLSearchParams, name: string): URLSearchParams {
	const values = params.getAll(name).flatMap((value) => value.split(','));
	const chosen = [...new Set(values.map((value) => value.trim()).filter(Boolean))];
	const one = new URLSearchParams(params);
	one.set(name, chosen.slice(0, MOST_BESIDE).join(','));
	return one;
}

/** A query string as a schema reads it: an empty field of a filter form counts as not there. */
export function filtersIn(params: URLSearchParams): Record<string, string> {
	return Object.fromEntries([...params].filter(([, value]) => value.trim() !== ''));
}

/**
 * The filters of a page. A value that means nothing is left out rather than refused: an address
 * that somebody mistyped still shows the comparison.
 */
export function readFilters<Schema extends z.ZodObject>(
	schema: Schema,
	params: URLSearchParams
): z.output<Schema> {
	const given = filtersIn(params);
	const parsed = schema.safeParse(given);
	if (parsed.success) return parsed.data;
	const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
	return schema.parse(
		Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)))
	);
}
