import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	decideCommitment,
	publishCommitment,
	submitCommitment,
	withdrawCommitment
} from '#lib/commitments/commands/decide.server.ts';
import { acceptUpdate, returnUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { changeCommitment, createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { addFunding, addMilestone } from '#lib/commitments/commands/parts.server.ts';
import { postUpdate, reviseUpdate } from '#lib/commitments/commands/report.server.ts';
import {
	commitmentTasks,
	getCommitment,
	reviewQueueCommitments,
	reviewQueueUpdates
} from '#lib/commitments/queries.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	CONTENT,
	FUNDING,
	MILESTONE,
	UPDATE,
	accept,
	create,
	everything,
	post,
	publish,
	published,
	refuses,
	run,
	sentAt,
	setTheStage,
	submit,
	versionOf,
	world
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
});
afterAll(closeDatabase);

describe('the record of a commitment', () => {
	it('keeps its agencies, its provinces and the law it rests on', async () => {
		const reference = await create({
			supportingAgencies: ['Border Services', 'Courts, and Tribunals'],
			subdivisions: ['CA-ON', 'CA-QC'],
			legalBasisEn: 'Criminal Code, section 163.1'
		});
		expect(
			await run('contributor', (db, actor) => getCommitment(db, actor, reference))
		).toMatchObject({
			supportingAgencies: ['Border Services', 'Courts, and Tribunals'],
			subdivisions: ['CA-ON', 'CA-QC'],
			legalBasis: { en: 'Criminal Code, section 163.1', fr: null }
		});
	});
});

describe('the way of a commitment', () => {
	it('is numbered after its owner, returned, answered, published and reported on', async () => {
		const reference = await create();
		expect(reference).toMatch(/^OWNER-\d{4}$/);
		await run('contributor', (db, actor) =>
			addMilestone(db, actor, reference, { ...MILESTONE, token: randomUUID() })
		);
		await run('contributor', (db, actor) =>
			addFunding(db, actor, reference, { ...FUNDING, token: randomUUID() })
		);
		await refuses(
			run('editor', (db, actor) => getCommitment(db, actor, reference)),
			'not_found'
		);
		await submit(reference);
		const queue = await run('editor', reviewQueueCommitments);
		expect(queue.map((row) => row.reference)).toContain(reference);

		const version = await versionOf(reference);
		await run('editor', (db, actor) =>
			decideCommitment(db, actor, reference, { decision: 'return', comment: 'By when?', version })
		);
		const tasks = await run('contributor', (db, actor) => commitmentTasks(db, actor));
		expect(tasks.inWork.find((task) => task.reference === reference)).toMatchObject({
			state: 'returned',
			returnComment: 'By when?'
		});
		await run('contributor', async (db, actor) =>
			changeCommitment(db, actor, reference, {
				...CONTENT,
				dueOn: '2027-06-30',
				version: (await getCommitment(db, actor, reference)).version
			})
		);
		await submit(reference);
		await publish(reference);
		const open = await run('public', (db, actor) => getCommitment(db, actor, reference));
		expect(open).toMatchObject({ state: 'published', dueOn: '2027-06-30', returnComment: null });
		expect(open.funding).toMatchObject([{ amountMinor: 2_224_000_000, currency: 'CAD' }]);

		const id = await post(reference, { milestonesDone: open.milestones.map((step) => step.id) });
		const seenBy = async (name: string) =>
			(await run(name, (db, actor) => getCommitment(db, actor, reference))).updates.map(
				({ state }) => state
			);
		expect(await seenBy('public')).toEqual([]);
		expect(await seenBy('stranger')).toEqual(['posted']);
		expect((await run('editor', reviewQueueUpdates)).map((row) => row.id)).toContain(id);

		const seen = await sentAt(id);
		await run('editor', (db, actor) =>
			returnUpdate(db, actor, id, { seen, comment: 'Which report?' })
		);
		expect(await seenBy('stranger')).toEqual([]);
		await run('contributor', (db, actor) =>
			reviseUpdate(db, actor, {
				...UPDATE,
				id,
				milestonesDone: open.milestones.map((step) => step.id),
				evidence: [
					{ url: 'https://example.org/report', title: 'Report of October', publisher: null }
				]
			})
		);
		await refuses(
			run('editor', (db, actor) => acceptUpdate(db, actor, id, { seen: new Date(0) })),
			'stale'
		);
		await accept(id);
		const after = await run('public', (db, actor) => getCommitment(db, actor, reference));
		expect(after).toMatchObject({ status: 'at_risk', statusBasis: 'owner', statusAsOf: '2026-10' });
		expect(after.milestones).toMatchObject([{ status: 'done', completedOn: '2026-10' }]);
		expect(after.updates).toMatchObject([
			{ state: 'accepted', returnComment: null, evidence: [{ title: 'Report of October' }] }
		]);

		const { events, mails } = await everything();
		expect(events.map(({ event }) => event).slice(-3)).toEqual([
			'update.returned',
			'update.posted',
			'update.accepted'
		]);
		const told = mails.filter(({ subject }) => subject.includes(reference));
		expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(2);
		expect(told).toHaveLength(8);
	});

	it('takes the status of the newest date, whatever the order of acceptance', async () => {
		const reference = await published();
		const newer = await post(reference, { status: 'completed', asOf: '2026-11' });
		const older = await post(reference, { status: 'delayed', asOf: '2026-01' });
		await accept(newer);
		await accept(older);
		const { status, updates } = await run('public', (db, actor) =>
			getCommitment(db, actor, reference)
		);
		expect(status).toBe('completed');
		expect(updates.map((update) => update.asOf)).toEqual(['2026-11', '2026-01']);
	});

	it('is withdrawn with its reason, and stays public', async () => {
		const reference = await published();
		await run('approver', (db, actor) =>
			withdrawCommitment(db, actor, reference, { reason: 'Replaced.' })
		);
		expect(await run('public', (db, actor) => getCommitment(db, actor, reference))).toMatchObject({
			state: 'withdrawn',
			status: 'withdrawn',
			withdrawnReason: 'Replaced.'
		});
	});

	it('is submitted only once it says what, since when and by when', async () => {
		const reference = await run('contributor', (db, actor) =>
			createCommitment(db, actor, {
				...CONTENT,
				descriptionEn: null,
				startsOn: null,
				dueOn: null,
				ownerId: world.owner.id,
				token: randomUUID()
			})
		);
		const before = await everything();
		await expect(submit(reference)).rejects.toMatchObject({
			reason: 'incomplete',
			where: ['descriptionEn', 'startsOn', 'dueOn']
		});
		expect(await everything()).toEqual(before);
	});

	it('needs a prefix for its reference', async () => {
		await asSystem((db) =>
			db
				.update(t.organisations)
				.set({ referencePrefix: null })
				.where(eq(t.organisations.id, world.owner.id))
		);
		await refuses(create(), 'incomplete');
		await asSystem((db) =>
			db
				.update(t.organisations)
				.set({ referencePrefix: 'OWNER' })
				.where(eq(t.organisations.id, world.owner.id))
		);
	});
});

