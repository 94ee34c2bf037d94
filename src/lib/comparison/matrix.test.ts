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
