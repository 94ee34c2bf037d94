import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { changeSummary, requestReview } from '#lib/summaries/commands.server.ts';
import { addComment, listComments, resolveComment } from '#lib/summaries/comments.server.ts';
import { getDraft, getDraftState, saveDraft } from '#lib/summaries/draft.server.ts';
import { addFigure } from '#lib/summaries/figure-commands.server.ts';
import { saveText } from '#lib/summaries/drafting.server.ts';
import { bePresentIn, presentIn } from '#lib/summaries/presence.server.ts';
import { statusOf } from '#lib/summaries/sections.ts';
import { as, refusal } from './assessment-world.ts';
import {
	create,
	FIGURE,
	published,
	read,
	setTheStage,
	TEXT,
	TITLES,
	version,
	who,
	world
} from './summary-stage.ts';
import { asSystem } from './world.ts';

beforeAll(setTheStage, 60_000);
afterAll(closeDatabase);

const SECRETARIAT = ['administrator', 'editor', 'publisher'];
const THREE = [
	{ en: 'Opening', fr: 'Début' },
	{ en: '## One\nA', fr: '## Un\nA' },
	{ en: '## Two\nB', fr: '' }
];

const textVersion = async (id: string) => (await read(id)).textVersion;
/** Saves rows over what is stored now, unless an older version is named. */
const save = async (
	id: string,
	sections: { en: string; fr: string }[],
	{ by = 'editor', over, agree = [] }: { by?: string; over?: number; agree?: number[] } = {}
) =>
	as(
		who(by),
		saveText,
		id,
		{ ...TITLES, sections, version: over ?? (await textVersion(id)) },
		agree
	);
const sections = async (id: string) => (await as(who('editor'), getDraft, id)).sections;
const statuses = async (id: string) => (await sections(id)).map(statusOf);

describe('the text of a summary', () => {
	it('is written by sections and published as one text in each language', async () => {
		const id = await create();
		await save(id, THREE);
		const row = await read(id);
		expect(row.bodyEn).toBe('Opening\n\n## One\nA\n\n## Two\nB');
		expect(row.bodyFr).toBe('Début\n\n## Un\nA');
		expect(row.authors).toEqual([who('editor').userId]);
		expect(await sections(id)).toMatchObject(THREE);
	});

	it('keeps a section beside its other language when one more is written before it', async () => {
		const id = await create();
		await save(id, THREE, { agree: [0, 1] });
		const [, one, two] = await sections(id);
		// A heading typed in the middle of the opening begins a section of its own, in one language so far.
		await save(id, [{ en: 'Opening\n\n## New\nC', fr: 'Début' }, ...THREE.slice(1)]);
		const now = await sections(id);
		expect(now.map(({ en, fr }) => [en, fr])).toEqual([
			['Opening', 'Début'],
			['## New\nC', ''],
			['## One\nA', '## Un\nA'],
			['## Two\nB', '']
		]);
		expect([now[2]?.id, now[3]?.id]).toEqual([one?.id, two?.id]);
		expect(await statuses(id)).toEqual(['same', 'missing_fr', 'same', 'missing_fr']);
	});

	it('is read anew where something else has written it, and knows what it knew', async () => {
		const id = await create();
		await save(id, THREE, { agree: [1] });
		const [, one] = await sections(id);
		const { bodyEn, bodyFr } = await read(id);
		await as(who('editor'), changeSummary, id, {
			...TITLES,
			bodyEn: bodyEn.replace('## One', '## Before\nX\n\n## One'),
			bodyFr,
			version: await version(id)
		});
		const now = await sections(id);
		expect(now.map(({ en, fr }) => [en, fr])).toEqual([
			['Opening', 'Début'],
			['## Before\nX', ''],
			['## One\nA', '## Un\nA'],
			['## Two\nB', '']
		]);
		expect(now[2]).toMatchObject({ id: one?.id, agreed: one?.agreed });
	});

	it('holds marks of figures and numbers as they were typed', async () => {
		const id = await create();
		const text = 'We count {{number 1}} of them.\n\n{{figure 2}}\n\nThe end.';
		await save(id, [{ en: text, fr: text }]);
		expect((await read(id)).bodyFr).toBe(text);
	});
});

describe('a translation', () => {
	it('is out of date once the other language is changed, until somebody says it is not', async () => {
		const id = await create();
		await save(id, [{ en: 'A', fr: '' }]);
		expect(await statuses(id)).toEqual(['missing_fr']);
		await save(id, [{ en: 'A', fr: 'B' }], { by: 'publisher' });
		expect(await statuses(id)).toEqual(['unconfirmed']);
		await save(id, [{ en: 'A', fr: 'B' }], { by: 'publisher', agree: [0] });
		expect(await statuses(id)).toEqual(['same']);
		await save(id, [{ en: 'A2', fr: 'B' }]);
		expect(await statuses(id)).toEqual(['outdated_fr']);
		const [section] = await sections(id);
		expect(section?.changed.en?.name).toBe(who('editor').name);
		expect(section?.changed.fr?.name).toBe(who('publisher').name);
		expect(section?.confirmed?.name).toBe(who('publisher').name);
		// Begun is not done: it stays marked until it is confirmed.
		await save(id, [{ en: 'A2', fr: 'B2' }]);
		expect(await statuses(id)).toEqual(['unconfirmed']);
		await save(id, [{ en: 'A', fr: 'B' }]);
		expect(await statuses(id)).toEqual(['same']);
	});

	it('is taken as it stands where an edition was published before', async () => {
		const { id, slug } = await published();
		const draft = await asSystem((db) =>
			db
				.insert(t.summaries)
				.values({ ...TEXT, slug, edition: 2, createdBy: who('editor').userId })
				.returning()
		);
		expect(await statuses(draft[0]?.id ?? '')).toEqual(['same']);
		expect(await refusal(as(who('editor'), getDraft, id))).toBe('not_allowed');
	});
});

