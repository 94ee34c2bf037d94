import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import { courseOf } from '#lib/assessments/queries/course.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { seriesAbout } from '#lib/indicators/queries.server.ts';
import { countries, indicatorSeries, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { untilEndOf } from '../as-of.ts';
import type { IndicatorFilters } from '../schema.ts';
import { begunBy, groupsOf } from '../shapes/indicators.ts';
import type { Named } from './places.server.ts';

const named = (rows: readonly { key: string; en: string; fr: string }[]): Named[] =>
	rows.map(({ key, en, fr }) => ({ key, name: { en, fr } }));

/** The companies and countries about which any figure is published, by name. Public. */
async function readSubjects(db: Db): Promise<{ companies: Named[]; countries: Named[] }> {
	const company = { key: organisations.slug, en: organisations.nameEn, fr: organisations.nameFr };
	const country = { key: countries.code, en: countries.nameEn, fr: countries.nameFr };
	return {
		companies: named(
			await db
				.selectDistinct(company)
				.from(indicatorSeries)
				.innerJoin(organisations, eq(organisations.id, indicatorSeries.organisationId))
				.where(eq(organisations.kind, 'company'))
				.orderBy(asc(organisations.nameEn))
		),
		countries: named(
			await db
				.selectDistinct(country)
				.from(indicatorSeries)
				.innerJoin(countries, eq(countries.code, indicatorSeries.countryCode))
				.where(isNotNull(indicatorSeries.countryCode))
				.orderBy(asc(countries.nameEn))
		)
	};
}

async function readSubject(db: Db, { company, country }: IndicatorFilters): Promise<Named | null> {
	if (company === undefined && country === undefined) return null;
	const [found] =
		company === undefined
			? await db
					.select({ key: countries.code, en: countries.nameEn, fr: countries.nameFr })
					.from(countries)
					.where(eq(countries.code, country ?? ''))
			: await db
					.select({ key: organisations.slug, en: organisations.nameEn, fr: organisations.nameFr })
					.from(organisations)
					.where(and(eq(organisations.slug, company), eq(organisations.kind, 'company')));
	if (!found) throw new Refusal('not_found');
	return { key: found.key, name: { en: found.en, fr: found.fr } };
}

/**
 * The published figures about one company, with its own ratings from cycle to cycle, or about one country;
 * without either, only what may be chosen. A company that is named goes before a country. On a past day, the
 * figures about what had begun by then, as they are recorded today, and the ratings published by then. Public. Throws
 * `Refusal('not_found')` on one that does not exist.
 */
export async function indicatorsBeside(db: Db, filters: IndicatorFilters) {
	const { company, country, on } = filters;
	const subject = await readSubject(db, filters);
	const series =
		company !== undefined
			? await seriesAbout(db, { organisation: company })
			: country !== undefined
				? await seriesAbout(db, { country })
				: [];
	return {
		choices: await readSubjects(db),
		subject,
		groups: groupsOf(on === undefined ? series : begunBy(series, on)),
		course:
			company === undefined
				? null
				: await courseOf(db, company, VOLUNTARY_PRINCIPLES, untilEndOf(on))
	};
}
