import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import {
	changeSummary,
	createSummary,
	publishSummary,
	requestReview,
	startCorrection
} from '#lib/summaries/commands.server.ts';
import { addFigure } from '#lib/summaries/figure-commands.server.ts';
import {
	getPublishedSummary,
	getSummary,
	type PublishedSummary
} from '#lib/summaries/queries.server.ts';
import { as, refusal } from './assessment-world.ts';
import {
	TITLES,
	TEXT,
	FIGURE,
	create,
	idIn,
	read,
	version,
	written,
	inReview,
	published,
	who,
	world,
	setTheStage
} from './summary-stage.ts';
import { asSystem, person } from './world.ts';

beforeAll(setTheStage, 60_000);
afterAll(closeDatabase);

it('[TRUST 35] tells whoever works on a summary which addresses in it look like people’s', async () => {
	const id = await create();
	const bodyFr = 'Écrire à jane.doe@example.org ou à info@example.org.';
	await as(who('editor'), changeSummary, id, { ...TEXT, bodyFr, version: await version(id) });
	expect((await as(who('editor'), getSummary, id)).addresses).toEqual(['jane.doe@example.org']);
});

describe('a second person', () => {
	it('publishes, never one who wrote in it', async () => {
		const id = await written();
		await as(who('publisher'), changeSummary, id, {
			...TEXT,
			bodyEn: 'Half is done.',
			version: await version(id)
		});
		await as(who('editor'), requestReview, id, await version(id));
		const attempt = async (by: Person) => refusal(as(by, publishSummary, id, await version(id)));
		expect(await attempt(who('publisher'))).toBe('same_person');
		expect(await attempt(await person(world.secretariat, 'publisher'))).toBe('done');
	});

	it('has proved lately who they are', async () => {
		const id = await inReview();
		const long = { ...who('publisher'), provedAt: Date.now() - 11 * 60 * 1000 };
		expect(await refusal(as(long, publishSummary, id, await version(id)))).toBe('prove_again');
		expect((await read(id)).state).toBe('in_review');
	});
});

describe('what is asked before anyone else reads it', () => {
	it('is both languages and a figure', async () => {
		const id = await create();
		const attempt = async () =>
			as(who('editor'), requestReview, id, await version(id)).then(
				() => [],
				(thrown: { where?: readonly string[] }) => thrown.where
			);
		expect(await attempt()).toEqual(['bodyEn', 'bodyFr', 'figure']);
		await as(who('editor'), changeSummary, id, {
			...TEXT,
			titleFr: '',
			version: await version(id)
		});
		expect(await attempt()).toEqual(['titleFr', 'figure']);
		expect((await read(id)).state).toBe('draft');
	});

	it('is asked again of the one who publishes', async () => {
		const id = await inReview();
		await as(who('editor'), changeSummary, id, { ...TEXT, bodyFr: '', version: await version(id) });
		expect(await refusal(as(who('publisher'), publishSummary, id, await version(id)))).toBe(
			'incomplete'
		);
	});

	it('is a figure whose question has an answer', async () => {
		const id = await create();
		const unknown = {
			...FIGURE,
			question: 'principle_trend' as const,
			filters: { principle: 99 },
			version: await version(id)
		};
		expect(await refusal(as(who('editor'), addFigure, id, unknown))).toBe('not_found');
		expect((await as(who('editor'), getSummary, id)).figures).toEqual([]);
	});
});

