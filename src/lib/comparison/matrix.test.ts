import { and, eq, sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { publishedReviewerRatings } from '#lib/assessments/review-rules.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { companyRecords } from '#lib/exchange/listings/comparisons.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { asSystem, organisation, person } from '../../../tests/db/world.ts';
import { companyFilters } from './schema.ts';

const CYCLE = '2024';

const records = async (query: Record<string, string>) => {
	const filters = companyFilters.parse({ cycle: CYCLE, ...query });
	return (await withActor(PUBLIC, (db) => companyRecords(db, filters))).records;
};

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

/** Reviews of every other answer, those that are not public too, and what publishing writes of them. */
async function reviewAnswers() {
	const reviewer = await person(await organisation('secretariat', 'office'), 'editor');
	await asSystem(async (db) => {
		const given = await db
			.select({ answer: t.answers, number: t.requirements.number })
			.from(t.answers)
			.innerJoin(t.requirements, eq(t.requirements.id, t.answers.requirementId))
			.innerJoin(t.assessments, eq(t.assessments.id, t.answers.assessmentId))
			.innerJoin(t.cycles, eq(t.cycles.id, t.assessments.cycleId))
			.where(and(eq(t.cycles.key, CYCLE), eq(t.assessments.state, 'published')))
			.orderBy(t.answers.assessmentId, t.requirements.number);
		const rated = given.map((one, at) => ({ ...one, rating: at % 2 ? null : (at * 7) % 5 }));
		await db.insert(t.answerReviews).values(
			rated.map(({ answer, rating }) => ({
				assessmentId: answer.assessmentId,
				organisationId: answer.organisationId,
				requirementId: answer.requirementId,
				revision: 1,
				reviewerRating: rating,
				reviewerId: reviewer.userId
			}))
		);
		for (const id of new Set(rated.map(({ answer }) => answer.assessmentId))) {
			const own = Array.from({ length: 11 }, (_, at) => {
				const one = rated.find(
					({ answer, number }) => answer.assessmentId === id && number === at + 1
				);
				return { answer: one?.answer ?? null, reviewerRating: one?.rating ?? null };
			});
			await db
				.update(t.assessments)
				.set({ publicReviewerRatings: publishedReviewerRatings(own) })
				.where(eq(t.assessments.id, id));
		}
	});
}

/** Each cell from the answers and reviews themselves, without the arrays that publishing writes. */
const cellsOf = (cells: 'reviewer' | 'difference') =>
	rowsOf<{ slug: string; number: number; said: string }>(sql`
		select o.slug, r.number, case
			when w.id is null or (w.rating is null and not w.not_applicable) then 'not_answered'
			when w.visibility <> 'public' then 'not_public'
			${
				cells === 'reviewer'
					? sql`when v.reviewer_rating is not null then v.reviewer_rating::text
						when w.not_applicable then 'not_applicable'`
					: sql`when w.not_applicable then 'not_applicable'
						when v.reviewer_rating is not null then (v.reviewer_rating - w.rating)::text`
			}
			else 'not_reviewed' end as said
		from assessments a
		join cycles c on c.id = a.cycle_id and c.key = ${CYCLE}
		join organisations o on o.id = a.organisation_id
		join requirements r on r.framework_id = c.framework_id
		left join answers w on w.assessment_id = a.id and w.requirement_id = r.id
		left join answer_reviews v on v.assessment_id = a.id and v.requirement_id = r.id
		where a.state = 'published'`);

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await asSystem(loadDemo);
	await reviewAnswers();
}, 240_000);
afterAll(closeDatabase);

describe('the cells of the matrix', () => {
	it.each(['reviewer', 'difference'] as const)(
		'that hold the %s are what answers and reviews say',
		async (cells) => {
			const expected = await cellsOf(cells);
			const rows = await records({ cells });
			expect(new Set(expected.map(({ said }) => said)).size).toBeGreaterThan(5);
			for (const { slug, number, said } of expected) {
				const row = rows.find(({ company }) => company === slug);
				expect(String(row?.[`principle_${number}`]), `${slug} ${number}`).toBe(said);
			}
			const without = rows.filter(({ assessment }) => assessment === 'none');
			expect(without.length).toBeGreaterThan(0);
			for (const row of without) expect(row.principle_1).toBeNull();
			expect(rows.length - without.length).toBe(expected.length / 11);
		}
	);

	it('that hold findings count what is published and was not put right', async () => {
		const [gap] = await rowsOf<{ id: string }>(
			sql`select id from findings where state = 'published' and direction = 'gap' order by id limit 1`
		);
		await asSystem(async (db) => {
			const [{ id: _, sourceKey: __, createdAt: ___, ...wrong } = { id: '' }] = await db
				.select()
				.from(t.findings)
				.where(eq(t.findings.id, gap?.id ?? ''));
			await db.insert(t.findings).values({
				...(wrong as typeof t.findings.$inferInsert),
				direction: 'practice',
				correctsId: gap?.id
			});
		});
		const expected = await rowsOf<{
			slug: string;
			number: number;
			practice: number;
			gap: number;
		}>(sql`
			select o.slug, r.number,
				sum((f.direction = 'practice')::int)::int as practice,
				sum((f.direction = 'gap')::int)::int as gap
			from findings f
			join organisations o on o.id = f.organisation_id
			join requirements r on r.id = f.requirement_id
			where f.state = 'published'
				and f.id not in (select corrects_id from findings where corrects_id is not null)
			group by 1, 2`);
		const rows = await records({ cells: 'findings' });
		expect(expected.length).toBeGreaterThan(5);
		for (const row of rows)
			for (let number = 1; number <= 11; number += 1) {
				const own = expected.find((one) => one.slug === row.company && one.number === number);
				expect(row[`principle_${number}`], `${String(row.company)} ${number}`).toEqual({
					practice: own?.practice ?? 0,
					gap: own?.gap ?? 0
				});
			}
	});

	it('hold the same for whoever asks', async () => {
		const insider = await person(await organisation('secretariat', 'desk'), 'administrator');
		for (const cells of ['reviewer', 'difference', 'findings'] as const) {
			const filters = companyFilters.parse({ cycle: CYCLE, cells });
			const own = await withActor(insider, (db) => companyRecords(db, filters));
			expect(own.records).toEqual(await records({ cells }));
		}
	});
});

