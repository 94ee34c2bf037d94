import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCommitments } from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { accept, post, published, run, setTheStage } from './commitment-stage.ts';

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
});
