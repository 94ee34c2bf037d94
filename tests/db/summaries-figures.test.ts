import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { summaryRecords } from '#lib/exchange/listings/summaries.server.ts';
import { figureCsv } from '#lib/exchange/summary/figure-file.ts';
import { tablesOf } from '#lib/comparison/views/tables.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import {
	changeSummary,
	createSummary,
	publishSummary,
	requestReview,
	startCorrection
} from '#lib/summaries/commands.server.ts';
import { draftFigures } from '#lib/summaries/figure-draft.server.ts';
import {
	addFigure,
	bindNumber,
	changeFigure,
	removeFigure,
	useView
} from '#lib/summaries/figure-commands.server.ts';
import { writeNumber } from '#lib/summaries/numbers.ts';
import { getPublishedSummary, getSummary, numbersSince } from '#lib/summaries/queries.server.ts';
import { and, eq } from 'drizzle-orm';
import { as, refusal } from './assessment-world.ts';
import { create, FIGURE, idIn, setTheStage, TEXT, version, who } from './summary-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	await setTheStage();
	await withActor({ kind: 'system', task: 'reference' }, loadReference);
	await withActor({ kind: 'system', task: 'reference' }, loadDemo);
}, 120_000);
afterAll(closeDatabase);

const draft = (id: string) => as(who('editor'), getSummary, id);
const read = (slug: string, edition?: number) =>
	withActor(PUBLIC, (db) => getPublishedSummary(db, slug, edition));
const slugs = async (id: string) => (await draft(id)).slug;
const words = { captionEn: 'What is shown', captionFr: 'Ce qui est montré' };
const view = (what: string, query: string) => ({ ...words, filters: { what, query } });

async function use(id: string, what: string, query = ''): Promise<void> {
	await as(who('editor'), useView, id, view(what, query));
}
async function write(id: string, bodyEn: string, bodyFr: string): Promise<void> {
	await as(who('editor'), changeSummary, id, {
		...TEXT,
		bodyEn,
		bodyFr,
		version: await version(id)
	});
}
async function bind(id: string, row: string, column: string, form: 'count' | 'share' = 'count') {
	const figure = (await draft(id)).figures[0]?.id ?? '';
	const place = { part: Number(row.split(':')[0]), name: row.split(':')[1] ?? '' };
	const given = { figure, row: place, column, form, version: await version(id) };
	return as(who('editor'), bindNumber, id, given);
}
async function publish(id: string): Promise<void> {
	await as(who('editor'), requestReview, id, await version(id));
	await as(who('publisher'), publishSummary, id, await version(id));
}
const missing = async (id: string) =>
	as(who('editor'), requestReview, id, await version(id)).then(
		() => [],
		(thrown: { where?: readonly string[] }) => thrown.where
	);
/** Whatever is said to be on track becomes completed. */
const goOn = () =>
	asSystem((db) =>
		db
			.update(t.commitments)
			.set({ status: 'completed' })
			.where(and(eq(t.commitments.state, 'published'), eq(t.commitments.status, 'on_track')))
	);

