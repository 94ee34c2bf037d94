import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { createSummary } from '#lib/summaries/commands.server.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { draftingCases } from './stranger-drafting.ts';
import { asSystem } from './world.ts';

const LINK = 'https://example.org/there';

/** A summary in work, with a figure and a number that is bound to it. */
export async function summaryCases({ who }: Stage): Promise<Record<string, Case>> {
	const token = () => randomUUID();
	const path = await as(who('editor'), createSummary, {
		titleEn: 'A',
		titleFr: 'B',
		token: token()
	});
	const summary = path.split('/').at(-1) ?? '';
	const [figure, number] = await asSystem(async (db) => {
		const asked = { summaryId: summary, position: 1, question: 'pillar_status' as const };
		const made = only(await db.insert(t.figures).values(asked).returning());
		const cell = { figureId: made.id, position: 1, row: 'CA', column: 'total' };
		const bound = db.insert(t.summaryNumbers).values({ ...cell, summaryId: summary });
		return [made, only(await bound.returning())] as const;
	});
	await asSystem((db) =>
		db
			.update(t.summaries)
			.set({ bodyEn: `[There](${LINK})` })
			.where(eq(t.summaries.id, summary))
	);
	await asSystem((db) => db.insert(t.linkChecks).values({ url: LINK, attempts: 1 }));
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	return {
		createSummary: by('editor', { titleEn: 'C', titleFr: 'D', token: token() }),
		...draftingCases(summary),
		addFigure: by('editor', summary, {
			question: 'pillar_status',
			filters: {},
			captionEn: 'A',
			captionFr: 'B',
			version: 1
		}),
		useView: by('editor', summary, {
			filters: { what: 'countries', query: '' },
			captionEn: 'A',
			captionFr: 'B'
		}),
		changeFigure: by('editor', summary, {
			figure: figure.id,
			captionEn: 'A',
			captionFr: 'B',
			altEn: '',
			altFr: '',
			shown: true,
			version: 1
		}),
		bindNumber: by('editor', summary, {
			figure: figure.id,
			row: { part: 0, name: 'CA' },
			column: 'total',
			form: 'count',
			version: 1
		}),
		draftFigures: by('editor', summary, 1),
		removeNumber: by('editor', summary, { number: number.id, version: 1 }),
		removeFigure: by('editor', summary, { figure: figure.id, version: 1 }),
		wantSummaryLinks: by('editor', summary),
		seeSummaryLink: by('editor', summary, { address: LINK }),
		requestReview: by('editor', summary, 1),
		returnSummary: by('editor', summary, { version: 1, comment: 'Why?' }),
		publishSummary: by('publisher', summary, 1),
		withdrawSummary: by('publisher', summary, {
			withdrawalReasonEn: 'x',
			withdrawalReasonFr: 'x'
		}),
		startCorrection: by('editor', summary, {
			correctionNoteEn: 'A',
			correctionNoteFr: 'B',
			token: token()
		}),
		getSummary: by('editor', summary),
		getEditableFigures: by('editor', summary),
		listAllSummaries: by('editor'),
		summariesInWork: by('editor'),
		summariesToStartFrom: by('editor'),
		reviewQueueSummaries: by('editor')
	};
}
