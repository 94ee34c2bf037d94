import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { answerDraft } from '#lib/assessments/schema.ts';
import { readSheet } from '#lib/exchange/sheet/commands.server.ts';
import { compareAnswers } from '#lib/exchange/sheet/compare.server.ts';
import type { SheetContents, SheetRequirement } from '#lib/exchange/sheet/contents.server.ts';
import { MOST_LINES } from '#lib/exchange/sheet/vocabulary.ts';
import { workbookOf, writeSheetCsv, writeSheetWorkbook } from '#lib/exchange/sheet/write.server.ts';
import type { Grid } from '#lib/exchange/spreadsheet/grid.ts';
import { gridsOf } from '#lib/exchange/spreadsheet/read-workbook.server.ts';
import { readAllSheets } from '#lib/exchange/spreadsheet/read.server.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { formAnswers } from './arbitrary-answers.ts';

const SERVICES = ['=Video', 'Messenger', 'Vidéo en direct', '-Jeux'].map((name, at) => ({
	id: `00000000-0000-4000-8000-00000000000${at}`,
	name,
	endedOn: at === 3 ? '2020-01-01' : null
}));

const LEVELS = ['Not started', 'Planned', 'Partly in place', 'In place', 'In place, measured'].map(
	(en, value) => ({
		value,
		label: { en, fr: ['Non commencé', 'Prévu', 'En partie', 'En place', 'Mesuré'][value] ?? '' },
		meaning: { en: `${en}: meaning`, fr: null }
	})
);

/** What such a form is stored as. */
function storedAs(given: object): SheetRequirement['answer'] {
	const { rating, version, ...said } = answerDraft.parse({ ...given, version: '3' });
	return {
		...said,
		version,
		rating: typeof rating === 'number' ? rating : null,
		notApplicable: rating === 'na',
		services: said.services.map((line) => ({
			...line,
			name: SERVICES.find(({ id }) => id === line.serviceId)?.name ?? ''
		}))
	};
}

const contentsOf = (answers: readonly SheetRequirement['answer'][]): SheetContents => ({
	identification: {
		assessmentId: '11111111-1111-4111-8111-111111111111',
		cycle: '2026',
		framework: 'tried',
		version: '1'
	},
	organisation: { en: 'A', fr: 'A', slug: 'a' },
	cycle: { en: 'C', fr: 'C', key: '2026' },
	framework: { en: 'F', fr: 'F' },
	levels: LEVELS,
	services: SERVICES,
	requirements: answers.map((answer, at) => ({
		number: at + 1,
		title: { en: `=Title ${at}`, fr: `Titre ${at}` },
		summary: { en: 'Summary', fr: null },
		guidance: null,
		answer
	}))
});

const assessments = fc
	.array(fc.option(formAnswers(SERVICES.map(({ id }) => id)), { nil: null }), {
		minLength: 1,
		maxLength: 4
	})
	.map((all) => contentsOf(all.map((one) => one && storedAs(one))));

const compared = (contents: SheetContents, grids: readonly Grid[]) =>
	compareAnswers(readSheet(grids, contents), contents);

/** As a person brings it: through the guard and the thread, whose start takes longer than all the rest. */
const brought = async (contents: SheetContents, file: Uint8Array | string) =>
	compared(contents, await readAllSheets(Buffer.from(file as string), MOST_LINES));

const differing = (all: Awaited<ReturnType<typeof brought>>) =>
	all
		.filter(({ verdict }) => verdict !== 'same')
		.map(({ number, changes, problems, stored, brought: to }) => ({
			number,
			changes,
			problems,
			stored,
			to
		}));

describe('writing an assessment as a spreadsheet and reading it back', () => {
	it.each<Locale>(['en', 'fr'])(
		'changes nothing, whatever the answers and whoever reads it: written in %s',
		async (locale) => {
			await fc.assert(
				fc.asyncProperty(assessments, async (contents) => {
					const file = await writeXlsx(workbookOf(contents, locale));
					const all = compared(contents, gridsOf((await readXlsx(file)).sheets));
					expect(differing(all)).toEqual([]);
					expect(all).toHaveLength(contents.requirements.length);
				}),
				{ numRuns: 100 }
			);
		},
		120_000
	);

	it.each<Locale>(['en', 'fr'])('changes nothing as CSV either: written in %s', async (locale) => {
		await fc.assert(
			fc.asyncProperty(assessments, async (contents) => {
				expect(differing(await brought(contents, writeSheetCsv(contents, locale)))).toEqual([]);
			}),
			{ numRuns: 100 }
		);
	});

	it('takes no formula: no cell of the file is one', async () => {
		const answer = storedAs({
			narrative: '=HYPERLINK("https://example.org")',
			narrativeLocale: 'en',
			visibility: 'public'
		});
		const file = Buffer.from(await writeSheetWorkbook(contentsOf([answer]), 'en'));
		const grids = await readAllSheets(file, MOST_LINES);
		const cells = grids.flatMap(({ lines }) => lines.flatMap((line) => line.cells));
		expect(cells.filter(({ is }) => is !== 'text')).toEqual([]);
	});

	it('reads 21 requirements with 20 services in under two seconds, from less than 300 kB', async () => {
		const many = Array.from({ length: 20 }, (_, at) => ({
			id: `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`,
			name: `Service ${at}`,
			endedOn: null
		}));
		const contents: SheetContents = {
			...contentsOf(
				Array.from({ length: 21 }, (_, at) =>
					storedAs({
						rating: '3',
						narrative: `What is in place, and how it is known to work (${at}). `.repeat(40),
						narrativeLocale: 'en',
						visibility: 'public'
					})
				)
			),
			services: many
		};
		const file = await writeSheetWorkbook(contents, 'fr');
		expect(file.length).toBeLessThan(300_000);
		// Of the processor, threads included: the clock also counts what else the machine does.
		const began = process.cpuUsage();
		expect(differing(await brought(contents, file))).toEqual([]);
		const { user, system } = process.cpuUsage(began);
		expect((user + system) / 1000).toBeLessThan(2000);
	});
});
