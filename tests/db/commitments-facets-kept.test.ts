import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { withdrawCommitment } from '#lib/commitments/commands/decide.server.ts';
import { addFunding } from '#lib/commitments/commands/parts.server.ts';
import { commitmentFacets } from '#lib/commitments/queries.server.ts';
import { SETTLED } from '#lib/commitments/rules.ts';
import { closeDatabase, database, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import * as stage from './commitment-stage.ts';
import { rowsOf } from './what-changed.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await stage.setTheStage();
}, 60_000);
afterAll(closeDatabase);

const idOf = async (reference: string) =>
	only(
		await asSystem((db) =>
			db
				.select({ id: t.commitments.id })
				.from(t.commitments)
				.where(eq(t.commitments.reference, reference))
		)
	).id;
const keptOf = async (reference: string) => {
	const commitmentId = await idOf(reference);
	const [kept] = await asSystem((db) =>
		db.select().from(t.commitmentFacets).where(eq(t.commitmentFacets.commitmentId, commitmentId))
	);
	return kept;
};

/** Whether anyone waits in this database for what another holds. */
async function anyoneWaits(db: Db): Promise<boolean> {
	const { rows } = (await db.execute(sql`
		select from pg_locks join pg_stat_activity a using (pid)
		where not granted and a.datname = current_database()`)) as unknown as { rows: unknown[] };
	return rows.length > 0;
}

/** What the records say, asked otherwise than the portal asks it. */
const said = sql`
	select c.id as commitment_id, o.country_code::text as country, c.forum_key as forum, c.kind, r.key as pillar, c.status,
		substr(c.announced_on, 1, 4) as year,
		coalesce((select array_agg(distinct q.number::text order by q.number::text) from requirements q
			where q.id in (select requirement_id from commitment_requirements where commitment_id = c.id)
				and q.framework_id in (select id from frameworks where key = 'voluntary-principles')), '{}') as principles,
		coalesce((select array_agg(distinct p.country_code::text order by p.country_code::text) from organisations p
			where p.country_code is not null and p.id in (select organisation_id from commitment_participants where commitment_id = c.id)), '{}') as participants,
		(select count(*) > 0 from evidence e left join commitment_updates u on u.id = e.update_id
			where coalesce(e.commitment_id, u.commitment_id) = c.id and coalesce(u.state, 'accepted') = 'accepted') as evidence,
		(select count(*) > 0 from funding_lines f where f.commitment_id = c.id) as funded,
		case when c.status not in (${sql.join(
			SETTLED.map((status) => sql`${status}`),
			sql`, `
		)}) then c.due_on || (array['-12-31', '-31', ''])[1 + (length(c.due_on) - 4) / 3] end as late_after
	from commitments c join organisations o on o.id = c.owner_id left join requirements r on r.id = c.pillar_id
	where c.published_at is not null`;

/** Everything that is kept is what the records say, and is counted so. */
async function isRight(): Promise<void> {
	const { kept, told, counts, sums } = await asSystem(async (db) => ({
		kept: await rowsOf(db, sql`select * from commitment_facets order by commitment_id`),
		told: await rowsOf(db, sql`select * from (${said}) s order by commitment_id`),
		counts: await rowsOf(
			db,
			sql`select facet, value, sum(count)::int as count from commitment_facet_counts group by 1, 2 having sum(count) <> 0 order by 1, 2`
		),
		sums: await rowsOf(
			db,
			sql`select v.facet, v.value, count(*)::int as count from (${said}) s, lateral (
					values ('country', country), ('forum', forum), ('kind', kind), ('pillar', pillar), ('status', status), ('year', year),
						('evidence', case when evidence then 'yes' else 'no' end), ('funded', case when funded then 'yes' else 'no' end)
					union all select 'principle', unnest(principles) union all select 'participant', unnest(participants)
				) v (facet, value) where value is not null group by 1, 2 order by 1, 2`
		)
	}));
	expect(kept).toEqual(told);
	expect(counts).toEqual(sums);
}

