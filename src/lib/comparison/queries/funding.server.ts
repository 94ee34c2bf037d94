import { eq, sql } from 'drizzle-orm';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import {
	commitments,
	fundingLines,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { scopeOfCountries, type CountryFilters } from '../schema.ts';
import { convert, sumConverted, type FundingRow, type YearRates } from '../shapes/money.ts';
import { countryChoices } from './countries.server.ts';
import { publishedOn } from './standing-on-day.server.ts';
import { inScope, type StatusScope } from './statuses.server.ts';

const RATES = 'drizzle/reference/exchange-rates.json';
const rate = z.string().regex(/^\d+\.\d+$/);
const ratesFile = z.object({
	publisher: z.object({ en: z.string(), fr: z.string() }),
	base: z.literal('EUR'),
	rates: z.array(
		z.object({ year: z.int(), AUD: rate, CAD: rate, GBP: rate, USD: rate, source: z.url() })
	)
});

let known: { publisher: { en: string; fr: string }; years: YearRates[] } | undefined;

/** The rates of exchange of the reference data, with who publishes them and where each was read. */
export function exchangeRates() {
	if (!known) {
		const { publisher, rates } = ratesFile.parse(JSON.parse(readFileSync(RATES, 'utf8')));
		const years = rates.map(({ year, source, ...rates }) => ({
			year,
			source,
			rates: { EUR: '1', ...rates }
		}));
		known = { publisher, years };
	}
	return known;
}

/** Sums of money within a country or body, a period as its source words it, a currency and a stage. */
async function sumFunding(db: Db, scope: StatusScope, on: string | undefined) {
	const named = sql<string | null>`substring(${fundingLines.fiscalPeriod} from '^\\s*(\\d{4})')`;
	// The year of the announcement matters only where the period names none.
	const announced = sql<
		string | null
	>`case when ${named} is null then left(${commitments.announcedOn}, 4) end`;
	const body = sql<
		string | null
	>`case when ${organisations.countryCode} is null then ${organisations.slug} end`;
	return db
		.select({
			country: organisations.countryCode,
			body: body.as('body'),
			bodyName: sql<{
				en: string;
				fr: string;
			} | null>`case when ${organisations.countryCode} is null
				then jsonb_build_object('en', min(${organisations.nameEn}), 'fr', min(${organisations.nameFr})) end`,
			period: fundingLines.fiscalPeriod,
			named: named.as('named'),
			announced: announced.as('announced'),
			currency: fundingLines.currency,
			stage: fundingLines.stage,
			lines: sql<number>`count(*)::int`,
			amountMinor: sql<bigint>`sum(${fundingLines.amountMinor})`.mapWith(BigInt)
		})
		.from(fundingLines)
		.innerJoin(publishedOn(db, on), eq(commitments.id, fundingLines.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(inScope(scope))
		.groupBy(
			organisations.countryCode,
			sql`body`,
			fundingLines.fiscalPeriod,
			sql`named`,
			sql`announced`,
			fundingLines.currency,
			fundingLines.stage
		);
}

/**
 * What published commitments say about money, by country or body, period, currency and stage, and, where a
 * currency is asked for, what it is in that; of all, or of those that had been published on a past day: the money
 * of a published commitment does not change. By name, newest year first. Public.
 */
export async function compareFunding(db: Db, filters: CountryFilters) {
	const choices = await countryChoices(db, filters);
	const sums = await sumFunding(db, scopeOfCountries(filters), filters.on);
	const names = new Map(choices.countries.map(({ key, name }) => [key, name]));
	const { currency: asked } = filters;
	const { publisher, years } = exchangeRates();
	const rows = sums
		.map(({ country, body, bodyName, named, announced, ...sum }): FundingRow => {
			const key = country ?? body ?? '';
			return {
				...sum,
				by: country === null ? 'owner' : 'country',
				key,
				name: (country === null ? bodyName : names.get(country)) ?? { en: key, fr: key },
				year: named ?? announced,
				yearFrom: named ? 'period' : announced ? 'announced' : null
			};
		})
		.map((row) => ({ ...row, convertedMinor: asked ? convert(row, asked, years) : null }))
		.toSorted(
			(a, b) =>
				a.by.localeCompare(b.by, 'en') ||
				a.name.en.localeCompare(b.name.en, 'en') ||
				(b.year ?? '').localeCompare(a.year ?? '', 'en') ||
				(b.period ?? '').localeCompare(a.period ?? '', 'en') ||
				a.currency.localeCompare(b.currency, 'en') ||
				FUNDING_STAGES.indexOf(a.stage) - FUNDING_STAGES.indexOf(b.stage)
		);
	const used = new Set(rows.filter(({ currency }) => currency !== asked).map(({ year }) => year));
	return {
		view: 'funding' as const,
		choices,
		rows,
		/** Null where no currency is asked for: amounts in different ones are not added. */
		converted: asked
			? {
					currency: asked,
					publisher,
					sums: sumConverted(rows),
					years: years.filter(({ year }) => used.has(String(year)))
				}
			: null
	};
}
export type FundingComparison = Awaited<ReturnType<typeof compareFunding>>;
