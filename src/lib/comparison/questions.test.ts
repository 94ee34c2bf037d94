import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { companyRecords } from '#lib/exchange/listings/comparisons.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { commitments } from '#lib/server/db/schema/index.ts';
import type { FigureQuestion } from '#lib/summaries/vocabulary.ts';
import { freshDatabase } from '../../../tests/database.ts';
import { asSystem, organisation, person } from '../../../tests/db/world.ts';
import type { FigureAnswer } from './figure.ts';
import { answerFigure } from './questions.server.ts';
import { companyFilters } from './schema.ts';

const CYCLES = ['2023', '2024', '2025'];
const PRINCIPLES = Array.from({ length: 11 }, (_, at) => at + 1);

const ask = (question: FigureQuestion, filters: unknown) =>
	withActor(PUBLIC, (db) => answerFigure(db, question, filters));

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

/** What the answers themselves say, without the arrays that publishing writes. */
const standingsOf = (principle: number, cycle: string) =>
	rowsOf<{ standing: string; count: number }>(sql`
		select case
			when w.id is null or (w.rating is null and not w.not_applicable) then 'not_answered'
			when w.visibility <> 'public' then 'not_public'
			when w.not_applicable then 'not_applicable'
			else 'rating_' || w.rating end as standing, count(*)::int as count
		from assessments a
		join cycles c on c.id = a.cycle_id and c.key = ${cycle}
		join requirements r on r.framework_id = c.framework_id and r.number = ${principle}
		left join answers w on w.assessment_id = a.id and w.requirement_id = r.id
		where a.state = 'published' group by 1`);

const countsIn = (answer: FigureAnswer) =>
	Object.fromEntries(
		answer.rows.filter(({ count }) => count !== 0).map(({ key, count }) => [key, count])
	);

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await asSystem(loadDemo);
});
afterAll(closeDatabase);

describe('the spread of a principle', () => {
	it.each(CYCLES)('is what the public answers of %s say', async (cycle) => {
		for (const principle of PRINCIPLES) {
			const answer = await ask('principle_distribution', { principle, cycle });
			const expected = await standingsOf(principle, cycle);
			expect(countsIn(answer)).toEqual(
				Object.fromEntries(expected.map(({ standing, count }) => [standing, count]))
			);
			expect(answer.chart.series.map(({ values }) => values[0])).toEqual(
				answer.rows.map(({ count }) => count)
			);
		}
	});

	it('agrees with the file of the comparison', async () => {
		const filters = companyFilters.parse({ view: 'distribution', cycle: '2025' });
		const { records } = await withActor(PUBLIC, (db) => companyRecords(db, filters));
		for (const principle of PRINCIPLES) {
			const { rows } = await ask('principle_distribution', { principle, cycle: '2025' });
			const record = records.find((one) => one.principle === principle);
			expect(rows.map(({ key, count }) => [key, count])).toEqual(
				rows.map(({ key }) => [key, record?.[String(key)]])
			);
		}
	});
});

describe('the trend of a principle', () => {
	it('has the ratings of each cycle and the number behind them', async () => {
		const answer = await ask('principle_trend', { principle: 4 });
		expect(answer.rows).toHaveLength(CYCLES.length);
		for (const [at, cycle] of CYCLES.entries()) {
			const expected = await standingsOf(4, cycle);
			const rated = expected.filter(({ standing }) => standing.startsWith('rating_'));
			const whole = rated.reduce((sum, { count }) => sum + count, 0);
			expect(answer.rows[at]).toMatchObject({
				...Object.fromEntries(rated.map(({ standing, count }) => [standing, count])),
				rated: whole
			});
			const shares = answer.chart.series.map(({ values }) => values[at] ?? 0);
			expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
		}
	});
});

describe('commitments by status', () => {
	const published = sql`from commitments c
		join organisations o on o.id = c.owner_id
		left join requirements r on r.id = c.pillar_id
		where c.state = 'published'`;
	const totals = (answer: FigureAnswer) =>
		Object.fromEntries(answer.rows.map(({ key, total }) => [key, total]));

	it('are counted under the country of their owner', async () => {
		const rows = await rowsOf<{ key: string; status: string; count: number }>(
			sql`select o.country_code as key, c.status, count(*)::int as count ${published} and o.country_code is not null group by 1, 2`
		);
		const answer = await ask('country_status', {});
		expect(rows.length).toBeGreaterThan(5);
		for (const { key, status, count } of rows)
			expect(answer.rows.find((row) => row.key === key)?.[status]).toBe(count);
		const sum = answer.rows.reduce((all, { total }) => all + Number(total), 0);
		expect(sum).toBe(rows.reduce((all, { count }) => all + count, 0));
	});

	it('of one forum only', async () => {
		const [forum] = await rowsOf<{ key: string; count: number }>(
			sql`select c.forum_key as key, count(*)::int as count ${published} and o.country_code is not null and c.forum_key is not null group by 1 order by 2 desc`
		);
		const answer = await ask('country_status', { forum: forum?.key });
		const sum = answer.rows.reduce((all, { total }) => all + Number(total), 0);
		expect(sum).toBe(forum?.count);
	});

	it('are counted by pillar, those without one apart', async () => {
		const rows = await rowsOf<{ key: string; count: number }>(
			sql`select coalesce(r.key, '') as key, count(*)::int as count ${published} and o.country_code = 'CA' group by 1`
		);
		expect(totals(await ask('pillar_status', { country: 'CA' }))).toEqual(
			Object.fromEntries(rows.map(({ key, count }) => [key, count]))
		);
	});
});

describe('an answer', () => {
	it('is the same whoever asks, also for those who see drafts', async () => {
		const owner = await organisation('government', 'drafting');
		await asSystem((db) =>
			db.insert(commitments).values({
				reference: 'DRAFT-1',
				ownerId: owner.id,
				kind: 'policy',
				titleEn: 'Not yet public'
			})
		);
		const insiders = [
			await person(owner, 'approver'),
			await person(await organisation('secretariat', 'office'), 'administrator')
		];
		for (const [question, filters] of [
			['principle_distribution', { principle: 1, cycle: '2025' }],
			['principle_trend', { principle: 1 }],
			['country_status', {}],
			['pillar_status', {}]
		] as const) {
			const open = await ask(question, filters);
			for (const insider of insiders)
				expect(await withActor(insider, (db) => answerFigure(db, question, filters))).toEqual(open);
		}
	});

	it('can be kept as JSON and is in both languages', async () => {
		const answer = await ask('principle_trend', { principle: 2 });
		expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
		expect(answer.title.en).not.toBe(answer.title.fr);
		expect(answer.note?.fr).toMatch(/fictives/);
	});

	it('is refused where the filters name nothing that exists, or say nothing', async () => {
		await expect(
			ask('principle_distribution', { principle: 1, cycle: '1999' })
		).rejects.toMatchObject({ reason: 'not_found' });
		await expect(ask('principle_trend', { principle: 99 })).rejects.toMatchObject({
			reason: 'not_found'
		});
		await expect(ask('principle_trend', { principle: 'x' })).rejects.toThrow();
	});
});