describe('what commitments are filtered by', () => {
	it('is kept of what is published, and of nothing else', async () => {
		const draft = await stage.create();
		await stage.submit(draft);
		expect(await keptOf(draft)).toBeUndefined();
		await stage.publish(draft);
		expect(await keptOf(draft)).toMatchObject({ status: 'not_started', lateAfter: '2027-03-31' });
		await isRight();
	});

	it('follows an update once it is accepted, with the links of it', async () => {
		const reference = await stage.published();
		const update = await stage.post(reference, { status: 'completed' });
		expect(await keptOf(reference)).toMatchObject({ status: 'not_started', evidence: false });
		await stage.accept(update);
		expect(await keptOf(reference)).toMatchObject({
			status: 'completed',
			evidence: true,
			lateAfter: null
		});
		await isRight();
	});

	it('holds links, money and those who take part of before it was published, and keeps what is withdrawn', async () => {
		const reference = await stage.shared(stage.world.partner);
		const other = await stage.create();
		await stage.run('contributor', (db, actor) =>
			addFunding(db, actor, other, { ...stage.FUNDING, token: crypto.randomUUID() })
		);
		await stage.submit(other);
		await stage.publish(other);
		expect(await keptOf(other)).toMatchObject({ funded: true, evidence: false });
		await stage.run('approver', (db, actor) =>
			withdrawCommitment(db, actor, other, { reason: 'Another law came.' })
		);
		expect(await keptOf(other)).toMatchObject({ funded: true });
		expect(await keptOf(reference)).toMatchObject({ kind: 'programme' });
		await isRight();
	});

	it('follows what is taken away, and where an organisation is', async () => {
		const reference = await stage.published();
		const commitmentId = await idOf(reference);
		await asSystem((db) =>
			db.insert(t.evidence).values({ commitmentId, url: 'https://example.org', title: 'Proof' })
		);
		expect(await keptOf(reference)).toMatchObject({ evidence: true });
		await asSystem((db) => db.delete(t.evidence).where(eq(t.evidence.commitmentId, commitmentId)));
		expect(await keptOf(reference)).toMatchObject({ evidence: false });
		await asSystem((db) =>
			db
				.insert(t.countries)
				.values({ code: 'NZ', iso3: 'NZL', nameEn: 'New Zealand', nameFr: 'Nouvelle-Zélande' })
		);
		await asSystem((db) => db.update(t.organisations).set({ countryCode: 'NZ' }));
		expect(await keptOf(reference)).toMatchObject({ country: 'NZ' });
		await isRight();
		const gone = await asSystem(async (db) =>
			only(
				await db
					.insert(t.commitments)
					.values({
						reference: 'GONE-0001',
						ownerId: stage.world.owner.id,
						kind: 'policy',
						titleEn: 'Soon gone',
						state: 'published',
						publishedAt: new Date()
					})
					.returning()
			)
		);
		await isRight();
		await asSystem((db) => db.delete(t.commitments).where(eq(t.commitments.id, gone.id)));
		await isRight();
	});

	it('is right where many change the same at once', async () => {
		const references = await Promise.all(Array.from({ length: 6 }, () => stage.published()));
		const updates = await Promise.all(
			references.map((reference) => stage.post(reference, { status: 'on_track' }))
		);
		await Promise.all(updates.map((update) => stage.accept(update)));
		await isRight();
		const commitmentId = await idOf(references[0] ?? '');
		const values = { commitmentId, position: 1, amountMinor: 1, currency: 'CAD' };
		await Promise.all([
			asSystem((db) => db.insert(t.fundingLines).values(values)),
			asSystem((db) =>
				db.insert(t.evidence).values({ commitmentId, url: 'https://example.org', title: 'Proof' })
			),
			...references.map(async (reference) => {
				const id = await idOf(reference);
				await asSystem((db) =>
					db.update(t.commitments).set({ status: 'at_risk' }).where(eq(t.commitments.id, id))
				);
			})
		]);
		await isRight();
	});

	it('lets who accepts an update and who changes the commitment meanwhile both have their way', async () => {
		const reference = await stage.published();
		const id = await idOf(reference);
		const update = await stage.post(reference, { status: 'at_risk' });
		const { engine } = await database();
		let begun = () => {};
		const accepted = new Promise<void>((resolve) => (begun = resolve));
		const accepting = asSystem(async (db) => {
			await db
				.update(t.commitmentUpdates)
				.set({ state: 'accepted' })
				.where(eq(t.commitmentUpdates.id, update));
			begun();
			// The embedded database has one connection: nobody comes between.
			if (engine === 'postgres') await vi.waitUntil(() => anyoneWaits(db), { timeout: 5_000 });
			await db.update(t.commitments).set({ status: 'at_risk' }).where(eq(t.commitments.id, id));
		});
		await accepted;
		const changing = asSystem((db) =>
			db.update(t.commitments).set({ dueOn: '2031' }).where(eq(t.commitments.id, id))
		);
		await Promise.all([accepting, changing]);
		expect(await keptOf(reference)).toMatchObject({ status: 'at_risk', lateAfter: '2031-12-31' });
		await isRight();
	});

	it('is the same for everyone, since what is not public is no part of it', async () => {
		const hidden = await stage.published();
		await stage.post(hidden, { status: 'delayed' });
		const seenBy = (actor: Parameters<typeof withActor>[0]) =>
			withActor(actor, (db) => commitmentFacets(db, {}));
		const forAnyone = await seenBy(PUBLIC);
		expect(forAnyone.counts.evidence.get('yes')).toBeGreaterThan(0);
		for (const name of ['contributor', 'approver', 'stranger', 'editor', 'administrator'])
			expect(await seenBy(stage.as(name)), name).toEqual(forAnyone);
	});
});
