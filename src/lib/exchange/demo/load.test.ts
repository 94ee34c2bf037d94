import { and, eq, getTableColumns, inArray, isNull, ne, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadReference } from '../reference/load.server.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import { ROLES } from '#lib/access/vocabulary.ts';
import { isWithinSpread } from '#lib/assessments/content.ts';
import { publishedAssessment } from '#lib/assessments/queries.server.ts';
import type { Snapshot } from '#lib/assessments/snapshot.ts';
import { contentHash } from '#lib/assessments/snapshot.server.ts';
import { coursesIn } from '#lib/assessments/queries/progress.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { missingToVerify } from '#lib/commitments/rules.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { getPublishedSummary } from '#lib/summaries/queries.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { loadDemo } from './load.server.ts';
import { DEMO_PEOPLE } from './people.ts';
import { publishSampleSummary } from './summary.server.ts';

const system = <T>(work: (db: Db) => Promise<T>) =>
	withActor({ kind: 'system', task: 'reference' }, work);

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await system((db) => loadReference(db));
	await system(loadDemo);
}, 60_000);
afterAll(closeDatabase);

describe('the demonstration', () => {
	it('has a person for each role', () => {
		expect(new Set(DEMO_PEOPLE.map(({ role }) => role))).toEqual(new Set(ROLES));
	});

	it('is loaded once', async () => {
		const count = () => system((db) => db.$count(t.answers));
		const before = await count();
		expect(before).toBeGreaterThan(300);
		await system(loadDemo);
		expect(await count()).toBe(before);
	});

	it('rates no company that is not a sample', async () => {
		const rated = await system((db) =>
			db
				.select({ slug: t.organisations.slug })
				.from(t.assessments)
				.innerJoin(t.organisations, eq(t.organisations.id, t.assessments.organisationId))
				.where(eq(t.organisations.sample, false))
		);
		expect(rated).toEqual([]);
	});

	it('has what was attested of each assessment of a company with people of its own, under its hash', async () => {
		const attested = await system((db) =>
			db
				.select({
					slug: t.organisations.slug,
					state: t.assessments.state,
					hash: t.assessmentRevisions.contentHash,
					snapshot: t.assessmentRevisions.snapshot
				})
				.from(t.assessments)
				.innerJoin(t.organisations, eq(t.organisations.id, t.assessments.organisationId))
				.leftJoin(
					t.assessmentRevisions,
					and(
						eq(t.assessmentRevisions.assessmentId, t.assessments.id),
						eq(t.assessmentRevisions.revision, t.assessments.revision)
					)
				)
				.where(
					and(
						inArray(t.organisations.slug, ['sample-video', 'sample-messenger']),
						ne(t.assessments.state, 'draft')
					)
				)
		);
		expect(attested.length).toBeGreaterThan(4);
		for (const { hash, snapshot } of attested) expect(hash).toBe(contentHash(snapshot as Snapshot));
	});

	it('leaves this cycle to the submitter, who has a published last one', async () => {
		const rows = await system((db) =>
			db
				.select({ cycle: t.cycles.key, state: t.assessments.state })
				.from(t.assessments)
				.innerJoin(t.cycles, eq(t.cycles.id, t.assessments.cycleId))
				.innerJoin(t.organisations, eq(t.organisations.id, t.assessments.organisationId))
				.where(eq(t.organisations.slug, 'sample-video'))
				.orderBy(t.cycles.key)
		);
		expect(rows).toEqual(['2023', '2024', '2025'].map((cycle) => ({ cycle, state: 'published' })));
	});

	it('has companies invited into the open cycle: some not there yet, one stuck with more time, one done', async () => {
		const courses = await system(async (db) => {
			const [cycle] = await db
				.select({ ...getTableColumns(t.cycles), audience: t.frameworks.audience })
				.from(t.cycles)
				.innerJoin(t.frameworks, eq(t.frameworks.id, t.cycles.frameworkId))
				.where(isNull(t.cycles.publishedAt));
			return cycle ? coursesIn(db, cycle, new Date('2026-11-25T12:00:00Z')) : [];
		});
		const invited = courses.filter(({ invitedAt }) => invitedAt);
		expect(new Set(invited.map(({ stage }) => stage))).toEqual(
			new Set(['not_opened', 'stuck', 'submitted'])
		);
		expect(invited.find(({ stage }) => stage === 'stuck')?.days.closesOn).toBe('2027-03-10');
	});

	it('has services that answers tell apart, each rating within their spread, and figures', async () => {
		const read = await withActor(PUBLIC, (db) => publishedAssessment(db, PUBLIC, 'sample-video'));
		const told = (read?.answers ?? []).filter(({ services }) => services.length);
		expect(told.length).toBeGreaterThan(3);
		for (const { rating, services } of told) {
			expect(services.map(({ name }) => name)).toEqual([
				'Sample Chat',
				'Sample Live',
				'Sample Videos'
			]);
			expect(isWithinSpread(rating, services)).toBe(true);
		}
		expect(read?.answers.some(({ metrics }) => metrics.length)).toBe(true);
	});

	it('has a commitment of three countries that stands as its reports say, with all it can have', async () => {
		const shared = await withActor(PUBLIC, (db) => getCommitment(db, PUBLIC, 'CA-9001'));
		expect(shared).toMatchObject({
			status: 'on_track',
			statusAsOf: '2026-09-30',
			participants: [
				{ slug: 'government-nz', status: 'on_track', statusAsOf: '2026-02-28' },
				{ slug: 'government-au', statusAsOf: null }
			],
			milestones: [
				{ status: 'done', completedOn: '2025-12-31' },
				{ firstDueOn: '2026-06', dueOn: '2026-12' },
				{ status: 'open' }
			],
			targets: [{ figures: [{ value: 40 }, { value: 210 }, { value: 560 }] }],
			related: [{ relation: 'related' }]
		});
		expect(shared.funding).toHaveLength(3);
		expect(shared.updates).toHaveLength(4);
		expect(missingToVerify(shared)).toEqual([]);
	});

	it('shows in the matrix what the answers say, and nothing that is not public', async () => {
		const rows = await system((db) =>
			db
				.select({
					ratings: t.assessments.publicRatings,
					cells: sql<
						number[]
					>`array_agg(case when ${ne(t.answers.visibility, 'public')} then -2 when ${t.answers.notApplicable} then -1 else ${t.answers.rating} end order by ${t.requirements.number})`
				})
				.from(t.assessments)
				.innerJoin(t.answers, eq(t.answers.assessmentId, t.assessments.id))
				.innerJoin(t.requirements, eq(t.requirements.id, t.answers.requirementId))
				.where(and(eq(t.assessments.state, 'published'), isNull(t.answers.updatedBy)))
				.groupBy(t.assessments.id)
		);
		expect(rows.length).toBeGreaterThan(25);
		for (const { ratings, cells } of rows) expect(ratings).toEqual(cells);
	});

	it('rates some public answers itself, with a reason where it differs, and the company’s reply to some', async () => {
		const rated = await system((db) =>
			db
				.select({
					own: t.answers.rating,
					visibility: t.answers.visibility,
					rating: t.publishedReviews.rating,
					reason: t.publishedReviews.reason,
					reply: t.publishedReviews.reply,
					inMatrix: sql<number>`${t.assessments.publicReviewerRatings}[${t.requirements.number}]`
				})
				.from(t.publishedReviews)
				.innerJoin(t.assessments, eq(t.assessments.id, t.publishedReviews.assessmentId))
				.innerJoin(t.requirements, eq(t.requirements.id, t.publishedReviews.requirementId))
				.innerJoin(
					t.answers,
					and(
						eq(t.answers.assessmentId, t.assessments.id),
						eq(t.answers.requirementId, t.publishedReviews.requirementId)
					)
				)
		);
		expect(rated.length).toBeGreaterThan(80);
		for (const { own, visibility, rating, reason, inMatrix } of rated) {
			expect(visibility).toBe('public');
			expect(inMatrix).toBe(rating);
			expect(reason === null).toBe(rating === own);
		}
		expect(rated.some(({ rating, own }) => rating > (own ?? 0))).toBe(true);
		const replied = rated.filter(({ reply }) => reply);
		expect(replied.length).toBeGreaterThan(2);
		for (const { rating, own } of replied) expect(rating).toBeLessThan(own ?? 0);
	});

	it('starts without a summary where those who would write it have other work', async () => {
		const change = (role: 'publisher' | 'viewer') =>
			system((db) =>
				db
					.update(t.memberships)
					.set({ role })
					.where(
						inArray(
							t.memberships.userId,
							db
								.select({ id: t.users.id })
								.from(t.users)
								.where(eq(t.users.email, 'publisher@example.org'))
						)
					)
			);
		const rename = (from: string, email: string) =>
			system((db) => db.update(t.users).set({ email }).where(eq(t.users.email, from)));
		await rename('editor@example.org', 'gone@example.org');
		await publishSampleSummary();
		expect(await system((db) => db.$count(t.summaries))).toBe(0);
		await rename('gone@example.org', 'editor@example.org');
		await change('viewer');
		await publishSampleSummary();
		expect(await system((db) => db.$count(t.summaries, ne(t.summaries.state, 'in_review')))).toBe(
			0
		);
		await change('publisher');
		await system((db) => db.delete(t.figures));
		await system((db) => db.delete(t.summaries));
	});

	it('has one summary, published by another than who wrote it, whoever starts beside it', async () => {
		await Promise.all([publishSampleSummary(), publishSampleSummary()]);
		await publishSampleSummary();
		const [row, ...others] = await system((db) => db.select().from(t.summaries));
		expect(others).toEqual([]);
		expect(row).toMatchObject({ state: 'published', edition: 1 });
		expect(row?.authors).not.toContain(row?.publishedBy);
		const { slug = '' } = row ?? {};
		const shown = await withActor(PUBLIC, (db) => getPublishedSummary(db, slug));
		expect(shown.figures).toHaveLength(2);
	});
});
