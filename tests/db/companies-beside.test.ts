import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { companiesSideBySide } from '#lib/comparison/queries/companies-beside.server.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { SAMPLE_COMPANIES } from '#lib/exchange/demo/companies.ts';
import { companiesBesideRecords } from '#lib/exchange/listings/companies-beside.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem } from './world.ts';

const CYCLE = '2024';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await asSystem(loadDemo);
}, 120_000);
afterAll(closeDatabase);

const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);

/** What the answers of a company's published self-assessment say, without the arrays that publishing writes. */
const saidBy = (slug: string) =>
	rowsOf<{ principle: number; standing: string | null }>(sql`
		select r.number as principle, case
			when a.id is null then null
			when w.id is null or (w.rating is null and not w.not_applicable) then 'not_answered'
			when w.visibility <> 'public' then 'not_public'
			when w.not_applicable then 'not_applicable'
			else w.rating::text end as standing
		from cycles c
		join requirements r on r.framework_id = c.framework_id
		left join (assessments a join organisations o on o.id = a.organisation_id and o.slug = ${slug})
			on a.cycle_id = c.id and a.state = 'published'
		left join answers w on w.assessment_id = a.id and w.requirement_id = r.id
		where c.key = ${CYCLE} order by r.number`);

const ask = (company: string[], sector?: string) =>
	withActor(PUBLIC, (db) => companiesSideBySide(db, { company, cycle: CYCLE, sector }));

describe('companies side by side', () => {
	it('say under every principle what the public answers of each say, six at a time', async () => {
		const slugs = SAMPLE_COMPANIES.map(({ slug }) => slug);
		for (const six of [slugs.slice(0, 6), slugs.slice(6)]) {
			const { companies, rows } = await ask(six);
			expect(companies.map(({ slug }) => slug)).toEqual(six);
			for (const [at, slug] of six.entries())
				expect(
					rows.map(({ principle, cells }) => ({
						principle: principle.number,
						standing: cells[at]?.standing?.toString() ?? null
					}))
				).toEqual(await saidBy(slug));
		}
	});

	it('show no word of an answer that is not public', async () => {
		const kept = await rowsOf<{ slug: string; principle: number }>(sql`
			select o.slug, r.number as principle from answers w
			join assessments a on a.id = w.assessment_id and a.state = 'published'
			join cycles c on c.id = a.cycle_id and c.key = ${CYCLE}
			join organisations o on o.id = a.organisation_id
			join requirements r on r.id = w.requirement_id
			where w.visibility <> 'public' limit 12`);
		expect(kept.length).toBeGreaterThan(0);
		for (const { slug, principle } of kept) {
			const { companies } = await ask([slug]);
			const answer = companies[0]?.answers.find(({ number }) => number === principle);
			expect(answer).toMatchObject({ rating: null, narrative: null, evidence: [], review: null });
		}
	});

	it('name the cycle in which a company published what it did not in this one', async () => {
		const [other] = await rowsOf<{ slug: string }>(sql`
			select o.slug from organisations o where exists (
				select from assessments a join cycles c on c.id = a.cycle_id
				where a.organisation_id = o.id and a.state = 'published' and c.key <> ${CYCLE})
			and not exists (
				select from assessments a join cycles c on c.id = a.cycle_id
				where a.organisation_id = o.id and a.state = 'published' and c.key = ${CYCLE})`);
		const { companies } = await ask([other?.slug ?? '', 'google']);
		expect(companies[0]).toMatchObject({ ratings: null, newest: { en: expect.any(String) } });
		expect(companies[1]).toMatchObject({ ratings: null, newest: null });
	});

	it('are refused when there is no such company', async () => {
		await expect(ask(['sample-video', 'nobody'])).rejects.toThrow();
	});
});

describe('a company against its sector', () => {
	it('is not set against a sector of fewer than five, nor a real one against made-up ones', async () => {
		expect((await ask(['sample-social'])).against).toMatchObject({
			sector: 'social media',
			rows: null
		});
		expect((await ask(['google'], 'all')).against).toMatchObject({ size: 0, rows: null });
	});

	it('counts what the answers of the group say, and its file says the same', async () => {
		const { against } = await ask(['sample-video'], 'all');
		const said = await rowsOf<{ principle: number; count: number }>(sql`
			select r.number as principle, count(*)::int as count from answers w
			join assessments a on a.id = w.assessment_id and a.state = 'published'
			join cycles c on c.id = a.cycle_id and c.key = ${CYCLE}
			join organisations o on o.id = a.organisation_id and o.sample
			join requirements r on r.id = w.requirement_id
			where w.visibility = 'public' and w.rating = 3 group by 1`);
		const shown = (against?.rows ?? []).filter(({ distribution }) => distribution !== null);
		expect(shown.length).toBeGreaterThan(3);
		const { records } = await withActor(PUBLIC, (db) =>
			companiesBesideRecords(db, { company: ['sample-video'], cycle: CYCLE, sector: 'all' })
		);
		for (const { principle, own, distribution } of shown) {
			expect(distribution?.standings[3]).toBe(
				said.find((one) => one.principle === principle.number)?.count ?? 0
			);
			expect(records.find((one) => one.principle === principle.number)).toMatchObject({
				self_rating: own,
				group: { sector: 'all', rating_3: distribution?.standings[3] }
			});
		}
	});
});
