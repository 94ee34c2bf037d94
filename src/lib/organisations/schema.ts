import { z } from 'zod';
import { day, formToken, text, version } from '#lib/forms/fields.ts';
import { SERVICE_FEATURES } from './vocabulary.ts';

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

const orNull = <Output>(schema: z.ZodType<Output>) =>
	schema.optional().transform((value) => value ?? null);
/** Boxes that share one name: a form sends one text or several. */
const features = z
	.union([z.enum(SERVICE_FEATURES), z.array(z.enum(SERVICE_FEATURES))])
	.default([])
	.transform((ticked) =>
		SERVICE_FEATURES.filter((feature) => ticked === feature || ticked.includes(feature))
	);
const service = {
	name: text(200),
	kind: orNull(text(200)),
	features,
	/** The day since which it is no longer offered. */
	endedOn: orNull(day)
};

/** A service that a company begins to tell of. */
export const serviceInput = z.object({ organisationId: z.uuid(), ...service, token: formToken });
export type ServiceInput = z.output<typeof serviceInput>;

/** One it has told of: `version` is the one that was read. */
export const serviceChange = z.object({ id: z.uuid(), ...service, version });
export type ServiceChange = z.output<typeof serviceChange>;