describe('a change', () => {
	it('over an older version is refused and changes nothing', async () => {
		const id = await create();
		const opened = await version(id);
		await as(who('editor'), changeSummary, id, { ...TEXT, version: opened });
		const before = await read(id);
		const late = { ...TEXT, bodyEn: 'Another text', version: opened };
		expect(await refusal(as(who('publisher'), changeSummary, id, late))).toBe('stale');
		expect(await refusal(as(who('publisher'), addFigure, id, { ...FIGURE, version: opened }))).toBe(
			'stale'
		);
		expect(await refusal(as(who('editor'), requestReview, id, opened))).not.toBe('done');
		expect(await read(id)).toEqual(before);
		expect((await as(who('editor'), getSummary, id)).figures).toEqual([]);
	});

	it('posted twice is made once', async () => {
		const token = randomUUID();
		const first = await as(who('editor'), createSummary, { ...TITLES, token });
		expect(await as(who('editor'), createSummary, { ...TITLES, token })).toBe(first);
	});

	it('leaves an event that anyone can check', async () => {
		const { id } = await published();
		const events = await asSystem((db) =>
			db
				.select({ event: t.auditEvents.event })
				.from(t.auditEvents)
				.where(eq(t.auditEvents.subjectId, id))
				.orderBy(t.auditEvents.seq)
		);
		expect(events.map(({ event }) => event)).toEqual([
			'summary.created',
			'summary.changed',
			'summary.changed',
			'summary.review_requested',
			'summary.published'
		]);
	});

	it('is refused once a summary is published', async () => {
		const { id } = await published();
		const change = async () =>
			refusal(as(who('editor'), changeSummary, id, { ...TEXT, version: await version(id) }));
		expect(await change()).not.toBe('done');
		expect(
			await refusal(
				asSystem((db) =>
					db.update(t.summaries).set({ bodyEn: 'Rewritten' }).where(eq(t.summaries.id, id))
				)
			)
		).not.toBe('done');
		expect((await read(id)).bodyEn).toBe(TEXT.bodyEn);
	});
});

describe('a frozen figure', () => {
	const publishCommitment = () =>
		asSystem((db) =>
			db.insert(t.commitments).values({
				reference: `OWNER-${randomUUID().slice(0, 4)}`,
				ownerId: world.owner.id,
				kind: 'policy',
				titleEn: 'One more',
				state: 'published',
				publishedAt: new Date()
			})
		);

	it('keeps its numbers when the data go on, and the draft’s go with them', async () => {
		const { slug } = await published();
		const draft = await written();
		const frozen = async (edition?: number) =>
			figuresIn(await withActor(who('public'), (db) => getPublishedSummary(db, slug, edition)));
		const before = { frozen: await frozen(), draft: await drafted(draft) };
		await publishCommitment();
		expect(await frozen()).toEqual(before.frozen);
		expect(await drafted(draft)).not.toEqual(before.draft);
	});

	it('is answered anew in a correction; the edition before keeps its own', async () => {
		const { id, slug } = await published();
		const first = figuresIn(
			await withActor(who('public'), (db) => getPublishedSummary(db, slug, 1))
		);
		await publishCommitment();
		const next = idIn(
			await as(who('editor'), startCorrection, id, {
				correctionNoteEn: 'A commitment was missing.',
				correctionNoteFr: 'Il manquait un engagement.',
				token: randomUUID()
			})
		);
		expect((await withActor(who('public'), (db) => getPublishedSummary(db, slug))).edition).toBe(1);
		await as(who('editor'), requestReview, next, await version(next));
		await as(who('publisher'), publishSummary, next, await version(next));
		const page = await withActor(who('public'), (db) => getPublishedSummary(db, slug));
		expect(page).toMatchObject({
			edition: 2,
			correctionNote: { en: 'A commitment was missing.' },
			editions: [
				{ edition: 2, state: 'published' },
				{ edition: 1, state: 'superseded' }
			]
		});
		expect(figuresIn(page)).not.toEqual(first);
		expect(
			figuresIn(await withActor(who('public'), (db) => getPublishedSummary(db, slug, 1)))
		).toEqual(first);
	});

	const figuresIn = ({ passages }: PublishedSummary) =>
		passages.en.parts.flatMap((part) => (part.kind === 'figure' ? [part.figure.view] : []));
	const drafted = async (id: string) =>
		(await as(who('editor'), getSummary, id)).figures.map(({ views }) => views);
});
