import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptUpdate, returnUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import {
	confirmUnchanged,
	postUpdate,
	reviseUpdate
} from '#lib/commitments/commands/report.server.ts';
import {
	commitmentHistory,
	getCommitment,
	getUpdate,
	reportersFor,
	reviewQueueUpdates
} from '#lib/commitments/queries.server.ts';
import type { UpdateContent } from '#lib/commitments/update-schema.ts';
import { countPunctuality } from '#lib/commitments/queries/punctuality.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accept,
	as,
	create,
	everything,
	inCountry,
	post,
	refuses,
	run,
	sentAt,
	setTheStage,
	shared,
	UPDATE,
	world
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
}, 60_000);
afterAll(closeDatabase);

const NOW = new Date('2026-11-23T10:00:00Z');
const read = (name: string, reference: string) =>
	run(name, (db, actor) => getCommitment(db, actor, reference));
const reportAs = (name: string, reference: string, over: Partial<UpdateContent> = {}) =>
	run(name, (db, actor) =>
		postUpdate(db, actor, reference, { ...UPDATE, ...over, token: randomUUID() })
	);
async function milestone(reference: string, participantId: string | null, position: number) {
	const { id } = await read('editor', reference);
	return asSystem(async (db) =>
		only(
			await db
				.insert(t.milestones)
				.values({ commitmentId: id, participantId, position, titleEn: `Step ${position}` })
				.returning()
		)
	);
}

describe('who takes part in a shared commitment', () => {
	it('reports for itself, and its accepted update sets its own status, not the commitment’s', async () => {
		const reference = await shared(world.partner, world.other);
		const id = await reportAs('participant', reference, { status: 'completed' });
		const waiting = await run('editor', reviewQueueUpdates);
		expect(waiting.find((update) => update.id === id)).toMatchObject({
			ownerName: { en: 'Name of partner' },
			statusNow: 'not_started'
		});
		await accept(id);
		await accept(await post(reference, { status: 'on_track' }));
		const seen = await read('public', reference);
		expect(seen).toMatchObject({ status: 'on_track', statusBasis: 'owner', statusAsOf: '2026-10' });
		expect(seen.participants).toMatchObject([
			{ slug: 'partner', status: 'completed', statusBasis: 'owner', statusAsOf: '2026-10' },
			{ slug: 'other', status: 'not_started', statusAsOf: null }
		]);
		expect(seen.updates.map(({ reporterName }) => reporterName.en).sort()).toEqual([
			'Name of owner',
			'Name of partner'
		]);
	});

	it('confirms its own status, and only once it has reported one of its own', async () => {
		const reference = await shared(world.partner);
		await asSystem((db) =>
			db
				.update(t.commitmentParticipants)
				.set({ status: 'no_evidence', statusBasis: 'public_record' })
				.where(eq(t.commitmentParticipants.organisationId, world.partner.id))
		);
		const confirm = () =>
			run('participant', (db, actor) =>
				confirmUnchanged(db, actor, reference, { token: randomUUID() }, NOW)
			);
		await refuses(confirm(), 'wrong_state');
		await accept(await reportAs('participant', reference, { status: 'delayed' }));
		await accept(await confirm());
		expect((await read('public', reference)).participants).toMatchObject([
			{ status: 'delayed', statusBasis: 'owner', statusAsOf: '2026-11-23' }
		]);
	});

	it('keeps the status of a later report when an earlier one is accepted after it', async () => {
		const reference = await shared(world.partner);
		await accept(
			await reportAs('participant', reference, { status: 'completed', asOf: '2026-10' })
		);
		await accept(await reportAs('participant', reference, { status: 'at_risk', asOf: '2026-03' }));
		expect((await read('public', reference)).participants).toMatchObject([
			{ status: 'completed', statusAsOf: '2026-10' }
		]);
	});

	it('reports its own milestones as done, the lead those of the commitment', async () => {
		const reference = await shared(world.partner, world.other);
		const common = await milestone(reference, null, 1);
		const own = await milestone(reference, world.partner.id, 2);
		const another = await milestone(reference, world.other.id, 3);
		for (const id of [common.id, another.id])
			await refuses(reportAs('participant', reference, { milestonesDone: [id] }), 'not_found');
		for (const id of [own.id, another.id])
			await refuses(reportAs('contributor', reference, { milestonesDone: [id] }), 'not_found');
		await accept(await reportAs('participant', reference, { milestonesDone: [own.id] }));
		await accept(await reportAs('contributor', reference, { milestonesDone: [common.id] }));
		expect(
			(await read('public', reference)).milestones.map(({ participantId, status }) => [
				participantId,
				status
			])
		).toEqual([
			[null, 'done'],
			[world.partner.id, 'done'],
			[world.other.id, 'open']
		]);
	});

	it('answers for the dates of its own milestones, its country’s and not the lead’s', async () => {
		await inCountry('CA', world.owner);
		await inCountry('NZ', world.partner);
		const due = (country: string) =>
			run('public', async (db) => (await countPunctuality(db, { country })).milestones.total);
		const reference = await shared(world.partner);
		const before = [await due('CA'), await due('NZ')];
		const own = await milestone(reference, world.partner.id, 1);
		await asSystem((db) =>
			db
				.update(t.milestones)
				.set({ dueOn: '2027', firstDueOn: '2027' })
				.where(eq(t.milestones.id, own.id))
		);
		expect([await due('CA'), await due('NZ')]).toEqual([before[0], (before[1] ?? 0) + 1]);
	});

	it('answers the return of its update, which is a matter between it and the secretariat', async () => {
		const reference = await shared(world.partner);
		const id = await reportAs('participant', reference);
		const seen = await sentAt(id);
		await run('editor', (db, actor) =>
			returnUpdate(db, actor, id, { seen, comment: 'Which services?' })
		);
		expect((await read('contributor', reference)).updates).toEqual([]);
		expect((await read('participant', reference)).updates).toMatchObject([
			{ returnComment: 'Which services?', mayRevise: true }
		]);
		for (const name of ['contributor', 'stranger'])
			await refuses(
				run(name, (db, actor) => reviseUpdate(db, actor, { ...UPDATE, id })),
				'not_found'
			);
		const { update } = await run('participant', (db, actor) => getUpdate(db, actor, 'revise', id));
		expect(update.reporterId).toBe(world.partner.id);
		await run('participant', (db, actor) => reviseUpdate(db, actor, { ...UPDATE, id }));
		await accept(id);
		expect((await read('public', reference)).participants).toMatchObject([{ status: 'at_risk' }]);
	});

	it('is told of the decision, and the lead is not', async () => {
		const reference = await shared(world.partner);
		const before = new Set((await everything()).mails.map(({ id }) => id));
		await accept(await reportAs('participant', reference));
		const mails = (await everything()).mails.filter(({ id }) => !before.has(id));
		expect(mails.map(({ recipient }) => recipient)).toEqual([
			expect.stringContaining('contributor-partner-')
		]);
	});

	it('reads the history of its own updates', async () => {
		const reference = await shared(world.partner);
		await reportAs('participant', reference);
		await post(reference);
		const entries = await run('participant', async (db, actor) =>
			commitmentHistory(db, actor, await getCommitment(db, actor, reference))
		);
		expect(entries.map(({ event }) => event)).toEqual(['update.posted']);
		await refuses(
			run('stranger', async (db, actor) =>
				commitmentHistory(db, actor, await getCommitment(db, actor, reference))
			),
			'not_found'
		);
	});

	it('sees nothing of the lead’s draft', async () => {
		const draft = await create();
		const { id } = await read('contributor', draft);
		await asSystem((db) =>
			db
				.insert(t.commitmentParticipants)
				.values({ commitmentId: id, organisationId: world.partner.id, position: 1 })
		);
		await refuses(read('participant', draft), 'not_found');
		await refuses(reportAs('participant', draft), 'not_found');
	});
});