describe('a form posted twice', () => {
	it('makes one commitment, one milestone, one line, one update', async () => {
		const token = randomUUID();
		const make = () =>
			run('contributor', (db, actor) =>
				createCommitment(db, actor, { ...CONTENT, ownerId: world.owner.id, token })
			);
		const reference = await make();
		expect(await make()).toBe(reference);
		const again = [randomUUID(), randomUUID()] as const;
		for (const _ of again) {
			await run('contributor', (db, actor) =>
				addMilestone(db, actor, reference, { ...MILESTONE, token: again[0] })
			);
			await run('contributor', (db, actor) =>
				addFunding(db, actor, reference, { ...FUNDING, token: again[1] })
			);
		}
		await submit(reference);
		await publish(reference);
		const report = randomUUID();
		for (const _ of again)
			await run('contributor', (db, actor) =>
				postUpdate(db, actor, reference, { ...UPDATE, token: report })
			);
		const seen = await run('contributor', (db, actor) => getCommitment(db, actor, reference));
		expect(seen.milestones).toHaveLength(1);
		expect(seen.funding).toHaveLength(1);
		expect(seen.updates).toHaveLength(1);
	});
});

describe('a stale form', () => {
	it('changes nothing, submits nothing and publishes nothing', async () => {
		const reference = await create();
		const version = await versionOf(reference);
		const change = (titleEn: string) =>
			run('contributor', (db, actor) =>
				changeCommitment(db, actor, reference, { ...CONTENT, titleEn, version })
			);
		await change('First');
		const before = await everything();
		await refuses(change('Second'), 'stale');
		await refuses(
			run('contributor', (db, actor) => submitCommitment(db, actor, reference, { version })),
			'stale'
		);
		expect(await everything()).toEqual(before);
		await submit(reference);
		await refuses(
			run('editor', (db, actor) => publishCommitment(db, actor, reference, { version })),
			'stale'
		);
	});
});
