import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	acceptAssessment,
	beginReview,
	discloseOwn,
	endReply,
	publishAssessment,
	publishCycle
} from '#lib/assessments/commands.server.ts';
import { withdrawCommitment } from '#lib/commitments/commands/decide.server.ts';
import { addMilestone } from '#lib/commitments/commands/parts.server.ts';
import { postUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { rebuildReading, type Rebuilt } from '#lib/comparison/rebuild.server.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accept as acceptOf,
	answered,
	as,
	attest,
	cycle,
	framework,
	remark,
	review,
	setStage
} from './assessment-world.ts';
import * as stage from './commitment-stage.ts';
import { contents } from './what-changed.ts';
import { asSystem, organisation, person } from './world.ts';

const NONE: Rebuilt = {
	commitments: 0,
	participants: 0,
	milestones: 0,
	facets: 0,
	counted: 0,
	ratings: 0,
	shown: 0,
	progress: 0,
	sums: 0
};

/** All that is stored but the log, which says when something was put right. */
async function stored() {
	const all = await contents();
	all.delete('audit_events');
	return all;
}

/** Spoils what is stored by hand and expects it to be put right, with so many rows of each model. */
async function mends(spoil: ReturnType<typeof sql>, differed: Partial<Rebuilt>): Promise<void> {
	const before = await stored();
	await asSystem((db) => db.execute(spoil));
	expect(await stored()).not.toEqual(before);
	expect(await rebuildReading()).toEqual({ ...NONE, ...differed });
	expect(await stored()).toEqual(before);
	const [event] = await asSystem((db) =>
		db
			.select()
			.from(t.auditEvents)
			.where(eq(t.auditEvents.event, 'reading.rebuilt'))
			.orderBy(sql`seq desc`)
			.limit(1)
	);
	expect(event).toMatchObject({ actorId: 'reading' });
	expect(JSON.parse(event?.detail ?? '{}')).toMatchObject(differed);
}

async function changesNothing(): Promise<void> {
	const before = await contents();
	expect(await rebuildReading()).toEqual(NONE);
	expect(await contents()).toEqual(before);
}

describe('how commitments stand', () => {
	beforeAll(async () => {
		useDatabase(await freshDatabase());
		await stage.setTheStage();
		const { partner } = stage.world;
		const reference = await stage.shared(partner);
		await stage.accept(await stage.post(reference, { status: 'on_track' }));
		const token = crypto.randomUUID();
		const own = await stage.run('participant', (db, actor) =>
			postUpdate(db, actor, reference, { ...stage.UPDATE, status: 'completed', token })
		);
		await stage.accept(own);
		await reportedAndMoved();
		await stage.published();
		const withdrawn = await stage.published();
		await stage.run('approver', (db, actor) =>
			withdrawCommitment(db, actor, withdrawn, { reason: 'Another law came.' })
		);
		await stage.create();
	}, 60_000);
	afterAll(closeDatabase);

	/** One with a milestone done, dates moved and an update that corrects another. */
	async function reportedAndMoved() {
		const reference = await stage.create();
		await stage.run('contributor', (db, actor) =>
			addMilestone(db, actor, reference, { ...stage.MILESTONE, token: crypto.randomUUID() })
		);
		await stage.submit(reference);
		await stage.publish(reference);
		const { milestones } = await withActor(stage.as('editor'), (db) =>
			getCommitment(db, stage.as('editor'), reference)
		);
		const step = milestones[0]?.id ?? '';
		const why = { reasonEn: 'Put off.', reasonFr: null };
		const first = await stage.post(reference, {
			moves: [
				{ milestoneId: null, dueOn: '2029', ...why },
				{ milestoneId: step, dueOn: '2028', ...why }
			]
		});
		await stage.accept(first);
		await stage.accept(
			await stage.post(reference, { status: 'on_track', milestonesDone: [step], correctsId: first })
		);
		await stage.post(reference, { status: 'completed' });
	}

	it('is what their records say, after publishing', changesNothing);

	it('is put right where it was spoilt', async () => {
		await mends(sql`update commitments set status = 'delayed' where status = 'on_track'`, {
			commitments: 2
		});
		await mends(
			sql`update commitments set due_on = '2031' where state = 'published' and status_as_of is not null`,
			{ commitments: 2 }
		);
		await mends(sql`update commitment_participants set status = 'not_started'`, {
			participants: 1
		});
		await mends(sql`update milestones set status = 'open', completed_on = null, due_on = '2030'`, {
			milestones: 1
		});
	});

	it('is filtered and counted as it stands, where that was spoilt', async () => {
		await mends(sql`update commitment_facets set evidence = not evidence, status = 'no_evidence'`, {
			facets: 4
		});
		await mends(sql`delete from commitment_facets where status = 'on_track'`, { facets: 2 });
		await mends(
			sql`update commitment_facet_counts set count = count + 7 where facet in ('kind', 'evidence')`,
			{ counted: 3 }
		);
		await mends(sql`delete from commitment_facet_counts where facet = 'status'`, { counted: 3 });
	});
});

