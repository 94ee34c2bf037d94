import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveAnswer, startAssessment } from '#lib/assessments/commands.server.ts';
import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { applySheet, forgetSheets, startSheet } from '#lib/exchange/sheet/commands.server.ts';
import { blankContents, getSheet, sheetContents } from '#lib/exchange/sheet/queries.server.ts';
import { MOST_LINES } from '#lib/exchange/sheet/vocabulary.ts';
import { writeSheetCsv, writeSheetWorkbook } from '#lib/exchange/sheet/write.server.ts';
import { FileRefusal } from '#lib/exchange/spreadsheet/grid.ts';
import { readAllSheets } from '#lib/exchange/spreadsheet/read.server.ts';
import { listImports } from '#lib/exchange/import/queries.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { answer, answered, as, refusal, setStage, type Stage } from './assessment-world.ts';
import { asSystem } from './world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const contributor = () => stage.who('contributor');

async function assessment(): Promise<string> {
	return answered(contributor(), await stage.inNewCycle());
}

/** What the portal gives out for this assessment, as text in which words can be changed. */
async function downloaded(id: string): Promise<string> {
	return writeSheetCsv(await as(contributor(), sheetContents, id), 'fr');
}

async function bring(id: string, file: string | Uint8Array): Promise<string> {
	const grids = await readAllSheets(Buffer.from(file as string), MOST_LINES);
	return as(contributor(), startSheet, id, { fileName: 'a.csv', locale: 'en', grids });
}

const seen = (id: string, sheet: string) => as(contributor(), getSheet, { id, sheet });
const verdicts = async (id: string, sheet: string) =>
	(await seen(id, sheet)).answers.map(({ verdict }) => verdict);
const apply = (id: string, sheet: string, ...all: [number, number][]) =>
	as(
		contributor(),
		applySheet,
		{ id, sheet },
		{ apply: all.map(([number, version]) => ({ number, seen: version })) }
	);
const said = async (id: string) =>
	(await as(contributor(), getOwnAssessment, id)).requirements.map(({ answer: one }) => one);
const fault = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(thrown: unknown) => (thrown instanceof FileRefusal ? thrown.fault : String(thrown))
	);

