import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { publishSummary, requestReview, startCorrection } from '#lib/summaries/commands.server.ts';
import {
	getPublishedSummary,
	listSummaries,
	listWithdrawn,
	newestEditions
} from '#lib/summaries/queries.server.ts';
import { withdrawSummary } from '#lib/summaries/withdraw.server.ts';
import { as, refusal } from './assessment-world.ts';
import { idIn, published, setTheStage, version, who } from './summary-stage.ts';
import { asSystem } from './world.ts';

beforeAll(setTheStage, 60_000);
afterAll(closeDatabase);

const REASON = {
	withdrawalReasonEn: 'A source was forged.',
	withdrawalReasonFr: 'Une source était falsifiée.'
};
const NOTE = { correctionNoteEn: 'Without it.', correctionNoteFr: 'Sans elle.' };

const withdraw = (id: string) => as(who('publisher'), withdrawSummary, id, REASON);
const correct = async (id: string) => {
	const next = idIn(await as(who('editor'), startCorrection, id, { ...NOTE, token: randomUUID() }));
	await as(who('editor'), requestReview, next, await version(next));
	await as(who('publisher'), publishSummary, next, await version(next));
	return next;
};
const reading = (slug: string, edition?: number) =>
	withActor(who('public'), (db) => getPublishedSummary(db, slug, edition));
const slugs = (list: typeof listSummaries | typeof listWithdrawn) =>
	withActor(who('public'), async (db) => (await list(db)).map(({ slug }) => slug));

describe('a withdrawn summary', () => {
	it('stays at its address as it was, with the reason, and leaves the list', async () => {
		const { id, slug } = await published();
		const before = await reading(slug);
		await withdraw(id);
		const after = await reading(slug);
		expect(after).toMatchObject({
			state: 'withdrawn',
			withdrawal: { reason: { en: 'A source was forged.', fr: 'Une source était falsifiée.' } }
		});
		expect(after.passages).toEqual(before.passages);
		expect(await slugs(listSummaries)).not.toContain(slug);
		expect(await slugs(listWithdrawn)).toContain(slug);
		const [newest] = await withActor(who('public'), newestEditions);
		expect(newest).toMatchObject({ slug, withdrawal: { reason: { en: 'A source was forged.' } } });
	});

	it('is withdrawn for good, and once', async () => {
		const { id } = await published();
		await withdraw(id);
		expect(await refusal(withdraw(id))).toBe('wrong_state');
		const write = (values: Partial<typeof t.summaries.$inferInsert>) =>
			refusal(asSystem((db) => db.update(t.summaries).set(values).where(eq(t.summaries.id, id))));
		for (const values of [
			{
				state: 'published' as const,
				withdrawnAt: null,
				withdrawalReasonEn: null,
				withdrawalReasonFr: null
			},
			{ withdrawalReasonEn: 'Another reason' },
			{ bodyEn: 'Rewritten' }
		])
			expect(await write(values)).not.toBe('done');
	});

	it('takes no word with it that was not there, and needs a reason in both languages', async () => {
		const { id } = await published();
		const write = (values: Partial<typeof t.summaries.$inferInsert>) =>
			refusal(
				asSystem((db) =>
					db
						.update(t.summaries)
						.set({ state: 'withdrawn', withdrawnAt: new Date(), ...REASON, ...values })
						.where(eq(t.summaries.id, id))
				)
			);
		expect(await write({ bodyEn: 'Rewritten' })).not.toBe('done');
		expect(await write({ withdrawalReasonFr: '' })).not.toBe('done');
		expect(await write({})).toBe('done');
	});

	it('may be followed by an edition that stands; the one withdrawn keeps its mark', async () => {
		const { id, slug } = await published();
		await withdraw(id);
		await correct(id);
		expect(await reading(slug)).toMatchObject({ edition: 2, state: 'published' });
		expect(await reading(slug, 1)).toMatchObject({ edition: 1, state: 'withdrawn' });
		expect(await slugs(listSummaries)).toContain(slug);
		expect(await slugs(listWithdrawn)).not.toContain(slug);
	});

	it('leaves the edition before it as it was: replaced', async () => {
		const { id, slug } = await published();
		const next = await correct(id);
		await withdraw(next);
		expect(await reading(slug)).toMatchObject({ edition: 2, state: 'withdrawn' });
		expect(await reading(slug, 1)).toMatchObject({ state: 'superseded', withdrawal: null });
		expect(await slugs(listSummaries)).not.toContain(slug);
		expect(await slugs(listWithdrawn)).toContain(slug);
	});
});