describe('what the matrix counts over several principles', () => {
	/** Public ratings of a cycle, from the answers. */
	const given = (cycle: string) =>
		rowsOf<{ slug: string; number: number; theme: number; rating: number }>(sql`
			select o.slug, r.number, h.number as theme, w.rating
			from answers w
			join assessments a on a.id = w.assessment_id and a.state = 'published'
			join cycles c on c.id = a.cycle_id and c.key = ${cycle}
			join organisations o on o.id = a.organisation_id
			join requirements r on r.id = w.requirement_id
			join themes h on h.id = r.theme_id
			where w.visibility = 'public' and w.rating is not null`);

	it('is what the answers of the cycle, and of the one before, say', async () => {
		const now = await given(CYCLE);
		const old = await given('2023');
		const weights = [
			[1, 3],
			[4, 2]
		] as const;
		const changed = await records({ sort: 'change', weights: '1:3,4:2' });
		const themed = await records({ sort: 'theme-2' });
		const assessed = changed.filter(({ assessment }) => assessment === 'published');
		expect(assessed.length).toBeGreaterThan(5);
		for (const { company, ...row } of assessed) {
			const own = now.filter(({ slug }) => slug === company);
			const moves = own.flatMap(({ number, rating }) => {
				const before = old.find((one) => one.slug === company && one.number === number);
				return before ? rating - before.rating : [];
			});
			expect(
				[row.since_cycle, row.since_higher, row.since_lower, row.since_both],
				String(company)
			).toEqual([
				'2023',
				moves.filter((by) => by > 0).length,
				moves.filter((by) => by < 0).length,
				moves.length
			]);
			const rated = weights.flatMap(([number, weight]) =>
				own.filter((one) => one.number === number).map(({ rating }) => ({ rating, weight }))
			);
			const whole = rated.reduce((sum, { weight }) => sum + weight, 0);
			const sum = rated.reduce((all, { rating, weight }) => all + rating * weight, 0);
			expect(row.weighted_mean).toBe(whole ? sum / whole : null);
			expect(row).toMatchObject({ weights: '1:3,4:2', weighted_rated: rated.length });
			const theme = own.filter((one) => one.theme === 2);
			expect(themed.find((one) => one.company === company)).toMatchObject({
				theme_in_place: theme.filter(({ rating }) => rating >= 3).length,
				theme_rated: theme.length
			});
		}
		const counts = themed.flatMap((row) => (row.theme_rated ? Number(row.theme_in_place) : []));
		expect(counts).toEqual(counts.toSorted((a, b) => b - a));
	});

	it('says nothing of other cells, and groups every company under each of its sectors', async () => {
		const reviewed = await records({ cells: 'reviewer', sort: 'theme-2', weights: '1:3' });
		for (const row of reviewed) expect(Object.keys(row)).not.toContain('weighted_mean');
		const grouped = await records({ group: 'sector' });
		const expected = await rowsOf<{ count: number }>(
			sql`select sum(greatest(cardinality(sectors), 1))::int as count from organisations where kind = 'company'`
		);
		expect(grouped).toHaveLength(expected[0]?.count ?? 0);
	});
});

describe('the companies that a filter leaves', () => {
	const own = sql`select slug from organisations o where o.kind = 'company'`;
	it.each([
		['country', sql`${own} and o.country_code = 'US'`, 'US'],
		[
			'forum',
			sql`${own} and exists (select 1 from forum_memberships f where f.organisation_id = o.id
				and f.forum_key = 'weprotect' and f.until is null)`,
			'weprotect'
		],
		[
			'feature',
			sql`${own} and exists (select 1 from services s where s.organisation_id = o.id
				and 'encrypted' = any (s.features) and s.ended_on is null)`,
			'encrypted'
		]
	])('by %s are those of the record', async (name, statement, value) => {
		const expected = await rowsOf<{ slug: string }>(statement);
		const rows = await records({ [name]: value });
		expect(expected.length).toBeGreaterThan(0);
		expect(rows.map(({ company }) => company).toSorted()).toEqual(
			expected.map(({ slug }) => slug).toSorted()
		);
	});
});
