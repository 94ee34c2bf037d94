import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCommitments } from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { accept, post, published, run, setTheStage, world } from './commitment-stage.ts';
import { asSystem } from './world.ts';

const FILTERS = commitmentFilters.parse({});

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
});
afterAll(closeDatabase);

beforeAll(async () => {
	await published();
	await accept(await post(await published()));
});

describe('the list', () => {
	it('goes on where the page before ended, in every order', async () => {
		const { rows, total } = await run('public', (db, actor) => listCommitments(db, actor, FILTERS));
		expect(total).toBeGreaterThan(1);
		for (const sort of ['reference', 'due', 'reported'] as const) {
			const all = await run('public', (db, actor) =>
				listCommitments(db, actor, { ...FILTERS, sort })
			);
			const [first, ...rest] = all.rows;
			const following = await run('public', (db, actor) =>
				listCommitments(db, actor, { ...FILTERS, sort, after: first?.reference })
			);
			expect(following.rows.slice(0, rest.length), sort).toEqual(rest);
			expect(following.total).toBe(total);
		}
		expect(rows.length).toBeGreaterThan(1);
	});

	it('finds words as they stand, wildcards included', async () => {
		const find = async (q: string) =>
			(await run('public', (db, actor) => listCommitments(db, actor, { ...FILTERS, q }))).total;
		expect(await find('POLICE')).toBeGreaterThan(0);
		expect(await find('100%')).toBe(0);
		expect(await find('_')).toBe(0);
	});

	describe('searched', () => {
		const search = async (q: string) => {
			const { rows, alike } = await run('public', (db, actor) =>
				listCommitments(db, actor, { ...FILTERS, q })
			);
			return { found: rows.map(({ reference }) => reference), alike };
		};
		beforeAll(() =>
			asSystem((db) =>
				db.insert(t.commitments).values([
					{
						reference: 'SEA-0001',
						ownerId: world.owner.id,
						kind: 'campaign',
						titleEn: 'Warn pupils of sextortion',
						titleFr: 'Mettre les élèves en garde contre la sextorsion',
						descriptionEn: 'Lessons are given in 200 schools.',
						descriptionFr: 'Des leçons sont données dans 200 écoles.',
						leadAgency: 'Ministry of Education',
						state: 'published',
						publishedAt: new Date()
					},
					{
						reference: 'SEA-0002',
						ownerId: world.owner.id,
						kind: 'campaign',
						titleEn: 'Not published: sextortion',
						state: 'draft'
					}
				])
			)
		);

		it.each([
			['an English word in another form', 'school'],
			['a French word in another form', 'écoles'],
			['a French word without its accents', 'ELEVE'],
			['several words from both languages', 'sextorsion lessons'],
			['the agency', 'education'],
			['a phrase', '"warn pupils"'],
			['a part of the reference', 'sea-00'],
			['a part of a word in a title', 'sextor'],
			['a word written as two', 'sex tortion']
		])('finds by %s', async (_, q) => {
			expect(await search(q)).toEqual({ found: ['SEA-0001'], alike: false });
		});

		it.each(['sextorshun', 'eleeves', 'sexttortion'])(
			'still finds by %s, and says so',
			async (q) => {
				const { found, alike } = await search(q);
				expect(found).toContain('SEA-0001');
				expect(alike).toBe(true);
			}
		);

		it('finds nothing by what is nowhere, nor by what takes no words', async () => {
			for (const q of ['zebra', '%', "'; drop table commitments; --", '-"'])
				expect((await search(q)).found, q).not.toContain('SEA-0002');
			expect(await search('zebra')).toEqual({ found: [], alike: false });
		});

		it('leaves out what a word rules out', async () => {
			expect((await search('sextortion -pupils')).found).not.toContain('SEA-0001');
		});
	});
});
