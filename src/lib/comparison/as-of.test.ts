import { and, desc, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { replay } from '#lib/commitments/replay.ts';
import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { companyRecords } from '#lib/exchange/listings/comparisons.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { asSystem } from '../../../tests/db/world.ts';
import { endOf } from './as-of.ts';
import { compareStatuses } from './queries/countries.server.ts';
import { companyFilters, countryFilters, readFilters } from './schema.ts';

const records = async (query: Record<string, string>) =>
	(await withActor(PUBLIC, (db) => companyRecords(db, companyFilters.parse(query)))).records;

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

/** Reports that came after what was collected: a new status, one put right, one that was late to come, a withdrawal. */
async function reportMore() {
	await asSystem(async (db) => {
		const [first, second, third] = await db
			.select()
			.from(t.commitments)
			.where(eq(t.commitments.state, 'published'))
			.orderBy(t.commitments.reference)
			.limit(3);
		if (!first || !second || !third) throw new Error('too few commitments');
		const report = (
			{ id, ownerId }: { id: string; ownerId: string },
			status: CommitmentStatus,
			day: string,
			more: { asOf?: string; correctsId?: string } = {}
		) =>
			db
				.insert(t.commitmentUpdates)
				.values({
					commitmentId: id,
					ownerId,
					state: 'accepted',
					status,
					basis: 'owner',
					asOf: more.asOf ?? day,
					correctsId: more.correctsId,
					noteEn: 'Said for the test.',
					decidedAt: new Date(`${day}T12:00:00Z`)
				})
				.returning({ id: t.commitmentUpdates.id });
		await report(first, 'at_risk', '2026-11-02');
		const [wrong] = await report(second, 'delayed', '2026-11-02');
		await report(second, 'partly_completed', '2026-11-03', { correctsId: wrong?.id });
		await report(first, 'delayed', '2026-11-04', { asOf: '1999' });
		await db
			.update(t.commitments)
			.set({
				state: 'withdrawn',
				status: 'withdrawn',
				statusAsOf: '2026-11-04',
				withdrawnReason: 'For the test.'
			})
			.where(eq(t.commitments.id, third.id));
		for (const { id, ownerId } of [first, second]) {
			const newest = await db
				.select()
				.from(t.commitmentUpdates)
				.where(
					and(eq(t.commitmentUpdates.commitmentId, id), eq(t.commitmentUpdates.ownerId, ownerId))
				)
				.orderBy(desc(sql`coalesce(${t.commitmentUpdates.asOf}, '')`))
				.limit(1);
			await db
				.update(t.commitments)
				.set({ status: newest[0]?.status, statusAsOf: newest[0]?.asOf, statusBasis: 'owner' })
				.where(eq(t.commitments.id, id));
		}
	});
}

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await asSystem(loadDemo);
}, 240_000);
afterAll(closeDatabase);

