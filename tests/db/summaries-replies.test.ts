import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { remind } from '#lib/notifications/reminders.server.ts';
import * as t from '#lib/server/db/schema/index.ts';
import {
	changeSummary,
	publishSummary,
	requestReview,
	startCorrection
} from '#lib/summaries/commands.server.ts';
import { getPublishedSummary, getSummary } from '#lib/summaries/queries.server.ts';
import { askForReply, dropPassage, replyToPassage } from '#lib/summaries/replies.server.ts';
import { getOwnPassage, getRequests, passageTasks } from '#lib/summaries/reply-queries.server.ts';
import type { PassageInput } from '#lib/summaries/reply-schema.ts';
import { as, refusal } from './assessment-world.ts';
import {
	idIn,
	inReview,
	published,
	read,
	setTheStage,
	TEXT,
	version,
	who,
	world,
	written
} from './summary-stage.ts';
import { asSystem } from './world.ts';

beforeAll(setTheStage, 60_000);
afterAll(closeDatabase);

const DAY = 24 * 60 * 60 * 1000;
const today = () => new Date().toISOString().slice(0, 10);

async function ask(id: string, more: Partial<PassageInput> = {}): Promise<string> {
	await as(who('editor'), askForReply, id, {
		organisationId: world.owner.id,
		passageEn: TEXT.bodyEn,
		passageFr: TEXT.bodyFr,
		replyDays: 7,
		token: randomUUID(),
		...more
	});
	const { requests } = await as(who('editor'), getRequests, id);
	return requests.at(-1)?.id ?? '';
}
const reply = (
	id: string,
	words: { replyEn?: string; replyFr?: string },
	at = 1,
	by = 'approver'
) => refusal(as(who(by), replyToPassage, id, { ...words, version: at }));
const publish = async (id: string) =>
	refusal(as(who('publisher'), publishSummary, id, await version(id)));
/** As if the last day were gone by. */
const letGoBy = (id: string) =>
	asSystem((db) =>
		db.update(t.summaryReplies).set({ dueOn: '2026-01-01' }).where(eq(t.summaryReplies.id, id))
	);
const print = async (id: string, edition?: number) => {
	const { slug } = await read(id);
	return withActor(PUBLIC, (db) => getPublishedSummary(db, slug, edition));
};

