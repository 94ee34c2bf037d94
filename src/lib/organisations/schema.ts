import { z } from 'zod';

const key = z
	.string()
	.trim()
	.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/);

/** Filters of the list of companies. What cannot be read counts as not set. */
export const companyListFilters = z.object({
	sector: z.string().trim().min(1).max(80).optional().catch(undefined),
	endorsement: z.enum(['endorsed', 'endorsed_national', 'none']).optional().catch(undefined),
	forum: key.optional().catch(undefined),
	samples: z.enum(['yes', 'no']).optional().catch(undefined)
});
export type CompanyListFilters = z.output<typeof companyListFilters>;

/** Filters of the list of countries. What cannot be read counts as not set. */
export const countryListFilters = z.object({
	forum: key.optional().catch(undefined),
	recorded: z.literal('yes').optional().catch(undefined)
});
export type CountryListFilters = z.output<typeof countryListFilters>;
