import { afterAll, beforeAll, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { listCommitments } from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await withActor({ kind: 'system', task: 'reference' }, (db) => loadReference(db));
}, 60_000);
afterAll(closeDatabase);

/** The words of a title as one types them: signs that search takes for its own left out. */
const words = (title: string) => title.replace(/["“”«»()–-]/g, ' ');

it.each(['en', 'fr'] as const)(
	'every commitment of the reference data is found by the words of its title: %s',
	async (language) => {
		const all = await withActor(PUBLIC, (db) =>
			db
				.select({
					reference: t.commitments.reference,
					en: t.commitments.titleEn,
					fr: t.commitments.titleFr
				})
				.from(t.commitments)
		);
		expect(all).toHaveLength(91);
		const missed: string[] = [];
		for (const one of all) {
			const { rows } = await withActor(PUBLIC, (db) =>
				listCommitments(
					db,
					PUBLIC,
					commitmentFilters.parse({ q: words(one[language] ?? ''), sort: 'relevance' })
				)
			);
			if (!rows.some(({ reference }) => reference === one.reference)) missed.push(one.reference);
		}
		expect(missed).toEqual([]);
	},
	60_000
);
