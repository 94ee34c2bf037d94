import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { FACETS } from '#lib/commitments/facets.ts';
import { commitmentFacets, listCommitments } from '#lib/commitments/queries.server.ts';
import { isOverdue } from '#lib/commitments/rules.ts';
import { commitmentFilters, type CommitmentFilters } from '#lib/commitments/schema.ts';
import { COMMITMENT_KINDS, COMMITMENT_STATUSES } from '#lib/commitments/vocabulary.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation } from './world.ts';

const HOW_MANY = 60;
const YEARS = ['2019', '2021-05', '2024-03-02', null];
const DUE = ['2020', '2021-06', '2023-01-15', '2099', null];

beforeAll(async () => {
	useDatabase(await freshDatabase());
	const owners = [await organisation('government', 'one'), await organisation('company', 'two')];
	await asSystem(async (db) => {
		await db
			.insert(t.countries)
			.values([{ code: 'CA', iso3: 'CAN', nameEn: 'Canada', nameFr: 'Canada' }]);
		await db.update(t.organisations).set({ countryCode: 'CA' });
		await db
			.insert(t.forums)
			.values([
				{ key: 'vgt', kind: 'law_enforcement_alliance', nameEn: 'Taskforce', nameFr: 'Groupe' }
			]);
		const framework = only(
			await db
				.insert(t.frameworks)
				.values({
					key: VOLUNTARY_PRINCIPLES,
					version: '1',
					nameEn: 'P',
					nameFr: 'P',
					audience: 'companies',
					disclosure: 'per_organisation'
				})
				.returning()
		);
		const principles = await db
			.insert(t.requirements)
			.values(
				[1, 2, 3].map((number) => ({
					frameworkId: framework.id,
					number,
					key: `p${number}`,
					titleEn: 'A',
					titleFr: 'B'
				}))
			)
			.returning();
		const made = await db
			.insert(t.commitments)
			.values(
				Array.from({ length: HOW_MANY }, (_, place) => ({
					reference: `FAC-${String(place).padStart(4, '0')}`,
					ownerId: owners[place % 2]?.id ?? '',
					kind: COMMITMENT_KINDS[place % 3] ?? ('policy' as const),
					status: COMMITMENT_STATUSES[place % 7] ?? ('on_track' as const),
					forumKey: place % 4 ? 'vgt' : null,
					pillarId: principles[place % 5]?.id ?? null,
					announcedOn: YEARS[place % YEARS.length],
					dueOn: DUE[place % DUE.length],
					titleEn: place % 3 ? 'Train the police' : 'Warn of grooming, grooming, grooming',
					state: place % 6 ? ('published' as const) : ('draft' as const),
					publishedAt: place % 6 ? new Date() : null
				}))
			)
			.returning();
		const every = (step: number) => made.filter((_, place) => place % step === 0);
		await db
			.insert(t.evidence)
			.values(
				every(4).map(({ id }) => ({ commitmentId: id, url: 'https://example.org', title: 'Proof' }))
			);
		await db.insert(t.fundingLines).values(
			every(5).map(({ id }) => ({
				commitmentId: id,
				position: 1,
				amountMinor: 1,
				currency: 'CAD'
			}))
		);
		for (const [place, step] of [2, 3].entries())
			await db.insert(t.commitmentRequirements).values(
				every(step).map(({ id }) => ({
					commitmentId: id,
					requirementId: principles[place]?.id ?? ''
				}))
			);
		const [one, two] = owners;
		await db.insert(t.commitmentParticipants).values([
			...every(7).map(({ id }) => ({
				commitmentId: id,
				organisationId: one?.id ?? '',
				position: 1
			})),
			...every(14).map(({ id }) => ({
				commitmentId: id,
				organisationId: two?.id ?? '',
				position: 2
			}))
		]);
		const update = (commitmentId: string, ownerId: string, state: 'accepted' | 'posted') =>
			db
				.insert(t.commitmentUpdates)
				.values({ commitmentId, ownerId, state, status: 'on_track', basis: 'owner' })
				.returning();
		for (const [place, state] of [
			[7, 'accepted'],
			[11, 'posted']
		] as const) {
			const { id, ownerId } = made[place] ?? { id: '', ownerId: '' };
			const { id: updateId } = only(await update(id, ownerId, state));
			await db
				.insert(t.evidence)
				.values({ updateId, url: 'https://example.org', title: 'Proof of an update' });
		}
	});
}, 60_000);
afterAll(closeDatabase);

