import { z } from 'zod';
import { COVERAGES } from '#lib/frameworks/vocabulary.ts';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';

/** The files of `drizzle/reference`, as far as they are loaded. What else a record holds is left alone. */
const partialDate = z
	.string()
	.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is no date such as 2019, 2019-08 or 2019-08-06');
const bilingual = z.object({ en: z.string().min(1), fr: z.string().min(1) });
const inEnglish = z.object({ en: z.string().min(1), fr: z.string().min(1).optional() });
const sources = z
	.union([z.string(), z.array(z.string())])
	.nullish()
	.transform((s) => (s ? [s].flat() : []));
const flagged = z.boolean().optional();

const treaty = z.object({
	signed: partialDate.nullable(),
	bound: partialDate.nullable(),
	bound_year: z.int().optional(),
	mode: z.enum(['ratification', 'acceptance', 'accession', 'succession']).nullable(),
	source: sources,
	conflict: z.string().optional(),
	note: z.string().optional()
});

export const countriesFile = z.array(
	z.object({
		iso2: z.string().regex(/^[A-Z]{2}$/),
		iso3: z.string().regex(/^[A-Z]{3}$/),
		name: bilingual,
		bodies: z.array(z.string()),
		evidence: z.array(
			z.object({
				body: z.string(),
				basis: z.string(),
				source: z.string().nullable(),
				status: z.string().optional(),
				inferred: flagged,
				unverified: flagged
			})
		),
		lead_agency: z.string().nullable(),
		crc: treaty,
		opsc: treaty,
		cybertipline_reports_by_country: z.object({
			values: z.record(z.string(), z.number()),
			caveat: z.string(),
			source: z.string()
		}),
		source: z.string()
	})
);

export const bodiesFile = z.object({
	bodies: z.array(
		z.object({
			key: z.string(),
			name: bilingual,
			kind: z.string(),
			year_founded: z.int().nullable(),
			year_note: z.string().optional(),
			description: bilingual,
			url: z.string(),
			source: sources,
			members: z.array(z.string()).optional(),
			parties: z.int().optional(),
			meetings: z
				.array(
					z.object({
						year: z.int(),
						place: z.string().nullable(),
						dates: z.string(),
						source: z.string()
					})
				)
				.default([]),
			summits: z
				.array(
					z.object({
						year: z.int(),
						place: z.string(),
						dates: z.string().optional(),
						month: z.string().optional(),
						source: z.string()
					})
				)
				.default([]),
			chair_history: z
				.array(
					z.object({
						chair: z.string(),
						from: partialDate,
						to: z
							.string()
							.transform((until) => /^\d{4}(-\d{2}){0,2}/.exec(until)?.[0] ?? null)
							.optional(),
						unverified: flagged,
						source: z.string().optional()
					})
				)
				.default([]),
			member_agencies: z
				.array(z.object({ agency: z.string(), country: z.string(), source: z.string() }))
				.default([])
		})
	)
});

const alliance = z.object({
	member: z.boolean().nullable(),
	source: z.string().nullish(),
	note: z.string().nullish()
});

export const companiesFile = z.object({
	companies: z.array(
		z.object({
			key: z.string(),
			name: z.string(),
			voluntary_principles: z.object({
				status: z.enum(['endorsed', 'endorsed-national', 'not-confirmed']),
				date: partialDate.nullable(),
				period: z.string().nullish()
			}),
			sector: z.array(z.string()),
			hq_country: z.string().regex(/^[A-Z]{2}$/),
			hq_unverified: flagged,
			hq_note: z.string().optional(),
			tech_coalition: alliance,
			weprotect: alliance,
			source: sources,
			brands: z.array(z.string()).default([]),
			note: z.string().optional()
		})
	)
});

export const commitmentsFile = z.object({
	commitments: z.array(
		z.object({
			key: z.string(),
			title: bilingual,
			description: inEnglish,
			owner: z.string(),
			lead_agency: z.string().nullable(),
			forum: z.string(),
			pillar: z.string(),
			announced: partialDate.nullable(),
			announced_note: z.string().optional(),
			due: partialDate.nullable(),
			due_note: z.string().optional(),
			funding: z
				.object({
					amount: z.number().nonnegative(),
					currency: z.string().regex(/^[A-Z]{3}$/),
					period: z.string()
				})
				.nullish(),
			funding_source: z.string().optional(),
			public_status: z.object({
				value: z.enum([
					'delivered',
					'delivered-with-limits',
					'partly-delivered',
					'in-progress',
					'ongoing',
					'accepted',
					'superseded',
					'unknown'
				]),
				evidence: z.string().nullable(),
				source: z.string().nullable()
			}),
			source: z.string(),
			source_note: z.string().optional()
		})
	)
});

export const findingsFile = z.object({
	findings: z.array(
		z.object({
			company: z.string(),
			principle: z.int().min(1).max(11),
			practice: inEnglish,
			source: z.string(),
			source_note: z.string().optional(),
			year: z.int().nullable(),
			evidence_type: z.enum(['company-statement', 'regulator-finding', 'critic']),
			direction: z.enum(['practice', 'gap'])
		})
	)
});

export const indicatorRow = z.object({
	company: z.string().min(1),
	year: z.string().regex(/^\d{4}(-H[12])?$/, 'is no year'),
	metric: z.string().min(1),
	value: z.coerce.number().nonnegative(),
	unit: z.string().min(1),
	source: z.string().min(1)
});

/** Our own French for texts that have none: marked as our translation wherever it is shown. */
export const translationsFile = z.object({
	note: z.string(),
	commitments: z.record(z.string(), z.string().min(1)),
	findings: z.record(z.string(), z.string().min(1))
});

/** Which requirements of other regimes an answer to a principle also serves, as far as we see it. */
export const crosswalkFile = z.object({
	framework: z.object({ key: z.string(), version: z.string() }),
	regimes: z.array(
		z.object({
			key: z.string(),
			publisher: z.string(),
			version: z.string(),
			name: bilingual,
			url: z.url(),
			note: bilingual.optional(),
			items: z
				.array(
					z.object({
						code: z.string(),
						title: bilingual,
						url: z.url().optional(),
						certainty: z.enum(CERTAINTIES).default('confirmed')
					})
				)
				.min(1)
		})
	),
	mappings: z.array(
		z.object({
			requirement: z.int().min(1),
			regime: z.string(),
			item: z.string(),
			coverage: z.enum(COVERAGES),
			/** What the answer does not cover. */
			note: bilingual,
			certainty: z.enum(CERTAINTIES)
		})
	)
});