describe('the record on a past day', () => {
	it.each(['2024-04-14', '2024-04-15', '2025-04-14', '2026-04-15'])(
		'has the self-assessments that were published by %s',
		async (on) => {
			const [newest] = await rowsOf<{ key: string }>(sql`
				select c.key from assessments a join cycles c on c.id = a.cycle_id
				join frameworks f on f.id = c.framework_id and f.key = 'voluntary-principles'
				where a.published_at < ${endOf(on).toISOString()}::timestamptz and c.closes_on < ${on}
				order by c.opens_on desc limit 1`);
			const expected = await rowsOf<{ slug: string; ratings: string }>(sql`
				select o.slug, array_to_string(a.public_ratings, ',') as ratings
				from assessments a join organisations o on o.id = a.organisation_id
				join cycles c on c.id = a.cycle_id and c.key = ${newest?.key ?? ''}
				where a.published_at < ${endOf(on).toISOString()}::timestamptz`);
			const shown = await records({ on, view: 'matrix' });
			const published = shown.filter(({ assessment }) => assessment === 'published');
			expect(published.map(({ company }) => company).toSorted()).toEqual(
				expected.map(({ slug }) => slug).toSorted()
			);
			expect(published.every(({ cycle }) => cycle === newest?.key)).toBe(true);
		}
	);

	it('has nothing before anything was published, and all of it today', async () => {
		const before = await records({ on: '2020-01-01' });
		expect(before.length).toBeGreaterThan(5);
		expect(new Set(before.map(({ assessment }) => assessment))).toEqual(new Set(['none']));
		const today = new Date().toISOString().slice(0, 10);
		expect(await records({ on: today })).toEqual(await records({}));
	});

	it.each(['2020-03-04', '2022-01-01'])('has the endorsements of %s', async (on) => {
		const expected = await rowsOf<{ slug: string }>(sql`
			select distinct o.slug from endorsements e join organisations o on o.id = e.organisation_id
			join frameworks f on f.id = e.framework_id and f.key = 'voluntary-principles'
			where coalesce(e.endorsed_on, '') <= ${on} and o.kind = 'company'`);
		const endorsing = await records({ on, endorsed: 'yes' });
		expect(endorsing.map(({ company }) => company).toSorted()).toEqual(
			expected.map(({ slug }) => slug).toSorted()
		);
	});

	it('counts the findings that could be read then', async () => {
		const sum = async (on: string) =>
			(await records({ on, cells: 'findings' }))
				.flatMap((record) =>
					Object.entries(record).filter(([name]) => name.startsWith('principle_'))
				)
				.map(([, cell]) => cell as unknown as { practice: number; gap: number })
				.reduce((all, { practice, gap }) => all + practice + gap, 0);
		const counted = async (on: string) =>
			Number(
				(
					await rowsOf<{ count: number }>(sql`
						select count(*)::int as count from findings f
						join requirements r on r.id = f.requirement_id
						join organisations o on o.id = f.organisation_id
						where f.state = 'published' and case when f.published_at is null
							then coalesce(f.found_on, '') <= ${on}
							else f.published_at < ${endOf(on).toISOString()}::timestamptz end`)
				)[0]?.count
			);
		const days = ['2020-01-01', '2024-12-31', '2026-07-02', '2026-07-10'];
		const sums = [];
		for (const on of days) {
			sums.push(await sum(on));
			expect(sums.at(-1), on).toBe(await counted(on));
		}
		expect(new Set(sums).size).toBeGreaterThan(2);
	});

	it('follows a trend as it was', async () => {
		const cycles = async (on: string) =>
			(await records({ on, view: 'trend', samples: 'yes' })).map(({ cycle }) => cycle);
		expect(await cycles('2025-04-14')).toEqual(['2023']);
		expect(await cycles('2026-04-15')).toEqual(['2023', '2024', '2025']);
	});

	it('has each commitment in the status that was last reported and accepted by then', async () => {
		await reportMore();
		const published = await asSystem((db) =>
			db.select().from(t.commitments).where(isNotNull(t.commitments.publishedAt))
		);
		const updates = await asSystem((db) =>
			db
				.select()
				.from(t.commitmentUpdates)
				.where(eq(t.commitmentUpdates.state, 'accepted'))
				.orderBy(
					t.commitmentUpdates.decidedAt,
					t.commitmentUpdates.createdAt,
					t.commitmentUpdates.id
				)
		);
		const seen = new Set<string>();
		for (const on of ['2025-12-31', '2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04']) {
			const expected: Record<string, number> = {};
			for (const one of published.filter(
				({ publishedAt }) => publishedAt && publishedAt < endOf(on)
			)) {
				const own = updates.filter((u) => u.commitmentId === one.id && u.ownerId === one.ownerId);
				const { standings } = replay({
					ownerId: one.ownerId,
					firstDueOn: null,
					milestones: [],
					wordings: [],
					withdrawn: null,
					updates: own
						.filter(({ decidedAt }) => decidedAt && decidedAt < endOf(on))
						.map((update) => ({ ...update, reporterId: update.ownerId, moves: [] }))
				});
				const unreported = own.length || one.state === 'withdrawn' ? 'not_started' : one.status;
				const status =
					one.state === 'withdrawn' && (one.statusAsOf ?? '') <= on
						? 'withdrawn'
						: (standings.get(one.ownerId)?.status ?? unreported);
				expected[status] = (expected[status] ?? 0) + 1;
			}
			const { total } = await withActor(PUBLIC, (db) =>
				compareStatuses(db, countryFilters.parse({ on, by: 'kind' }))
			);
			const { total: all, ...counts } = total;
			const shown = Object.fromEntries(Object.entries(counts).filter(([, count]) => count));
			expect(shown, on).toEqual(expected);
			expect(all).toBe(Object.values(expected).reduce((sum, count) => sum + count, 0));
			seen.add(JSON.stringify(shown));
		}
		expect(seen.size).toBe(5);
		const today = new Date().toISOString().slice(0, 10);
		const [past, now] = await withActor(PUBLIC, async (db) => [
			await compareStatuses(db, countryFilters.parse({ on: today })),
			await compareStatuses(db, countryFilters.parse({}))
		]);
		expect(past.sections).toEqual(now.sections);
	});

	it('is of a day that has begun', () => {
		expect(companyFilters.safeParse({ on: '2999-01-01' }).success).toBe(false);
		expect(readFilters(companyFilters, new URLSearchParams('on=2999-01-01')).on).toBeUndefined();
		expect(endOf('2024-02-29').toISOString()).toBe('2024-03-01T00:00:00.000Z');
	});
});