describe('the right of reply', () => {
	it('keeps a summary back until a reply has come, which is printed with it', async () => {
		const id = await inReview();
		const asked = await ask(id);
		expect(await publish(id)).toBe('incomplete');
		expect((await as(who('publisher'), getSummary, id)).findings).toMatchObject([
			{ kind: 'reply', part: 'openReply', where: 'replies' }
		]);
		expect(await reply(asked, { replyFr: 'Non.' })).toBe('done');
		expect(await publish(id)).toBe('done');
		expect((await print(id)).replies).toMatchObject([
			{ reply: { fr: 'Non.' }, passage: { en: TEXT.bodyEn, fr: TEXT.bodyFr } }
		]);
		expect(await reply(asked, { replyEn: 'Later' }, 2)).toBe('wrong_state');
	});

	it('prints silence once the days have gone by', async () => {
		const id = await inReview();
		const asked = await ask(id);
		await letGoBy(asked);
		expect(await reply(asked, { replyEn: 'Too late' })).toBe('not_open');
		expect(await publish(id)).toBe('done');
		expect((await print(id)).replies).toMatchObject([{ repliedAt: null, dueOn: '2026-01-01' }]);
	});

	it('shows the passage to that organisation and the secretariat alone', async () => {
		const id = await written();
		const asked = await ask(id);
		const seen = async (name: string) => refusal(as(who(name), getOwnPassage, asked, today()));
		expect(await seen('viewer')).toBe('done');
		expect(await seen('stranger')).toBe('not_found');
		expect((await as(who('contributor'), passageTasks, today())).map((one) => one.id)).toContain(
			asked
		);
		expect(await as(who('viewer'), passageTasks, today())).toEqual([]);
		const rows = await withActor(PUBLIC, (db) =>
			db.select().from(t.summaryReplies).where(eq(t.summaryReplies.id, asked))
		);
		expect(rows).toEqual([]);
	});

	it('is an approver’s, of that organisation, on the version that was read', async () => {
		const asked = await ask(await written());
		expect(await reply(asked, { replyEn: 'No.' }, 1, 'contributor')).toBe('not_allowed');
		expect(await reply(asked, { replyEn: 'No.' }, 1, 'stranger')).toBe('not_found');
		expect(await reply(asked, { replyEn: 'No.' })).toBe('done');
		expect(await reply(asked, { replyEn: 'Yes.' })).toBe('stale');
		expect(await reply(asked, { replyEn: 'Yes.' }, 2)).toBe('done');
	});

	it('is asked for by words that are there in both languages, or by a section of both', async () => {
		const id = await written();
		const tried = (more: Partial<PassageInput>) => refusal(ask(id, more));
		expect(await tried({ passageFr: 'Autre chose.' })).toBe('unknown_reference');
		expect(await tried({ section: 4 })).toBe('unknown_reference');
		expect(await tried({ organisationId: world.secretariat.id })).toBe('unknown_reference');
		await as(who('editor'), changeSummary, id, {
			...TEXT,
			bodyEn: 'Intro\n\n## Help\n\nIt is late.',
			bodyFr: 'Intro\n\n## Aide\n\nElle tarde.',
			version: await version(id)
		});
		await ask(id, { section: 1, passageEn: undefined, passageFr: undefined });
		const { requests } = await as(who('editor'), getRequests, id);
		expect(requests.at(-1)?.passage).toEqual({
			en: '## Help\n\nIt is late.',
			fr: '## Aide\n\nElle tarde.'
		});
	});

	it('is not taken back once used while the words stand, and must be once they are gone', async () => {
		const id = await written();
		const asked = await ask(id);
		await reply(asked, { replyEn: 'No.' });
		const drop = () =>
			refusal(as(who('editor'), dropPassage, id, { passage: asked, reason: 'Reworded' }));
		expect(await drop()).toBe('wrong_state');
		await as(who('editor'), changeSummary, id, {
			...TEXT,
			bodyEn: 'Half is done.',
			version: await version(id)
		});
		await as(who('editor'), requestReview, id, await version(id));
		expect(await publish(id)).toBe('incomplete');
		expect(await drop()).toBe('done');
		expect(await publish(id)).toBe('done');
		expect((await print(id)).replies).toEqual([]);
	});

	it('goes on in the next edition as long as its words stand there', async () => {
		const id = await inReview();
		await reply(await ask(id), { replyEn: 'No.' });
		await publish(id);
		const correct = async (of: string, bodyEn: string, bodyFr: string) => {
			const next = idIn(
				await as(who('editor'), startCorrection, of, {
					correctionNoteEn: 'x',
					correctionNoteFr: 'x',
					token: randomUUID()
				})
			);
			await as(who('editor'), changeSummary, next, {
				...TEXT,
				bodyEn,
				bodyFr,
				correctionNoteEn: 'x',
				correctionNoteFr: 'x',
				version: await version(next)
			});
			await as(who('editor'), requestReview, next, await version(next));
			expect(await publish(next)).toBe('done');
			return next;
		};
		const second = await correct(id, `${TEXT.bodyEn} More.`, TEXT.bodyFr);
		expect((await print(second)).replies).toHaveLength(1);
		const third = await correct(second, 'Half is done.', 'La moitié est faite.');
		expect((await print(third)).replies).toEqual([]);
		expect((await print(third, 1)).replies).toHaveLength(1);
	});

	it('is told by mail to who may write for it, and once more in the last week, without what is said', async () => {
		const id = await written();
		const asked = await ask(id, { replyDays: 14 });
		await asSystem((db) => db.update(t.users).set({ reminders: 'each' }));
		const mails = () =>
			asSystem((db) =>
				db
					.select()
					.from(t.mailOutbox)
					.where(sql`${t.mailOutbox.body} like ${`%/workspace/passages/${asked}%`}`)
			);
		expect(await mails()).toHaveLength(2);
		await remind();
		expect(await mails()).toHaveLength(2);
		await remind(new Date(Date.now() + 8 * DAY));
		await remind(new Date(Date.now() + 9 * DAY));
		expect(await mails()).toHaveLength(4);
		for (const { body } of await mails()) expect(body).not.toContain(TEXT.bodyEn);
	});

	it('has no way around it in the database', async () => {
		const id = await inReview();
		const asked = await ask(id);
		const tried = (by: string, statement: ReturnType<typeof sql>) =>
			withActor(who(by), (db) => db.execute(statement)).then(
				() => 'done',
				() => 'refused'
			);
		expect(
			await tried(
				'publisher',
				sql`update summaries set state = 'published', published_at = now(), published_by = concord_user() where id = ${id}`
			)
		).toBe('refused');
		expect(
			await tried(
				'editor',
				sql`update summary_replies set due_on = '2026-01-01' where id = ${asked}`
			)
		).toBe('refused');
	});
});

describe('the check list', () => {
	it.each([
		['a page of the workspace', 'See [it](/en/workspace/commitments).'],
		['a summary that is not public', 'See [it](/summaries/never-was).'],
		['a commitment that is not', 'See [it](/fr/commitments/ZZ-0001).']
	])('keeps a text that leads to %s from review', async (_, bodyFr) => {
		const id = await written();
		await as(who('editor'), changeSummary, id, { ...TEXT, bodyFr, version: await version(id) });
		expect(await refusal(as(who('editor'), requestReview, id, await version(id)))).toBe(
			'incomplete'
		);
		expect((await as(who('editor'), getSummary, id)).findings).toMatchObject([
			{ kind: 'restricted', part: 'restrictedFr', where: 'text' }
		]);
	});

	it('lets through what is public, and of addresses elsewhere asks only whether they work', async () => {
		const { slug } = await published();
		const id = await written();
		await as(who('editor'), changeSummary, id, {
			...TEXT,
			bodyEn: `[Before](/en/summaries/${slug}) and [there](https://example.org/workspace), RFC-9457.`,
			version: await version(id)
		});
		expect((await as(who('editor'), getSummary, id)).findings).toMatchObject([
			{ part: 'linkWaiting', detail: { en: 'https://example.org/workspace' } }
		]);
	});

	it('does not let the reference of a draft through, whoever may read the draft', async () => {
		const id = await written();
		await asSystem(async (db) => {
			await db
				.update(t.organisations)
				.set({ referencePrefix: 'QQ' })
				.where(eq(t.organisations.id, world.owner.id));
			await db.insert(t.commitments).values({
				reference: 'QQ-0001',
				ownerId: world.owner.id,
				kind: 'policy',
				titleEn: 'A draft',
				state: 'draft'
			});
		});
		await as(who('editor'), changeSummary, id, {
			...TEXT,
			bodyEn: 'As QQ-0001 says.',
			version: await version(id)
		});
		expect((await as(who('editor'), getSummary, id)).findings).toMatchObject([
			{ part: 'restrictedEn', detail: { en: 'QQ-0001' } }
		]);
	});
});
