import type { WriteSheet } from 'hucre/xlsx';
import { visibilityHints, visibilityLabels } from '#lib/assessments/labels.ts';
import { VISIBILITIES } from '#lib/assessments/vocabulary.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { literal } from '../spreadsheet/literal.ts';
import type { SheetContents } from './contents.server.ts';

/** The first sheet: what this is, how it is filled in, what the words mean, who attests. */
export function instructionsSheet(
	{ organisation, cycle, framework, levels }: SheetContents,
	locale: Locale
): WriteSheet {
	const heading = (text: string) => [{ text, bold: true }];
	const plain = (...texts: string[]) => texts.map((text) => ({ text, bold: false }));
	const rows = [
		heading(pickText(framework, locale)),
		plain(pickText(organisation, locale)),
		plain(pickText(cycle, locale)),
		[],
		heading(m.exchange_guide_how({}, { locale })),
		plain(m.exchange_guide_cells({}, { locale })),
		plain(m.exchange_guide_lists({}, { locale })),
		plain(m.exchange_guide_services({}, { locale })),
		plain(m.exchange_guide_figures({}, { locale })),
		plain(m.exchange_guide_languages({}, { locale })),
		plain(m.exchange_guide_secrets({}, { locale })),
		plain(m.exchange_guide_back({}, { locale })),
		[],
		heading(m.exchange_guide_scale({}, { locale })),
		...levels.map(({ value, label, meaning }) =>
			plain(
				m.assessments_level({ value, label: pickText(label, locale) }, { locale }),
				pickText(meaning, locale)
			)
		),
		plain(m.assessments_not_applicable({}, { locale }), m.assessments_na_hint({}, { locale })),
		[],
		heading(m.exchange_guide_readers({}, { locale })),
		...VISIBILITIES.map((visibility) =>
			plain(
				inBoth(visibilityLabels[visibility], {})[locale],
				inBoth(visibilityHints[visibility], {})[locale]
			)
		),
		[],
		heading(m.exchange_guide_attests({}, { locale })),
		plain(m.assessments_finish_text({}, { locale }))
	];
	return {
		name: m.exchange_sheet_guide({}, { locale }),
		columns: [{ width: 70 }, { width: 70 }],
		rows: [],
		cells: new Map(
			rows.flatMap((row, line) =>
				row.map(({ text, bold }, at) => [
					`${line},${at}`,
					{
						value: literal(text),
						type: 'string' as const,
						style: { font: { bold }, alignment: { vertical: 'top' as const, wrapText: true } }
					}
				])
			)
		),
		protection: { sheet: true },
		pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
	};
}
