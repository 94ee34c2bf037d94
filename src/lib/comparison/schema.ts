import { z } from 'zod';
import { COMMITMENT_KINDS } from '#lib/commitments/vocabulary.ts';
import type { FigureQuestion } from '#lib/summaries/vocabulary.ts';
import { COMPANY_VIEWS } from './vocabulary.ts';

const principle = z.coerce.number().int().min(1).max(200);
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
	principle_distribution: z.object({ principle, cycle: key }),
	principle_trend: z.object({ principle }),
	country_status: z.object({ forum: key.optional() }),
	pillar_status: z.object({ country: countryCode.optional() })
} as const satisfies Record<FigureQuestion, z.ZodType>;

export type FigureFilters<Q extends FigureQuestion> = z.output<(typeof figureFilters)[Q]>;

/**
 * The filters of the two comparisons, as they stand in the address. A value that means nothing is
 * dropped rather than refused: a link that somebody mistyped still shows the comparison.
 */
export const companyFilters = z.object({
	view: z.enum(COMPANY_VIEWS).catch('matrix'),
	cycle: key.optional().catch(undefined),
	sector: z.string().trim().min(1).max(80).optional().catch(undefined),
	endorsed: z.enum(['yes', 'no']).optional().catch(undefined),
	samples: z.enum(['yes', 'no']).optional().catch(undefined),
	/** `name`, or the number of the principle to sort by. */
	sort: z
		.union([z.literal('name'), z.coerce.number().int().min(1).max(200)])
		.catch('name')
		.default('name'),
	principle: principle.catch(1).default(1)
});
export type CompanyFilters = z.output<typeof companyFilters>;

export const countryFilters = z.object({
	forum: key.optional().catch(undefined),
	kind: z.enum(COMMITMENT_KINDS).optional().catch(undefined),
	pillar: key.optional().catch(undefined)
});
export type CountryFilters = z.output<typeof countryFilters>;

/** The query string as a schema reads it: an empty field of a filter form counts as not there. */
export function readFilters<Schema extends z.ZodType>(
	schema: Schema,
	params: URLSearchParams
): z.output<Schema> {
	return schema.parse(Object.fromEntries([...params].filter(([, value]) => value.trim() !== '')));
}
