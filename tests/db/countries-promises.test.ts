import { eq, isNotNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { isOverdue } from '#lib/commitments/rules.ts';
import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import { listCommitments } from '#lib/commitments/queries/list.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { countryFilters } from '#lib/comparison/schema.ts';
import { OUTCOMES, PROMISE_LISTS, STATUSES_OF } from '#lib/comparison/vocabulary.ts';
import { countryRecords } from '#lib/exchange/listings/countries-compared.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { generate } from '../../scripts/generating/generate.ts';
import { SIZES } from '../../scripts/generating/sizes.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation, person } from './world.ts';

const TODAY = new Date().toISOString().slice(0, 10);
const FORUM = 'five-country';

const ask = (query: Record<string, string>, actor: Actor = PUBLIC) =>
	withActor(actor, (db) =>
		countryRecords(db, countryFilters.parse({ view: 'promises', ...query }))
	);

/** Every published commitment as it stands in its row, one by one: nothing of it is counted in SQL. */
const promises = () =>
	asSystem((db) =>
		db
			.select({
				id: t.commitments.id,
				reference: t.commitments.reference,
				forum: t.commitments.forumKey,
				source: t.commitments.sourceUrl,
				announcedOn: t.commitments.announcedOn,
				state: t.commitments.state,
				status: t.commitments.status,
				dueOn: t.commitments.dueOn,
				country: t.organisations.countryCode
			})
			.from(t.commitments)
			.innerJoin(t.organisations, eq(t.organisations.id, t.commitments.ownerId))
			.where(isNotNull(t.commitments.publishedAt))
	);
type Promised = Awaited<ReturnType<typeof promises>>[number];

const statusOf = ({ state, status }: Promised): CommitmentStatus =>
	state === 'withdrawn' ? 'withdrawn' : status;

const outcomesOf = (statuses: readonly CommitmentStatus[]) =>
	Object.fromEntries(
		OUTCOMES.map((outcome) => [
			outcome,
			statuses.filter((status) => STATUSES_OF[outcome].includes(status)).length
		])
	);

const countsOf = (own: readonly Promised[]) => ({
	promised: own.length,
	...outcomesOf(own.map(statusOf)),
	overdue: own.filter((one) => isOverdue({ ...one, status: statusOf(one) }, TODAY)).length
});

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await generate(SIZES.small, 5);
	await asSystem(async (db) => {
		const last = sql`right(${t.commitments.reference}, 1)`;
		await db.update(t.commitments).set({
			sourceUrl: sql`case when ${last} in ('1', '2') then null when ${last} < '6' then 'https://example.org/communique' else ${t.commitments.sourceUrl} end`
		});
	});
}, 240_000);
afterAll(closeDatabase);

describe('what was promised against what is done', () => {
	it('is, by forum, what the rows say one by one', async () => {
		const all = await promises();
		const { records } = await ask({});
		const forums = new Set(all.map(({ forum }) => forum));
		expect(records).toHaveLength(forums.size);
		for (const forum of forums)
			expect(records.find((record) => record.forum === forum)).toMatchObject(
				countsOf(all.filter((one) => one.forum === forum))
			);
		expect(records.some(({ overdue }) => Number(overdue) > 0)).toBe(true);
	});

	it('is, in a forum, by document and year, with the meetings of that year', async () => {
		const all = (await promises()).filter(({ forum }) => forum === FORUM);
		const { records } = await ask({ forum: FORUM, list: 'documents' });
		const keyOf = (source: unknown, year: unknown) => JSON.stringify([source, year]);
		const keys = all.map(({ source, announcedOn }) =>
			keyOf(source, announcedOn?.slice(0, 4) ?? null)
		);
		expect(records.map(({ source, year }) => keyOf(source, year)).toSorted()).toEqual(
			[...new Set(keys)].toSorted()
		);
		expect(records.length).toBeGreaterThan(5);
		const meetings = await asSystem((db) =>
			db.select().from(t.forumMeetings).where(eq(t.forumMeetings.forumKey, FORUM))
		);
		for (const { source, year, meetings: named, ...counts } of records) {
			const own = all.filter((_, place) => keys[place] === keyOf(source, year));
			expect(counts).toMatchObject(countsOf(own));
			expect(named).toHaveLength(meetings.filter((one) => String(one.year) === year).length);
		}
		expect(records.some(({ meetings: named }) => Array.isArray(named) && named.length > 0)).toBe(
			true
		);
	});

	it('leads, from a document, to a list of as many commitments', async () => {
		const { records } = await ask({ forum: FORUM, list: 'documents' });
		const document = records.find(({ source, year }) => source && year);
		const { source, year, promised } = document as Record<string, string>;
		const asked = commitmentFilters.parse({ forum: FORUM, source, year });
		const { total } = await withActor(PUBLIC, (db) => listCommitments(db, PUBLIC, asked));
		expect(total).toBe(promised);
	});

	it('is, of what several promised together, where each party stands', async () => {
		const parties = await asSystem((db) =>
			db
				.select({
					id: t.commitmentParticipants.commitmentId,
					status: t.commitmentParticipants.status
				})
				.from(t.commitmentParticipants)
		);
		const all = await promises();
		const shared = all.filter(({ id }) => parties.some((one) => one.id === id));
		const forums = [...new Set(shared.flatMap(({ forum }) => forum ?? []))];
		expect(forums.length).toBeGreaterThan(0);
		for (const forum of forums) {
			const own = shared.filter((one) => one.forum === forum);
			const { records } = await ask({ forum, list: 'together' });
			expect(records.map(({ commitment }) => commitment)).toEqual(
				own.map(({ reference }) => reference).toSorted()
			);
			for (const one of own) {
				const statuses = [
					statusOf(one),
					...parties.filter(({ id }) => id === one.id).map(({ status }) => status)
				];
				expect(records.find(({ commitment }) => commitment === one.reference)).toMatchObject({
					parties: statuses.length,
					...outcomesOf(statuses)
				});
			}
		}
	});

	it('is narrowed to a country, and lists what is within a forum only where one is named', async () => {
		const all = (await promises()).filter(({ country }) => country === 'CA');
		const { records } = await ask({ country: 'CA' });
		expect(records.reduce((sum, { promised }) => sum + Number(promised), 0)).toBe(all.length);
		for (const list of ['documents', 'together'])
			await expect(ask({ list })).rejects.toMatchObject({ reason: 'not_found' });
	});

	it('is the same whoever asks', async () => {
		const insider = await person(await organisation('secretariat', 'desk'), 'administrator');
		for (const list of PROMISE_LISTS)
			expect(await ask({ forum: FORUM, list }, insider)).toEqual(await ask({ forum: FORUM, list }));
	});
});
