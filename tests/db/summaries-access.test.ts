import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import {
	changeSummary,
	createSummary,
	publishSummary,
	requestReview,
	returnSummary,
	startCorrection
} from '#lib/summaries/commands.server.ts';
import { addFigure, removeFigure } from '#lib/summaries/figure-commands.server.ts';
import {
	getPublishedSummary,
	getSummary,
	listAllSummaries,
	listSummaries,
	reviewQueueSummaries
} from '#lib/summaries/queries.server.ts';
import { withdrawSummary } from '#lib/summaries/withdraw.server.ts';
import { as, refusal } from './assessment-world.ts';
import {
	TITLES,
	TEXT,
	FIGURE,
	create,
	read,
	version,
	written,
	inReview,
	published,
	who,
	world,
	setTheStage
} from './summary-stage.ts';

beforeAll(setTheStage, 60_000);
afterAll(closeDatabase);

const SECRETARIAT = ['editor', 'publisher', 'administrator'];
/** Who publishes, of those who have not written in it. */
const PUBLISHERS = ['administrator', 'publisher'];
const REASON = {
	withdrawalReasonEn: 'A source was forged.',
	withdrawalReasonFr: 'Une source était falsifiée.'
};
const everyone = () => Object.keys(world.actors);

/** Who is not refused; the others must be told that they may not, or to sign in. */
async function allowed(attempt: (actor: Actor) => Promise<unknown>): Promise<string[]> {
	const may: string[] = [];
	for (const name of everyone()) {
		const outcome = await refusal(attempt(who(name)));
		if (outcome === 'done') may.push(name);
		else expect(['not_allowed', 'not_signed_in', 'not_found'], name).toContain(outcome);
	}
	return may.sort();
}

describe('who may do what to a summary', () => {
	const sorted = (names: string[]) => [...names].sort();

	it('lets only the secretariat write', async () => {
		const token = () => randomUUID();
		expect(
			await allowed((actor) => as(actor, createSummary, { ...TITLES, token: token() }))
		).toEqual(sorted(SECRETARIAT));
		const id = await create();
		expect(
			await allowed(async (actor) =>
				as(actor, changeSummary, id, { ...TEXT, version: await version(id) })
			)
		).toEqual(sorted(SECRETARIAT));
		expect(
			await allowed(async (actor) =>
				as(actor, addFigure, id, { ...FIGURE, version: await version(id) })
			)
		).toEqual(sorted(SECRETARIAT));
	});

	it('lets only the secretariat take a figure away, ask for review and return', async () => {
		expect(
			await allowed(async (actor) => {
				const id = await written();
				const figure = (await as(who('editor'), getSummary, id)).figures[0]?.id ?? '';
				await as(actor, removeFigure, id, { figure, version: await version(id) });
			})
		).toEqual(sorted(SECRETARIAT));
		expect(
			await allowed(async (actor) => {
				const id = await written();
				await as(actor, requestReview, id, await version(id));
			})
		).toEqual(sorted(SECRETARIAT));
		expect(
			await allowed(async (actor) => {
				const id = await inReview();
				await as(actor, returnSummary, id, { version: await version(id), comment: 'Say more.' });
			})
		).toEqual(sorted(SECRETARIAT));
	});

	it('lets only publishers publish, and the administrators above them', async () => {
		expect(
			await allowed(async (actor) => {
				const id = await inReview();
				await as(actor, publishSummary, id, await version(id));
			})
		).toEqual(PUBLISHERS);
	});

	it('lets only the secretariat correct', async () => {
		expect(
			await allowed(async (actor) => {
				const { id } = await published();
				await as(actor, startCorrection, id, {
					correctionNoteEn: 'A number was wrong.',
					correctionNoteFr: 'Un nombre était faux.',
					token: randomUUID()
				});
			})
		).toEqual(sorted(SECRETARIAT));
	});

	it('lets only publishers withdraw what is public', async () => {
		expect(
			await allowed(async (actor) => {
				const { id } = await published();
				await as(actor, withdrawSummary, id, REASON);
			})
		).toEqual(PUBLISHERS);
		const draft = await written();
		expect(await refusal(as(who('publisher'), withdrawSummary, draft, REASON))).toBe('wrong_state');
	});

	it('shows work in progress to the secretariat, and what is published to everyone', async () => {
		const id = await inReview();
		const { slug } = await read(id);
		for (const query of [listAllSummaries, reviewQueueSummaries])
			expect(await allowed((actor) => as(actor, query as typeof listAllSummaries))).toEqual(
				sorted(SECRETARIAT)
			);
		expect(await allowed((actor) => as(actor, getSummary, id))).toEqual(sorted(SECRETARIAT));
		for (const name of everyone())
			expect(await refusal(withActor(who(name), (db) => getPublishedSummary(db, slug))), name).toBe(
				'not_found'
			);
		await as(who('publisher'), publishSummary, id, await version(id));
		for (const name of everyone()) {
			const page = await withActor(who(name), (db) => getPublishedSummary(db, slug));
			expect(page.title, name).toEqual({ en: TITLES.titleEn, fr: TITLES.titleFr });
			const listed = await withActor(who(name), (db) => listSummaries(db));
			expect(listed.map((one) => one.slug)).toContain(slug);
		}
	});
});
