import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMilestone } from '#lib/commitments/commands/parts.server.ts';
import { returnUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { postUpdate, reviseUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { countPunctuality } from '#lib/commitments/queries/punctuality.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accept,
	create,
	inCountry,
	MILESTONE,
	post,
	publish,
	published,
	refuses,
	run,
	sentAt,
	setTheStage,
	shared,
	submit,
	UPDATE,
	world
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
}, 60_000);
afterAll(closeDatabase);

const read = (name: string, reference: string) =>
	run(name, (db, actor) => getCommitment(db, actor, reference));

async function withMilestone() {
	const reference = await create();
	await run('contributor', (db, actor) =>
		addMilestone(db, actor, reference, { ...MILESTONE, token: crypto.randomUUID() })
	);
	await submit(reference);
	await publish(reference);
	const [milestone] = (await read('viewer', reference)).milestones;
	return { reference, milestone: milestone?.id ?? '' };
}
const WHY = { reasonEn: 'The vote was put off.', reasonFr: null };

describe('a moved date', () => {
	it('takes effect on acceptance, keeps the first date, and tells the reason', async () => {
		await inCountry('CA', world.owner);
		const { reference, milestone } = await withMilestone();
		const id = await post(reference, {
			moves: [
				{ milestoneId: null, dueOn: '2028-03', ...WHY },
				{ milestoneId: milestone, dueOn: '2027-06', ...WHY }
			]
		});
		expect(await read('stranger', reference)).toMatchObject({
			dueOn: '2027-03',
			updates: [{ moves: [{ dueOn: '2028-03' }, { dueOn: '2027-06' }] }]
		});
		expect((await read('public', reference)).updates).toEqual([]);
		await accept(id);
		expect(await read('public', reference)).toMatchObject({
			dueOn: '2028-03',
			firstDueOn: '2027-03',
			milestones: [{ dueOn: '2027-06', firstDueOn: '2026' }],
			updates: [
				{
					moves: [{ previousDueOn: '2027-03', reason: { en: WHY.reasonEn } }, { dueOn: '2027-06' }]
				}
			]
		});
		const counted = await run('public', (db) =>
			countPunctuality(db, { country: 'CA' }, '2027-04-01')
		);
		expect(counted.milestones).toMatchObject({ moved: 1, total: 1 });
		expect(counted.commitments.moved).toBe(1);
	});

	it('is refused before the start, and where it is not theirs who report', async () => {
		const { reference } = await withMilestone();
		const other = await withMilestone();
		const moved = (over: { milestoneId: string | null; dueOn: string }) =>
			post(reference, { moves: [{ ...over, ...WHY }] });
		await refuses(moved({ milestoneId: null, dueOn: '2024' }), 'date_order');
		await refuses(moved({ milestoneId: other.milestone, dueOn: '2028' }), 'not_found');
	});
});

describe('a new milestone', () => {
	it('is the commitment’s once its update is accepted, and another one after a return', async () => {
		const reference = await published();
		const added = (titleEn: string) => [{ titleEn, titleFr: null, dueOn: '2027' }];
		const id = await post(reference, { newMilestones: added('Second course') });
		expect((await read('stranger', reference)).milestones).toEqual([]);
		const seen = await sentAt(id);
		await run('editor', (db, actor) => returnUpdate(db, actor, id, { seen, comment: 'Which?' }));
		await run('contributor', (db, actor) =>
			reviseUpdate(db, actor, { ...UPDATE, id, newMilestones: added('Course in Québec') })
		);
		await accept(id);
		expect((await read('public', reference)).milestones).toMatchObject([
			{ title: { en: 'Course in Québec' }, status: 'open', dueOn: '2027', firstDueOn: '2027' }
		]);
		await accept(
			await post(reference, {
				milestonesDone: (await read('viewer', reference)).milestones.map(({ id }) => id)
			})
		);
		expect((await read('public', reference)).milestones).toMatchObject([{ status: 'done' }]);
	});
});

describe('several links of evidence', () => {
	it('are kept in the order given', async () => {
		const reference = await published();
		const links = ['a', 'b', 'c'].map((title) => ({
			url: `https://example.org/${title}`,
			title,
			publisher: null
		}));
		await post(reference, { evidence: links });
		const [update] = (await read('viewer', reference)).updates;
		expect(update?.evidence.map(({ title }) => title).sort()).toEqual(['a', 'b', 'c']);
	});
});

describe('a correction', () => {
	it('takes the place of what it corrects, which stays to be read', async () => {
		const { reference, milestone } = await withMilestone();
		await accept(await post(reference, { status: 'on_track', asOf: '2026-08' }));
		const wrong = await post(reference, {
			status: 'completed',
			asOf: '2026-10',
			milestonesDone: [milestone],
			moves: [{ milestoneId: null, dueOn: '2029', ...WHY }]
		});
		await accept(wrong);
		const right = await post(reference, { status: 'delayed', asOf: '2026-09', correctsId: wrong });
		expect(await read('public', reference)).toMatchObject({ status: 'completed', dueOn: '2029' });
		await refuses(post(reference, { correctsId: wrong }), 'wrong_state');
		await accept(right);
		const seen = await read('public', reference);
		expect(seen).toMatchObject({
			status: 'delayed',
			statusAsOf: '2026-09',
			dueOn: '2027-03',
			milestones: [{ status: 'open', completedOn: null }]
		});
		expect(seen.updates.find(({ id }) => id === wrong)).toMatchObject({
			status: 'completed',
			correctedBy: { id: right }
		});
		expect(seen.updates.find(({ id }) => id === right)?.correctsAsOf).toBe('2026-10');
	});

	it('is only of an accepted update of one’s own', async () => {
		const reference = await published();
		await refuses(post(reference, { correctsId: await post(reference) }), 'wrong_state');
		const elsewhere = await post(await published());
		await accept(elsewhere);
		await refuses(post(reference, { correctsId: elsewhere }), 'not_found');
		const together = await shared(world.partner);
		await accept(await post(together));
		const [update] = (await read('viewer', together)).updates;
		await refuses(
			run('participant', (db, actor) =>
				postUpdate(db, actor, together, {
					...UPDATE,
					correctsId: update?.id,
					token: crypto.randomUUID()
				})
			),
			'not_found'
		);
		const [row] = await asSystem((db) =>
			db.select().from(t.commitments).where(eq(t.commitments.reference, together))
		);
		expect(row?.status).toBe('at_risk');
	});
});
