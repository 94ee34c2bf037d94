import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { withdrawCommitment } from '#lib/commitments/commands/decide.server.ts';
import { today } from '#lib/comparison/as-of.ts';
import { countriesSideBySide } from '#lib/comparison/queries/countries-beside.server.ts';
import { compareStatuses, compareTiming } from '#lib/comparison/queries/countries.server.ts';
import { comparePromises } from '#lib/comparison/queries/promises.server.ts';
import { countryFilters } from '#lib/comparison/schema.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { accept, inCountry, post, published, run, setTheStage, world } from './commitment-stage.ts';
import { asSystem } from './world.ts';

const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const LONG_AGO = new Date('2026-02-03T12:00:00Z');

/** The views that say how far commitments have got, by the record as it is or as it stood when the day ended. */
const read = (on?: string) =>
	withActor(PUBLIC, async (db) => {
		const filters = countryFilters.parse({ on });
		return {
			statuses: await compareStatuses(db, filters),
			timing: await compareTiming(db, filters, DAY),
			promises: await comparePromises(db, filters),
			beside: (await countriesSideBySide(db, { country: ['QW'], on })).countries
		};
	});

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
	await inCountry('QW', world.owner);
}, 60_000);
afterAll(closeDatabase);

describe('commitments that have been withdrawn since', () => {
	it('stand on a past day as they could be read on it, whether or not anything had been reported', async () => {
		const [silent, told, toldSince] = [await published(), await published(), await published()];
		const references = [silent, told, toldSince];
		const report = await post(told);
		await accept(report);
		await asSystem(async (db) => {
			await db
				.update(t.commitments)
				.set({ publishedAt: LONG_AGO })
				.where(inArray(t.commitments.reference, references));
			await db
				.update(t.commitmentUpdates)
				.set({ decidedAt: LONG_AGO })
				.where(eq(t.commitmentUpdates.id, report));
		});
		const then = await read();
		expect(then.statuses.total).toMatchObject({ not_started: 2, at_risk: 1, total: 3 });

		await accept(await post(toldSince));
		for (const reference of references)
			await run('approver', (db, actor) =>
				withdrawCommitment(db, actor, reference, { reason: 'For the test.' })
			);

		expect(await read(DAY)).toEqual(then);
		const now = await read(today());
		expect(now.statuses.total).toMatchObject({ withdrawn: 3, total: 3 });
	});
});
