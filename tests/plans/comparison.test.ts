import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type System } from '#lib/access/actor.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { openPostgres } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { generate, settleStatistics } from '../../scripts/generating/generate.ts';
import { SIZES } from '../../scripts/generating/sizes.ts';
import { asSystem, cast, type Cast } from '../db/world.ts';
import { adminOf, createDatabase, type TestDatabase } from '../postgres.ts';
import { open } from './opening.ts';
import { PAGES, type Planted } from './pages.ts';
import { plantForPages } from './planting.ts';
import { largeTables, listener, readingIn, scannedBy } from './plans.ts';
import { VIEWS } from './views.ts';

/** A table of so many rows grows with what is reported: nobody waits until all of it is read. */
const LARGE = 2500;
const ITSELF: System = { kind: 'system', task: 'test' };
const QUERIES = 'src/lib/comparison/queries';

/**
 * Every statement that a comparison sends, as the public and under row-level security, is run again with its
 * plan, on generated data: none may read a large table from end to end. What is summed over everybody is read
 * from an index that holds it, so that there is no exception.
 */
describe('a comparison of generated data', () => {
	const statements = listener();
	let made: TestDatabase;
	let large: Set<string>;

	beforeAll(async () => {
		made = await createDatabase(process.env.TEST_DATABASE_URL ?? '', 'migrated');
		const { url, ownerUrl } = made;
		useDatabase(openPostgres(url, { pool: 2, ownerUrl, logger: statements, unhurried: true }));
		await asSystem(loadReference);
		await generate(SIZES.plans, 7);
		await settleStatistics(ownerUrl);
		large = await withActor(PUBLIC, (db) => largeTables(db, LARGE));
	}, 300_000);
	afterAll(async () => {
		await closeDatabase();
		await made.drop();
	});

	it('has tables large enough for the planner to have to choose', () => {
		expect([...large]).toEqual(
			expect.arrayContaining([
				...['commitments', 'commitment_updates', 'commitment_versions', 'milestones'],
				...['assessments', 'assessment_steps', 'answers', 'published_reviews', 'evidence'],
				...['findings', 'funding_lines', 'commitment_requirements', 'audit_events']
			])
		);
	});

	it('would be found out if it read a large table', () =>
		withActor(PUBLIC, async (db) => {
			const text = `select count(*) from commitment_updates where note_en like $1`;
			expect(await scannedBy(db, { text, params: ['%nothing%'] })).toEqual(['commitment_updates']);
		}));

	it.each(Object.entries(VIEWS))('reads no large table from end to end: %s', (_, view) =>
		withActor(PUBLIC, async (db) => {
			const before = statements.heard.length;
			await view(db, PUBLIC);
			const sent = statements.heard.slice(before);
			expect(sent.length).toBeGreaterThan(0);
			for (const statement of sent) {
				const scanned = await scannedBy(db, statement);
				expect(
					scanned.filter((table) => large.has(table)),
					statement.text
				).toEqual([]);
			}
		})
	);

	describe('beside what people have', () => {
		let planted: Planted;
		let people: Cast;
		beforeAll(async () => {
			people = await cast('company');
			planted = await plantForPages(people, adminOf(made));
			await settleStatistics(made.ownerUrl);
		}, 60_000);

		it.each(Object.entries(PAGES))(
			'is not read from end to end by the page %s',
			async (route, [reader, address]) => {
				const actor = people.actors[reader] ?? PUBLIC;
				const before = statements.heard.length;
				await open(route, address(planted), actor);
				const found: string[] = [];
				for (const statement of readingIn(statements.heard.slice(before))) {
					const scanned = await withActor(statement.itself ? ITSELF : actor, (db) =>
						scannedBy(db, statement)
					);
					for (const table of scanned)
						if (large.has(table)) found.push(`${table}: ${statement.text}`);
				}
				expect(found).toEqual([]);
			}
		);
	});

	it('is among those that are looked at', () => {
		const looked = readFileSync('tests/plans/views.ts', 'utf8');
		const files = readdirSync(QUERIES).map((name) => readFileSync(join(QUERIES, name), 'utf8'));
		for (const [place, file] of files.entries())
			for (const [, name = ''] of file.matchAll(/^export async function (\w+)/gm)) {
				const others = files.filter((_, other) => other !== place);
				// Named by a view, or asked by another query that is.
				expect(
					[looked, ...others].some((text) => text.includes(`${name}(`)),
					name
				).toBe(true);
			}
	});
});