describe('an assessment as a spreadsheet', () => {
	it('says what changes, field by field, and writes nothing before it is asked to', async () => {
		const id = await assessment();
		const before = await said(id);
		const file = (await downloaded(id))
			.replace('SAID TO ALL', 'DIT AUTREMENT')
			.replace(/2\s–\sNiveau 2/, '3 – Level 3')
			.replace('https://example.org/secret', 'nowhere');
		const sheet = await bring(id, file);
		const { answers } = await seen(id, sheet);
		expect(answers.map(({ verdict }) => verdict)).toEqual(['changed', 'same', 'wrong']);
		expect(answers[0]?.changes).toEqual(['rating', 'narrative']);
		expect(answers[0]?.brought).toMatchObject({ rating: 3, narrative: 'DIT AUTREMENT' });
		expect(answers[2]?.problems).toMatchObject([{ cell: 'M4', code: 'web_address' }]);
		expect(await said(id)).toEqual(before);
	});

	it('takes no picture, film or archive for evidence', async () => {
		const id = await assessment();
		const file = (await downloaded(id)).replace(
			'https://example.org/secret',
			'https://example.org/secret.jpg'
		);
		const { answers } = await seen(id, await bring(id, file));
		expect(answers[2]?.problems).toMatchObject([{ cell: 'M4', code: 'media' }]);
	});

	it('writes what was chosen and nothing else, with its version, progress and record', async () => {
		const id = await assessment();
		const file = (await downloaded(id))
			.replace('SAID TO ALL', 'NEW ONE')
			.replace('SAID TO PARTNERS', 'NEW TWO');
		const sheet = await bring(id, file);
		expect(await verdicts(id, sheet)).toEqual(['changed', 'changed', 'same']);
		await apply(id, sheet, [2, 1]);
		const [first, second] = await said(id);
		expect(first).toMatchObject({ narrative: 'SAID TO ALL', version: 1 });
		expect(second).toMatchObject({ narrative: 'NEW TWO', version: 2, visibility: 'partners' });
		const result = await seen(id, sheet);
		expect(result.isDone).toBe(true);
		expect(result.applied).toMatchObject([{ number: 2, changes: ['narrative'] }]);
		const events = await asSystem((db) =>
			db
				.select({ event: t.auditEvents.event })
				.from(t.auditEvents)
				.where(and(eq(t.auditEvents.subjectId, id), eq(t.auditEvents.event, 'assessment.imported')))
		);
		expect(events).toHaveLength(1);
		expect(await refusal(apply(id, sheet, [1, 1]))).toBe('wrong_state');
	});

	it('shows what was changed on both sides, and leaves what was changed here alone', async () => {
		const id = await assessment();
		const file = (await downloaded(id)).replace('SAID TO ALL', 'FROM THE FILE');
		for (const number of [1, 2])
			await as(
				contributor(),
				saveAnswer,
				{ id, number },
				answer({ narrative: `HERE ${number}`, version: 1 })
			);
		const sheet = await bring(id, file);
		expect(await verdicts(id, sheet)).toEqual(['conflict', 'older', 'same']);
		expect(await refusal(apply(id, sheet, [2, 2]))).toBe('stale');
		expect(await refusal(apply(id, sheet, [1, 1]))).toBe('stale');
		await apply(id, sheet, [1, 2]);
		const [first, second] = await said(id);
		expect(first).toMatchObject({ narrative: 'FROM THE FILE', version: 3 });
		expect(second).toMatchObject({ narrative: 'HERE 2' });
	});

	it('writes all or nothing when one was changed after the page was shown', async () => {
		const id = await assessment();
		const file = (await downloaded(id))
			.replace('SAID TO ALL', 'NEW ONE')
			.replace('SAID TO PARTNERS', 'NEW TWO');
		const sheet = await bring(id, file);
		await as(contributor(), saveAnswer, { id, number: 2 }, answer({ version: 1 }));
		expect(await refusal(apply(id, sheet, [1, 1], [2, 1]))).toBe('stale');
		expect((await said(id))[0]).toMatchObject({ narrative: 'SAID TO ALL' });
	});

	it('is prepared from a blank copy, services and figures included', async () => {
		const inCycle = await stage.inNewCycle();
		const service = await asSystem(async (db) => {
			const [made] = await db
				.insert(t.services)
				.values({ organisationId: inCycle.organisationId, name: 'Messenger' })
				.returning();
			return made;
		});
		const blank = await as(contributor(), blankContents, inCycle);
		const id = await as(contributor(), startAssessment, inCycle);
		const untouched = await bring(id, await writeSheetWorkbook(blank, 'fr'));
		expect(await verdicts(id, untouched)).toEqual(['same', 'same', 'same']);
		const filled = {
			...blank,
			requirements: blank.requirements.map((one) => ({
				...one,
				answer: {
					...answer(),
					rating: 2,
					notApplicable: false,
					version: 0,
					services: [
						{
							serviceId: service?.id ?? '',
							name: 'Messenger',
							rating: 2,
							notApplicable: false,
							note: null
						}
					],
					metrics: [
						{ name: 'Reports', value: 12.5, unit: 'reports', period: '2025', sourceUrl: null }
					]
				}
			}))
		};
		const sheet = await bring(id, await writeSheetWorkbook(filled, 'fr'));
		expect((await seen(id, sheet)).answers[0]?.missing).toEqual([]);
		await apply(id, sheet, [1, 0], [2, 0], [3, 0]);
		expect((await said(id))[2]).toMatchObject({
			services: [{ name: 'Messenger', rating: 2 }],
			metrics: [{ name: 'Reports', value: 12.5 }]
		});
		expect((await as(contributor(), getOwnAssessment, id)).missing).toEqual([]);
	});

	it('refuses the file of another assessment, of other questions, and one that is none', async () => {
		const id = await assessment();
		const other = await downloaded(await assessment());
		expect(await fault(bring(id, other))).toBe('other_cycle');
		const own = await downloaded(id);
		const elsewhere = own.replaceAll(id, '00000000-0000-4000-8000-000000000000');
		expect(await fault(bring(id, elsewhere))).toBe('other_assessment');
		expect(await fault(bring(id, own.replace('|tried|1', '|tried|0')))).toBe('other_framework');
		expect(await fault(bring(id, 'a,b\n1,2'))).toBe('not_ours');
		expect(await fault(bring(id, own.replace(/\r\n2;/, '\r\n1;')))).toBe('twice');
		expect(await fault(bring(id, own.replace(/\r\n2;/, '\r\n9;')))).toBe('unknown_requirement');
		expect(await fault(bring(id, Buffer.from([0x89, 0x50, 0, 1])))).toBe('not_a_spreadsheet');
	});

	it('is for the members: nobody else gets the file, and only whoever brought it decides', async () => {
		const id = await assessment();
		const sheet = await bring(id, (await downloaded(id)).replace('SAID TO ALL', 'NEW'));
		for (const who of ['stranger', 'editor', 'administrator'])
			expect(await refusal(as(stage.who(who), sheetContents, id)), who).toBe('not_found');
		expect(await refusal(as(stage.who('approver'), getSheet, { id, sheet }))).toBe('not_found');
		const choice = { apply: [{ number: 1, seen: 1 }] };
		expect(await refusal(as(stage.who('approver'), applySheet, { id, sheet }, choice))).toBe(
			'not_found'
		);
		expect(await refusal(as(stage.who('viewer'), applySheet, { id, sheet }, choice))).toBe(
			'not_allowed'
		);
		expect(await as(contributor(), listImports)).toEqual([]);
	});

	it('forgets a file that was replaced, or waited for a week', async () => {
		const id = await assessment();
		const first = await bring(id, await downloaded(id));
		const second = await bring(id, await downloaded(id));
		expect(await refusal(seen(id, first))).toBe('not_found');
		await forgetSheets();
		expect(await verdicts(id, second)).toEqual(['same', 'same', 'same']);
		await forgetSheets(new Date(Date.now() + 8 * 24 * 60 * 60 * 1000));
		expect(await refusal(seen(id, second))).toBe('not_found');
	});
});
