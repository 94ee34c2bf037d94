import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postUpdate } from '#lib/commitments/commands/report.server.ts';
import { commitmentTasks, myCommitments } from '#lib/commitments/queries.server.ts';
import { listTakenPart } from '#lib/commitments/queries/published.server.ts';
import type { UpdateContent } from '#lib/commitments/update-schema.ts';
import { commitmentRecords } from '#lib/exchange/listings/commitments.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { accept, post, run, setTheStage, shared, UPDATE, world } from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
}, 60_000);
afterAll(closeDatabase);

const report = (reference: string, over: Partial<UpdateContent>) =>
	run('participant', (db, actor) =>
		postUpdate(db, actor, reference, { ...UPDATE, ...over, token: randomUUID() })
	);
const milestone = (reference: string, participantId: string | null, position: number) =>
	asSystem(async (db) => {
		const { id } = only(
			await db.select().from(t.commitments).where(eq(t.commitments.reference, reference))
		);
		await db.insert(t.milestones).values({
			commitmentId: id,
			participantId,
			position,
			titleEn: `Step ${position}`,
			dueOn: '2026'
		});
	});

describe('lists of shared commitments', () => {
	it('name a shared commitment once, with the standing of whoever looks', async () => {
		await asSystem(async (db) => {
			await db
				.insert(t.countries)
				.values({ code: 'NZ', iso3: 'NZL', nameEn: 'New Zealand', nameFr: 'Nouvelle-Zélande' });
			for (const { id } of [world.partner, world.other])
				await db
					.update(t.organisations)
					.set({ countryCode: 'NZ' })
					.where(eq(t.organisations.id, id));
		});
		const reference = await shared(world.partner, world.other);
		await accept(await report(reference, { status: 'delayed' }));
		await accept(await post(reference, { status: 'on_track' }));
		const mine = async (name: string) =>
			(await run(name, myCommitments)).filter((one) => one.reference === reference);
		expect(await mine('contributor')).toMatchObject([{ status: 'on_track', takesPart: false }]);
		expect(await mine('participant')).toMatchObject([
			{ status: 'delayed', takesPart: true, statusAsOf: '2026-10' }
		]);
		expect(await mine('editor')).toEqual([]);
		const taken = await run('public', (db) => listTakenPart(db, 'NZ'));
		expect(taken.filter((one) => one.reference === reference)).toMatchObject([
			{ status: 'delayed', owner: { en: 'Name of owner' } }
		]);
		const { records } = await run('public', (db) =>
			commitmentRecords(db, {}, { limit: 100, after: null })
		);
		expect(records.find((one) => one.reference === reference)).toMatchObject({
			status: 'on_track',
			participants: ['partner', 'other'],
			participant_statuses: ['delayed', 'not_started']
		});
	});

	it('say what is overdue to whoever it is on', async () => {
		const reference = await shared(world.partner);
		await asSystem((db) =>
			db
				.update(t.commitments)
				.set({ dueOn: '2026-01', firstDueOn: '2026-01' })
				.where(eq(t.commitments.reference, reference))
		);
		await milestone(reference, null, 1);
		await milestone(reference, world.partner.id, 2);
		const tasks = async (name: string) => {
			const { overdue, overdueMilestones } = await run(name, (db, actor) =>
				commitmentTasks(db, actor, '2027-02-01')
			);
			const here = (one: { reference: string }) => one.reference === reference;
			return [
				overdue.filter(here).length,
				overdueMilestones.filter(here).map((s) => s.milestone.en)
			];
		};
		await accept(await report(reference, { status: 'completed' }));
		expect(await tasks('contributor')).toEqual([1, ['Step 1']]);
		expect(await tasks('participant')).toEqual([0, ['Step 2']]);
		expect(await tasks('stranger')).toEqual([0, []]);
	});
});