const asked = (given: Record<string, string>) => commitmentFilters.parse(given);
const totalOf = async (filters: CommitmentFilters) =>
	(await withActor(PUBLIC, (db) => listCommitments(db, PUBLIC, filters))).total;

describe('the facets of the list', () => {
	it.each<Record<string, string>>([
		{},
		{ country: 'CA' },
		{ overdue: 'yes' },
		{ participant: 'CA' },
		{ evidence: 'yes', principle: '1' },
		{ kind: 'funding', funded: 'no', year: '2021' },
		{ q: 'police', forum: 'vgt' },
		{ status: 'on_track', overdue: 'no' }
	])('count what each choice leads to, with %o chosen', async (given) => {
		const filters = asked(given);
		const { counts } = await withActor(PUBLIC, (db) => commitmentFacets(db, filters));
		let tried = 0;
		for (const facet of FACETS)
			for (const [value, count] of counts[facet]) {
				const chosen = asked({ ...given, [facet]: value });
				expect(await totalOf(chosen), `${facet}=${value}`).toBe(count);
				tried += 1;
			}
		expect(tried).toBeGreaterThan(10);
	});

	it('call a record overdue that the rule calls so', async () => {
		const today = new Date().toISOString().slice(0, 10);
		const { rows } = await withActor(PUBLIC, (db) =>
			listCommitments(db, PUBLIC, asked({ overdue: 'yes' }))
		);
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.filter((row) => !isOverdue(row, today))).toEqual([]);
		const { rows: others } = await withActor(PUBLIC, (db) =>
			listCommitments(db, PUBLIC, asked({ overdue: 'no' }))
		);
		expect(others.filter((row) => isOverdue(row, today))).toEqual([]);
	});

	it('count evidence of updates that are accepted, not of those that wait', async () => {
		const { rows } = await withActor(PUBLIC, (db) =>
			listCommitments(db, PUBLIC, asked({ evidence: 'yes', q: 'FAC-000' }))
		);
		const found = rows.map(({ reference }) => reference);
		expect(found).toContain('FAC-0007');
		const eleven = asked({ evidence: 'yes', q: 'FAC-0011' });
		expect(await totalOf(eleven)).toBe(0);
	});
});

describe('an order of the list', () => {
	const everything = async (given: Record<string, string>) => {
		const found: string[] = [];
		for (let after: string | null | undefined; after !== null;) {
			const page = await withActor(PUBLIC, (db) =>
				listCommitments(db, PUBLIC, {
					...asked(given),
					after: after ?? undefined
				})
			);
			found.push(...page.rows.map(({ reference }) => reference));
			after = page.next;
		}
		return found;
	};

	it.each<Record<string, string>>([
		{},
		{ sort: 'announced' },
		{ sort: 'due' },
		{ q: 'police' },
		{ q: 'grooming police' }
	])('shows each record once over its pages: %o', async (given) => {
		const found = await everything(given);
		expect(new Set(found).size).toBe(found.length);
		expect(found.length).toBe(await totalOf(asked(given)));
	});

	it('puts the nearest to the words first, unless another is asked for', async () => {
		const near = await withActor(PUBLIC, (db) =>
			listCommitments(db, PUBLIC, asked({ q: 'grooming or police' }))
		);
		expect(near.rows[0]?.title.en).toContain('grooming');
		const byReference = await everything({ q: 'grooming or police', sort: 'reference' });
		expect(byReference).toEqual([...byReference].sort());
	});
});
