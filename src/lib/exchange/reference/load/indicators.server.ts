import { eq } from 'drizzle-orm';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reference } from '../read.server.ts';
import { idsBy, upsert } from '../upsert.server.ts';

/** What the file calls a company, where that is not the name it has in `companies.json`. */
const COMPANY_KEYS: Record<string, string> = {
	'X (Twitter)': 'x',
	Meta: 'meta',
	MediaLab: 'medialab'
};

const CAVEAT = {
	en: 'Counts of reports measure reporting, not prevalence, harm or virtue: a high number can mean strong detection, a low one none. Not comparable across 2020–21 (brands split out) and 2024 (bundling, encryption).',
	fr: 'Le nombre de signalements mesure le signalement, non l’ampleur du phénomène ni le mérite : un nombre élevé peut tenir à une bonne détection, un nombre faible à son absence. Comparaison impossible de part et d’autre de 2020-2021 (marques séparées) et de 2024 (regroupement, chiffrement).'
};

interface Series {
	key: string;
	metric: string;
	unit: string;
	subject: string;
	organisationId: string | null;
	countryCode: string | null;
	caveatEn: string | null;
	caveatFr: string | null;
	values: { period: string; value: number; sources: string[] }[];
}

/** Published figures by year, about companies and countries; each source of the same thing is a series of its own. */
export async function loadIndicators(db: Db, reference: Reference): Promise<void> {
	const organisations = await db
		.select({ id: t.organisations.id, slug: t.organisations.slug, name: t.organisations.nameEn })
		.from(t.organisations)
		.where(eq(t.organisations.kind, 'company'));
	const companyId = (name: string) => {
		// "Meta — Facebook" is a line about a brand of Meta's.
		const [company = name] = name.split(' — ');
		return (
			organisations.find(
				({ slug, name: full }) => slug === COMPANY_KEYS[company] || full === company
			)?.id ?? null
		);
	};
	const series = [...companySeries(reference, companyId), ...countrySeries(reference)];
	await upsert(
		db,
		t.indicatorSeries,
		series.map(({ values: _, ...row }) => row),
		[t.indicatorSeries.key]
	);
	const seriesId = idsBy(
		await db
			.select({ id: t.indicatorSeries.id, key: t.indicatorSeries.key })
			.from(t.indicatorSeries),
		(row) => row.key
	);
	await upsert(
		db,
		t.indicatorValues,
		series.flatMap(({ key, values }) =>
			values.map((value) => ({ seriesId: seriesId(key), ...value }))
		),
		[t.indicatorValues.seriesId, t.indicatorValues.period]
	);
}

function companySeries(
	{ indicators }: Reference,
	companyId: (name: string) => string | null
): Series[] {
	const series = new Map<string, Series>();
	for (const row of indicators) {
		const key = [row.company, row.metric, row.unit].join(' / ');
		const reports = row.metric.startsWith('cybertipline');
		const known = series.get(key) ?? {
			key,
			metric: row.metric,
			unit: row.unit,
			subject: row.company,
			organisationId: companyId(row.company),
			countryCode: null,
			caveatEn: reports ? CAVEAT.en : null,
			caveatFr: reports ? CAVEAT.fr : null,
			values: []
		};
		known.values.push({ period: row.year, value: row.value, sources: row.source.split(' | ') });
		series.set(key, known);
	}
	return [...series.values()];
}

function countrySeries({ countries }: Reference): Series[] {
	return countries.map(({ iso2, name, cybertipline_reports_by_country: reports }) => ({
		key: `${iso2} / cybertipline_reports_by_country`,
		metric: 'cybertipline_reports_by_country',
		unit: 'reports',
		subject: name.en,
		organisationId: null,
		countryCode: iso2,
		caveatEn: reports.caveat,
		caveatFr:
			'Signalements rattachés au pays (lieu de l’utilisateur). Selon le NCMEC, le volume n’indique pas l’ampleur du phénomène; les grands écarts d’une année à l’autre tiennent aux pratiques de signalement.',
		values: Object.entries(reports.values).map(([period, value]) => ({
			period,
			value,
			sources: [reports.source]
		}))
	}));
}