describe('a figure from any comparison', () => {
	it.each([
		['companies', ''],
		['companies', 'cells=findings&group=sector'],
		['companies', 'view=distribution&cycle=2024'],
		['companies', 'view=trend&theme=2'],
		['countries', 'by=pillar&country=CA'],
		['countries', 'view=timing'],
		['countries', 'view=promises'],
		['countries', 'view=funding&currency=EUR'],
		['countries', 'view=treaties'],
		['countries', 'view=map&measure=commitments'],
		['over-time', ''],
		['indicators', 'country=CA'],
		['countries/side-by-side', 'country=CA,NZ']
	])(
		'shows what %s?%s shows, frozen in both languages, with rows for a file',
		async (what, query) => {
			const id = await create();
			await use(id, what, query);
			await write(id, 'One.', 'Un.');
			const before = (await draft(id)).figures[0]?.views;
			await publish(id);
			const { figures } = await read(await slugs(id));
			// What is kept as JSON has no keys without a value.
			expect(figures[0]?.views).toEqual(JSON.parse(JSON.stringify(before)));
			const tables = tablesOf(figures[0]?.views as never);
			expect(tables.length).toBeGreaterThan(0);
			const lines = figureCsv(tables).trim().split('\r\n').length;
			expect(lines).toBeGreaterThan(1);
		}
	);

	it('is refused where it shows nothing, or asks for what does not exist', async () => {
		const id = await create();
		const attempt = (what: string, query: string) =>
			refusal(as(who('editor'), useView, id, view(what, query)));
		expect(await attempt('capabilities', 'cycle=never')).toBe('not_found');
		expect((await draft(id)).figures).toEqual([]);
	});

	it('is told in the author’s words where they are there in both languages, and else in those of its data', async () => {
		const id = await create();
		await use(id, 'over-time');
		await write(id, 'One.', 'Un.');
		const made = (await draft(id)).figures[0];
		const tell = async (altEn: string, altFr: string) =>
			as(who('editor'), changeFigure, id, {
				...words,
				figure: made?.id ?? '',
				altEn,
				altFr,
				shown: true,
				version: await version(id)
			});
		await tell('It rises.', '');
		expect(await missing(id)).toEqual(['alternatives']);
		await tell('It rises.', 'Elle monte.');
		expect(await missing(id)).toEqual([]);
		const told = (await draft(id)).figures[0]?.views.fr;
		expect(told?.summary).toEqual({ en: 'It rises.', fr: 'Elle monte.' });
		expect(told?.parts[0]).toMatchObject({ chart: { summary: { fr: 'Elle monte.' } } });
		expect(made?.views.fr.summary.fr).not.toBe('Elle monte.');
	});
});

describe('a number of the text', () => {
	it('is that of its figure: live in a draft, frozen with it, and shown with what is so now', async () => {
		const id = await create();
		await as(who('editor'), addFigure, id, {
			...FIGURE,
			question: 'country_status',
			version: await version(id)
		});
		await bind(id, '0:CA', 'completed');
		await bind(id, '0:CA', 'completed', 'share');
		await write(
			id,
			'Canada: {{number 1}} or {{number 2}}.',
			'Canada : {{number 1}}, {{number 2}}.'
		);
		const live = (await draft(id)).numbers.map((number) => writeNumber(number, 'en'));
		await publish(id);
		const slug = await slugs(id);
		const first = await read(slug);
		expect(first.numbers.map((number) => writeNumber(number, 'en'))).toEqual(live);
		const since = () => withActor(PUBLIC, (db) => numbersSince(db, first));
		expect((await since()).map(({ moved }) => moved)).toEqual([false, false]);
		const text = async (locale: 'en' | 'fr') =>
			(
				await withActor(PUBLIC, (db) => summaryRecords(db, { limit: 50, after: null }))
			).records.find(({ summary }) => summary === slug)?.body[locale];
		expect(await text('en')).toBe(`Canada: [${live[0]}](#number-1) or [${live[1]}](#number-2).`);

		await goOn();
		expect((await read(slug)).numbers).toEqual(first.numbers);
		const moved = await since();
		expect(moved.map((one) => one.moved)).toEqual([true, true]);
		expect(moved[0]?.now.value?.value).toBeGreaterThan(moved[0]?.then.value?.value ?? 0);

		const next = idIn(
			await as(who('editor'), startCorrection, id, {
				correctionNoteEn: 'More is done.',
				correctionNoteFr: 'Plus est fait.',
				token: randomUUID()
			})
		);
		await publish(next);
		expect((await read(slug)).numbers[0]?.value).toEqual(moved[0]?.now.value);
		expect((await read(slug, 1)).numbers).toEqual(first.numbers);
	});

	it('may come from a figure that readers do not see', async () => {
		const id = await create();
		await use(id, 'countries');
		await use(id, 'over-time');
		await bind(id, '0:NZ', 'total');
		const figure = (await draft(id)).figures[0]?.id ?? '';
		await as(who('editor'), changeFigure, id, {
			...words,
			figure,
			altEn: '',
			altFr: '',
			shown: false,
			version: await version(id)
		});
		await write(id, 'There are {{number 1}}.', 'Il y en a {{number 1}}.');
		const { content, missing: lacking } = await draft(id);
		expect(lacking).toEqual([]);
		expect(content.en.parts.map(({ kind }) => kind)).toEqual(['text', 'figure']);
		expect(content.en.parts[0]).toMatchObject({
			html: expect.stringMatching(/There are <a href="#number-1"[^>]*>\d+<\/a>\./) as string
		});
	});

	it('blocks while no figure gives it', async () => {
		const id = await create();
		await use(id, 'countries');
		await write(id, 'There are {{number 1}}.', 'Il y en a.');
		expect(await missing(id)).toEqual(['placedNumbers']);
		expect(await refusal(bind(id, '0:XX', 'total'))).toBe('unknown_reference');
		expect(await refusal(bind(id, '0:NZ', 'total', 'share'))).toBe('unknown_reference');
		await bind(id, '0:NZ', 'total');
		expect(await missing(id)).toEqual([]);
	});

	it('goes with its figure', async () => {
		const id = await create();
		await use(id, 'countries');
		await bind(id, '0:NZ', 'total');
		const figure = (await draft(id)).figures[0]?.id ?? '';
		await as(who('editor'), removeFigure, id, { figure, version: await version(id) });
		expect(await draft(id)).toMatchObject({ figures: [], numbers: [] });
	});
});