describe('two who write the same text', () => {
	it('overwrite nobody', async () => {
		const id = await create();
		const over = await textVersion(id);
		await save(id, [{ en: 'Mine', fr: '' }], { over });
		expect(await refusal(save(id, [{ en: 'Yours', fr: '' }], { by: 'publisher', over }))).toBe(
			'stale'
		);
		expect((await read(id)).bodyEn).toBe('Mine');
		// The same again is no change, whatever it was written over: an answer may have been lost on its way.
		expect((await save(id, [{ en: 'Mine', fr: '' }], { over })).version).toBe(over + 1);
	});

	it('at the same moment: one is told', async () => {
		const id = await create();
		const over = await textVersion(id);
		const outcomes = await Promise.all(
			['editor', 'publisher', 'administrator'].map((by) =>
				refusal(save(id, [{ en: by, fr: '' }], { by, over }))
			)
		);
		expect(outcomes.toSorted()).toEqual(['done', 'stale', 'stale']);
		expect(await textVersion(id)).toBe(over + 1);
	});

	it('are not told of a figure or of a step: that changes no word', async () => {
		const id = await create();
		await save(id, [{ en: 'A', fr: 'B' }]);
		const over = await textVersion(id);
		await as(who('editor'), addFigure, id, { ...FIGURE, version: await version(id) });
		await as(who('editor'), requestReview, id, await version(id));
		expect(await textVersion(id)).toBe(over);
		await save(id, [{ en: 'A2', fr: 'B' }], { over });
		expect((await read(id)).bodyEn).toBe('A2');
	});

	it('is recorded, version by version', async () => {
		const id = await create();
		for (const en of ['A', 'A', 'B']) await save(id, [{ en, fr: '' }]);
		const events = await asSystem((db) =>
			db.$count(
				t.auditEvents,
				sql`${t.auditEvents.event} = 'summary.changed' and ${t.auditEvents.subjectId} = ${id}`
			)
		);
		expect(events).toBe(2);
	});
});

describe('a comment', () => {
	it('is about a section or the whole, is resolved and opened again, and stays as it was said', async () => {
		const id = await create();
		const input = {
			...TITLES,
			sections: [
				{ en: 'A', fr: 'B' },
				{ en: '## Money\nC', fr: '', comment: 'Whose?' }
			],
			comment: 'Shorter, please.',
			version: await textVersion(id)
		};
		await as(who('publisher'), saveDraft, id, input, { do: 'stay' });
		const said = await as(who('editor'), listComments, id);
		const money = (await sections(id))[1];
		expect(
			said.map(({ body, author, sectionId, sectionName }) => [body, author, sectionId, sectionName])
		).toEqual([
			['Shorter, please.', who('publisher').name, null, null],
			['Whose?', who('publisher').name, money?.id, 'Money']
		]);
		expect(await as(who('editor'), getDraftState, id)).toEqual({ comments: 2, sections: 2 });
		const comment = said[1]?.id ?? '';
		await as(who('editor'), resolveComment, id, { comment, resolved: true });
		await as(who('editor'), resolveComment, id, { comment, resolved: true });
		expect((await as(who('editor'), listComments, id))[1]?.resolvedBy).toBe(who('editor').name);
		expect((await as(who('editor'), getDraftState, id)).comments).toBe(1);
		await as(who('publisher'), resolveComment, id, { comment, resolved: false });
		expect((await as(who('editor'), getDraftState, id)).comments).toBe(2);
		expect(
			await refusal(as(who('editor'), resolveComment, await create(), { comment, resolved: true }))
		).toBe('not_found');
	});

	it('is the secretariat’s alone, while the summary is in work and afterwards', async () => {
		const { id } = await published();
		await asSystem((db) =>
			db
				.insert(t.summaryComments)
				.values({ summaryId: id, body: 'Hidden', writtenBy: who('editor').userId })
		);
		const seen: string[] = [];
		for (const name of Object.keys(world.actors)) {
			const rows = await withActor(who(name), (db) =>
				db.select().from(t.summaryComments).where(eq(t.summaryComments.summaryId, id))
			);
			if (rows.length) seen.push(name);
		}
		expect(seen.toSorted()).toEqual(SECRETARIAT);
		expect(await refusal(as(who('editor'), addComment, id, { body: 'Late' }))).toBe('wrong_state');
		expect(await refusal(as(who('approver'), listComments, id))).toBe('not_found');
	});
});

describe('whoever has the text open', () => {
	it('is told to the others with since when, and forgotten a minute later', async () => {
		const id = await create();
		const open = (name: string) => as(who(name), bePresentIn, id);
		expect(await open('editor')).toEqual([]);
		const [first] = await open('publisher');
		expect(first).toMatchObject({ name: who('editor').name });
		await open('editor');
		expect(await as(who('publisher'), presentIn, id)).toEqual([first]);
		// Without scripts, whoever saves is there.
		const input = { ...TITLES, sections: [], version: await textVersion(id) };
		await as(who('administrator'), saveDraft, id, input, { do: 'stay' });
		expect(await as(who('publisher'), presentIn, id)).toMatchObject([
			{ name: who('administrator').name },
			first
		]);
		expect(await refusal(open('approver'))).toBe('not_found');
		await asSystem((db) =>
			db
				.update(t.summaryPresence)
				.set({ seenAt: sql`now() - interval '61 seconds'` })
				.where(eq(t.summaryPresence.summaryId, id))
		);
		expect(await as(who('publisher'), presentIn, id)).toEqual([]);
	});
});