describe('for whom one reports', () => {
	const both = () => {
		const [lead, part] = [as('contributor'), as('participant')];
		if (lead.kind !== 'person' || part.kind !== 'person') throw new Error('not people');
		return { ...lead, memberships: [...lead.memberships, ...part.memberships] };
	};

	it('is the lead unless one says otherwise, and never one that one does not write for', async () => {
		const reference = await shared(world.partner, world.other);
		const actor = both();
		const report = (reporterId?: string) =>
			withActor(actor, (db) =>
				postUpdate(db, actor, reference, {
					...UPDATE,
					...(reporterId ? { reporterId } : {}),
					token: randomUUID()
				})
			);
		const commitment = await read('public', reference);
		expect(reportersFor(actor, commitment).map(({ slug }) => slug)).toEqual(['owner', 'partner']);
		await report();
		await report(world.partner.id);
		await refuses(report(world.other.id), 'not_found');
		const { id } = commitment;
		const rows = await asSystem((db) =>
			db.select().from(t.commitmentUpdates).where(eq(t.commitmentUpdates.commitmentId, id))
		);
		expect(rows.map(({ ownerId }) => ownerId).sort()).toEqual(
			[world.owner.id, world.partner.id].sort()
		);
	});

	it('is refused by the database too', async () => {
		const reference = await shared(world.partner);
		const { id } = await read('public', reference);
		const insert = (name: string, owner: string) =>
			withActor(as(name), (db) =>
				db.execute(
					sql`insert into commitment_updates (commitment_id, owner_id, state, status, basis) values (${id}, ${owner}, 'posted', 'on_track', 'owner')`
				)
			);
		await expect(insert('stranger', world.other.id)).rejects.toThrow();
		await expect(insert('participant', world.owner.id)).rejects.toThrow();
		await insert('participant', world.partner.id);
	});
});

describe('the secretariat', () => {
	it('changes the standing of who takes part, not who that is', async () => {
		const reference = await shared(world.partner);
		const { id } = await read('public', reference);
		const change = (set: ReturnType<typeof sql>) =>
			withActor(as('editor'), (db) =>
				db.execute(sql`update commitment_participants set ${set} where commitment_id = ${id}`)
			);
		await change(sql`status = 'on_track'`);
		await expect(change(sql`organisation_id = ${world.other.id}`)).rejects.toThrow();
	});

	it('does not accept for who reported', async () => {
		const reference = await shared(world.partner);
		const id = await reportAs('participant', reference);
		const seen = await sentAt(id);
		await refuses(
			run('participant', (db, actor) => acceptUpdate(db, actor, id, { seen })),
			'not_allowed'
		);
	});
});
