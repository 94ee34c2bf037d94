import { wordsCell, type GridCell, type GridRow, type GridShape } from '#lib/charts/grid.ts';
import type { Both } from '#lib/charts/shape.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { sectorLabel } from '#lib/organisations/sectors.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FigurePart, ViewFigure } from '../figure.ts';
import { assessmentSource, joinNotes, standings } from '../figures/distribution.ts';
import { endorsementWords, standingMark } from '../marks.ts';
import type { CompaniesSideBySide } from '../queries/companies-beside.server.ts';
import type { BesideCell } from '../shapes/beside.ts';
import { ALL_SECTORS } from '../vocabulary.ts';

type Shown = Pick<CompaniesSideBySide, 'framework' | 'cycle' | 'companies' | 'rows' | 'against'>;
type Company = Shown['companies'][number];

/** Its own rating, the secretariat's view and what others have found, line by line. */
function cellOf(cell: BesideCell, { levels }: Shown['framework'], locale: Locale): GridCell {
	const words = (standing: BesideCell['standing'] | number) => {
		const mark = standingMark(standing as BesideCell['standing'], levels, locale);
		return mark.words || mark.label;
	};
	const { practice, gap } = cell.findings;
	return wordsCell(
		words(cell.standing),
		...(cell.review === null
			? []
			: [m.comparison_beside_review({ level: words(cell.review) }, { locale })]),
		practice + gap
			? m.comparison_beside_findings({ practices: practice, gaps: gap }, { locale })
			: m.comparison_beside_findings_none({}, { locale })
	);
}

const titled = ({ number, title }: { number: number; title: Both }, locale: Locale) =>
	m.comparison_principle_titled({ number, title: title[locale] }, { locale });

function tableOf({ framework, companies, rows }: Shown, locale: Locale): GridShape {
	const fact = (key: string, label: string, of: (company: Company) => string): GridRow => ({
		key,
		label,
		hint: null,
		cells: companies.map((company) => wordsCell(of(company)))
	});
	return {
		corner: m.comparison_column_principle({}, { locale }),
		groups: [],
		columns: companies.map(({ slug, name, sample }) => ({
			key: slug,
			label: sample
				? `${name[locale]} – ${m.comparison_beside_sample({}, { locale })}`
				: name[locale],
			said: null,
			wide: true
		})),
		rows: [
			fact('endorsement', m.comparison_beside_endorsement({}, { locale }), ({ endorsement }) =>
				endorsementWords(endorsement, locale)
			),
			fact(
				'sectors',
				m.comparison_beside_sectors({}, { locale }),
				({ sectors }) =>
					sectors.map((sector) => sectorLabel(sector, locale)).join(', ') ||
					m.common_unknown({}, { locale })
			),
			fact(
				'services',
				m.comparison_beside_services({}, { locale }),
				({ services }) => services.join(', ') || m.comparison_beside_services_none({}, { locale })
			),
			...rows.map(({ principle, cells }): GridRow => ({
				key: String(principle.number),
				label: titled(principle, locale),
				hint: null,
				cells: cells.map((cell) => cellOf(cell, framework, locale))
			}))
		],
		legend: []
	};
}

/** One company against the distribution of a group; null where the group is too small to be shown. */
function againstPart(
	{ framework, cycle, companies, against }: Shown,
	locale: Locale
): FigurePart | null {
	if (!against?.rows) return null;
	const columns = standings(framework);
	const group = (locale: Locale) => ({
		name: companies[0]?.name[locale] ?? '',
		sector:
			against.sector === ALL_SECTORS
				? m.comparison_beside_against_all({}, { locale })
				: sectorLabel(against.sector, locale),
		cycle: cycle?.name[locale] ?? '',
		count: formatNumber(against.size, locale)
	});
	const mark = m.comparison_beside_against_here({}, { locale });
	return {
		title: inBoth(m.comparison_beside_against_caption, group),
		grid: {
			corner: m.comparison_column_principle({}, { locale }),
			groups: [],
			columns: columns.map(({ key, label }) => ({
				key,
				label: label[locale],
				said: null,
				wide: true
			})),
			rows: against.rows.map(({ principle, own, distribution }): GridRow => ({
				key: String(principle.number),
				label: titled(principle, locale),
				hint: null,
				cells: distribution
					? columns.map(({ standing }) => {
							const count = formatNumber(distribution.standings[standing], locale);
							return wordsCell(standing === own ? `${count} (${mark})` : count);
						})
					: m.comparison_beside_against_few({}, { locale })
			})),
			legend: []
		}
	};
}

/** Companies side by side as a view; null before any is chosen. */
export function companiesBesideFigure(
	shown: Shown,
	{ asOf, locale, period }: { asOf: string; locale: Locale; period: Both }
): ViewFigure | null {
	const { framework, cycle, companies } = shown;
	if (!companies.length) return null;
	const against = againstPart(shown, locale);
	const samples = companies.filter(({ sample }) => sample).length;
	const caption = inBoth(m.comparison_beside_caption, (locale) => ({
		cycle: cycle?.name[locale] ?? m.common_unknown({}, { locale })
	}));
	const names = (locale: Locale) => ({
		names: companies.map(({ name }) => name[locale]).join(', ')
	});
	return {
		title: inBoth(m.comparison_beside_result, names),
		asOf,
		source: assessmentSource(framework),
		note: joinNotes(
			inBoth(m.comparison_beside_countries_note, {}),
			samples ? inBoth(m.comparison_note_samples, { count: samples }) : null
		),
		summary: caption,
		period,
		parts: [
			...(against ? [against] : []),
			{ title: against ? caption : null, grid: tableOf(shown, locale) }
		]
	};
}
