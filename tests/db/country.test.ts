import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agenciesOfCountry, fundingOfCountry } from '#lib/commitments/queries/country.server.ts';
import { FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation } from './world.ts';

let shown: { id: string };
let hidden: { id: string };

beforeAll(async () => {
	useDatabase(await freshDatabase());
	const owner = await organisation('government', 'ministry');
	await asSystem(async (db) => {
		await db
			.insert(t.countries)
			.values([{ code: 'CA', iso3: 'CAN', nameEn: 'Canada', nameFr: 'Canada' }]);
		await db.update(t.organisations).set({ countryCode: 'CA' });
		const made = await db
			.insert(t.commitments)
			.values(
				(['published', 'draft'] as const).map((state) => ({
					reference: `CA-${state}`,
					ownerId: owner.id,
					kind: 'funding' as const,
					titleEn: 'Pay',
					leadAgency: `Agency of the ${state}`,
					state,
					publishedAt: state === 'published' ? new Date() : null
				}))
			)
			.returning();
		[shown, hidden] = [only(made.slice(0, 1)), only(made.slice(1))];
	});
}, 60_000);
afterAll(closeDatabase);

const line = fc.record({
	amountMinor: fc.maxSafeNat(),
	currency: fc.constantFrom('CAD', 'JPY', 'KWD'),
	fiscalPeriod: fc.constantFrom('2019-20', '2020-21', null),
	stage: fc.constantFrom(...FUNDING_STAGES)
});

it('the sums of a country equal the sum of the published lines, for every currency, period and stage', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, { maxLength: 12 }),
			fc.array(line, { maxLength: 3 }),
			async (lines, unpublished) => {
				await asSystem(async (db) => {
					await db.delete(t.fundingLines);
					const rows = [
						...lines.map((one, position) => ({ ...one, position, commitmentId: shown.id })),
						...unpublished.map((one, position) => ({ ...one, position, commitmentId: hidden.id }))
					];
					if (rows.length) await db.insert(t.fundingLines).values(rows);
				});
				const expected = new Map<string, bigint>();
				for (const { currency, fiscalPeriod, stage, amountMinor } of lines) {
					const key = [currency, fiscalPeriod, stage].join();
					expected.set(key, (expected.get(key) ?? 0n) + BigInt(amountMinor));
				}
				const sums = await withActor(PUBLIC, (db) => fundingOfCountry(db, 'CA'));
				expect(
					new Map(
						sums.map(({ currency, period, stage, amountMinor }) => [
							[currency, period, stage].join(),
							amountMinor
						])
					)
				).toEqual(expected);
			}
		),
		{ numRuns: 40 }
	);
});

it('agencies are those of published commitments', async () => {
	expect(await withActor(PUBLIC, (db) => agenciesOfCountry(db, 'CA'))).toEqual([
		{ name: 'Agency of the published', commitments: 1 }
	]);
});