describe('what comparisons show of self-assessments', () => {
	beforeAll(async () => {
		const { who, inNewCycle, world } = await setStage(await freshDatabase());
		const [editor, publisher] = [who('editor'), who('publisher')];
		const rated = await answered(who('contributor'), await inNewCycle());
		await attest(who('approver'), rated);
		await as(editor, beginReview, rated);
		const below = remark(1, { reviewerRating: 1, reason: 'One service only.' });
		const stands = remark(3, { decision: 'accepted' });
		await as(editor, acceptAssessment, rated, { ...review(), answers: [below, stands] });
		await as(who('approver'), endReply, rated, {
			revision: 1,
			replies: [{ number: 1, body: 'Two since June.', bodyLocale: 'en', seen: null }]
		});
		await as(publisher, publishAssessment, rated, { revision: 1 });
		const plain = await answered(who('contributor'), await inNewCycle());
		await attest(who('approver'), plain);
		await acceptOf(editor, plain);
		await as(publisher, publishAssessment, plain, { revision: 1 });
		await answered(who('contributor'), await inNewCycle());

		const national = await framework('national', {
			audience: 'governments',
			disclosure: 'aggregate_only'
		});
		const { id: cycleId } = await cycle(national, 'n1');
		for (let number = 1; number <= 6; number += 1) {
			const land = await organisation('government', `land-${number}`);
			const approver = await person(land, 'approver');
			const id = await answered(await person(land, 'contributor'), {
				organisationId: land.id,
				cycleId
			});
			await attest(approver, id);
			await acceptOf(editor, id);
			if (number === 1) await as(approver, discloseOwn, id, { disclose: true });
		}
		await as(publisher, publishCycle, cycleId);
		expect(world.owner.id).toBeTruthy();
	}, 120_000);
	afterAll(closeDatabase);

	it('is what was answered and rated, after publishing', changesNothing);

	it('is put right where it was spoilt', async () => {
		await mends(sql`update assessments set public_ratings = '{4,4,4}' where state = 'published'`, {
			ratings: 8
		});
		await mends(
			sql`update assessments set public_reviewer_ratings = '{-3,-2,-2}' where public_reviewer_ratings[1] = 1`,
			{ ratings: 1 }
		);
		await mends(sql`update answers set published = not published where rating = 4`, { shown: 9 });
		await mends(sql`update assessment_progress set answers = '{completed,not_started}'`, {
			progress: 9
		});
		await mends(sql`update cycle_aggregates set counts[1] = 5, organisations = 7`, { sums: 3 });
	});

	it('hides again a sum that would tell of fewer than five, and shows none that is hidden', async () => {
		await asSystem((db) => db.execute(sql`update cycle_aggregates set withdrawn = true`));
		await changesNothing();
		await asSystem((db) =>
			db.execute(
				sql`update assessments set disclosed = true where id in (select assessment_id from counted_assessments order by assessment_id limit 3)`
			)
		);
		await asSystem((db) => db.execute(sql`update cycle_aggregates set withdrawn = false`));
		await rebuildReading();
		const rows = await asSystem((db) => db.select().from(t.cycleAggregates));
		expect(rows.map(({ withdrawn }) => withdrawn)).toEqual([true, true, true]);
	});
});

describe('data that no command wrote', () => {
	afterAll(closeDatabase);

	it('stands as its records say: the public record and the demonstration', async () => {
		useDatabase(await freshDatabase());
		await asSystem(loadReference);
		await asSystem(loadDemo);
		await changesNothing();
	}, 60_000);
});