describe('a text that is drafted by rule', () => {
	it('says row by row what each figure shows, in both languages, with bound numbers, once', async () => {
		const id = await create();
		await use(id, 'countries');
		await write(id, 'Opening.', 'Ouverture.');
		await as(who('editor'), draftFigures, id, await version(id));
		const { bodyEn, bodyFr, numbers, missing: lacking, ...rest } = await draft(id);
		expect(lacking).toEqual([]);
		expect(bodyEn).toMatch(
			/^Opening\.\n\n## What is shown\n\n- Australia: \{\{number 1\}\} of \{\{number 2\}\} \(Completed\)\n/
		);
		expect(bodyFr).toMatch(/- Australie\s: \{\{number 1\}\} sur \{\{number 2\}\} \(Réalisé\)/);
		expect(bodyEn.endsWith('{{figure 1}}')).toBe(true);
		expect(numbers.length).toBeGreaterThan(6);
		expect(numbers.every(({ value }) => value !== null)).toBe(true);
		expect(JSON.stringify(rest.content.en)).not.toContain('{{');
		await as(who('editor'), draftFigures, id, await version(id));
		expect((await draft(id)).bodyEn).toBe(bodyEn);
	});
});

describe('a summary that starts from an earlier one', () => {
	it('has its text, figures and numbers, with the questions asked of the newest cycle', async () => {
		const id = await create();
		await as(who('editor'), addFigure, id, {
			...FIGURE,
			question: 'principle_distribution',
			filters: { principle: 3, cycle: '2024' },
			version: await version(id)
		});
		await use(id, 'companies', 'view=distribution&cycle=2024&sector=search');
		await bind(id, '0:rating_3', 'count');
		await write(id, 'There are {{number 1}}.', 'Il y en a {{number 1}}.');
		const from = (given: string) =>
			as(who('editor'), createSummary, {
				titleEn: 'Next',
				titleFr: 'Suite',
				from: given,
				token: randomUUID()
			});
		expect(await refusal(from(id))).toBe('not_found');
		await publish(id);
		const next = await draft(idIn(await from(id)));
		expect(next).toMatchObject({
			state: 'draft',
			edition: 1,
			titleEn: 'Next',
			bodyEn: 'There are {{number 1}}.',
			missing: []
		});
		expect(next.figures.map(({ filters }) => filters)).toEqual([
			{ principle: 3, cycle: '2025' },
			{ what: 'companies', query: 'view=distribution&sector=search' }
		]);
		expect(next.numbers).toMatchObject([{ position: 1, figure: 1, row: 'rating_3' }]);
	});
});
