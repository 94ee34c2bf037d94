import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { commitmentAsDated, timingAgainst } from '#lib/commitments/punctuality.ts';
import { lastDay } from '#lib/commitments/rules.ts';
import { countryFilters } from '#lib/comparison/schema.ts';
import { COUNTED_BY, DUE_DATES, STATUS_ORDER, type DueState } from '#lib/comparison/vocabulary.ts';
import { countryRecords } from '#lib/exchange/listings/countries-compared.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { generate } from '../../scripts/generating/generate.ts';
import { SIZES } from '../../scripts/generating/sizes.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation, person } from './world.ts';

const TODAY = new Date().toISOString().slice(0, 10);

const ask = (query: Record<string, string>, actor: Actor = PUBLIC) =>
	withActor(actor, (db) => countryRecords(db, countryFilters.parse(query)));

/** Every published commitment as it stands in its row, one by one: nothing of it is counted in SQL. */
const promises = () =>
	asSystem((db) =>
		db
			.select({
				country: t.organisations.countryCode,
				body: t.organisations.slug,
				pillar: t.requirements.key,
				forum: t.commitments.forumKey,
				kind: t.commitments.kind,
				state: t.commitments.state,
				status: t.commitments.status,
				statusAsOf: t.commitments.statusAsOf,
				firstDueOn: t.commitments.firstDueOn,
				dueOn: t.commitments.dueOn
			})
			.from(t.commitments)
			.innerJoin(t.organisations, eq(t.organisations.id, t.commitments.ownerId))
			.leftJoin(t.requirements, eq(t.requirements.id, t.commitments.pillarId))
			.where(isNotNull(t.commitments.publishedAt))
	);
type Promised = Awaited<ReturnType<typeof promises>>[number];

/** The line of a file under which a commitment is counted. */
const lineOf = (one: Promised, by: (typeof COUNTED_BY)[number]) =>
	by === 'country' ? (one.country ?? one.body) : one[by];

const keyOf = (record: Record<string, unknown>, by: (typeof COUNTED_BY)[number]) =>
	(by === 'country' ? (record.country ?? record.body) : record[by]) as string | null;

function groupsOf(all: readonly Promised[], by: (typeof COUNTED_BY)[number]) {
	const groups = new Map<string | null, Promised[]>();
	for (const one of all) groups.set(lineOf(one, by), [...(groups.get(lineOf(one, by)) ?? []), one]);
	return groups;
}

function stateOf(one: Promised, against: (typeof DUE_DATES)[number]): DueState {
	const dated = commitmentAsDated(
		one.state === 'withdrawn' ? { ...one, status: 'withdrawn' } : one
	);
	if (dated.state === 'dropped') return 'not_awaited';
	const due = against === 'first' ? (one.firstDueOn ?? one.dueOn) : one.dueOn;
	if (due === null) return 'no_date';
	const timing = timingAgainst(due, dated, TODAY);
	if (timing === 'unknown') return 'undated_report';
	return timing === 'late' && dated.state === 'open' ? 'overdue' : timing;
}

/** The last day that a partial date means, as the calendar has it. */
function dayOf(date: string): number {
	const [year = 0, month = 12] = date.split('-').map(Number);
	return Date.parse(
		date.length === 10 ? date : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
	);
}

function daysOf({ firstDueOn, dueOn }: Promised): number | null {
	if (firstDueOn === null || dueOn === null) return null;
	const length = Math.min(firstDueOn.length, dueOn.length);
	return (dayOf(dueOn.slice(0, length)) - dayOf(firstDueOn.slice(0, length))) / 86_400_000;
}

function median(sorted: readonly number[]): number | null {
	if (!sorted.length) return null;
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await generate(SIZES.small, 11);
	await asSystem(async (db) => {
		const made = sql`right(${t.commitments.reference}, 1)`;
		const { dueOn, firstDueOn, statusAsOf, publishedAt } = t.commitments;
		const published = isNotNull(publishedAt);
		// Dates as people give them: to the month, to the year, none, and done on no day that is known.
		await db
			.update(t.commitments)
			.set({ dueOn: sql`left(${dueOn}, 7)`, firstDueOn: sql`left(${firstDueOn}, 4)` })
			.where(and(published, sql`${made} in ('1', '2')`));
		await db
			.update(t.commitments)
			.set({ dueOn: sql`left(${dueOn}, 4)`, statusAsOf: sql`left(${statusAsOf}, 7)` })
			.where(and(published, sql`${made} = '3'`));
		await db
			.update(t.commitments)
			.set({ dueOn: null })
			.where(and(published, sql`${made} = '4'`));
		await db
			.update(t.commitments)
			.set({ statusAsOf: null })
			.where(and(published, sql`${made} = '5'`));
	});
}, 240_000);
afterAll(closeDatabase);

describe.each(COUNTED_BY)('commitments counted by %s', (by) => {
	it('have the statuses that their rows have', async () => {
		const { records, columns } = await ask({ by });
		const groups = groupsOf(await promises(), by);
		expect(records.map((record) => keyOf(record, by)).toSorted()).toEqual(
			[...groups.keys()].toSorted()
		);
		expect(columns).toContain(by);
		for (const record of records) {
			const own = groups.get(keyOf(record, by)) ?? [];
			expect(record.total).toBe(own.length);
			for (const status of STATUS_ORDER)
				expect(record[status], `${keyOf(record, by)} ${status}`).toBe(
					own.filter((one) => (one.state === 'withdrawn' ? 'withdrawn' : one.status) === status)
						.length
				);
		}
	});

	it.each(DUE_DATES)('stand against the date %s as the rules say of each one', async (against) => {
		const { records } = await ask({ view: 'timing', by, against });
		const groups = groupsOf(await promises(), by);
		const recorded = records.filter(({ total }) => total !== null);
		expect(recorded.map((record) => keyOf(record, by)).toSorted()).toEqual(
			[...groups.keys()].toSorted()
		);
		for (const record of recorded) {
			const own = groups.get(keyOf(record, by)) ?? [];
			const awaited = own.filter((one) => stateOf(one, against) !== 'not_awaited');
			const days = awaited
				.flatMap((one) => daysOf(one) ?? [])
				.filter((moved) => moved !== 0)
				.toSorted((a, b) => a - b);
			const counted: Record<string, number> = {};
			for (const one of own)
				counted[stateOf(one, against)] = (counted[stateOf(one, against)] ?? 0) + 1;
			expect(record, String(keyOf(record, by))).toMatchObject({
				against,
				total: own.length,
				...counted,
				moved_later: days.filter((moved) => moved > 0).length,
				moved_earlier: days.filter((moved) => moved < 0).length,
				median_days_moved: median(days)
			});
			const { on_time, late, overdue, ahead, undated_report, no_date, not_awaited } = record;
			const sum = [on_time, late, overdue, ahead, undated_report, no_date, not_awaited];
			expect(sum.reduce<number>((all, one) => all + Number(one), 0)).toBe(own.length);
		}
	});
});

describe('countries compared', () => {
	it('meet every case there is, so that the checks above prove something', async () => {
		const all = await promises();
		for (const against of DUE_DATES)
			expect(new Set(all.map((one) => stateOf(one, against))).size).toBeGreaterThanOrEqual(6);
		expect(all.filter((one) => (daysOf(one) ?? 0) > 0).length).toBeGreaterThan(5);
		expect(all.some(({ dueOn }) => dueOn !== null && lastDay(dueOn) !== dueOn)).toBe(true);
	});

	it('say of a country with nothing on record that it is so, without a figure', async () => {
		const { records } = await ask({ view: 'timing' });
		const countries = await asSystem((db) => db.$count(t.countries));
		expect(records.filter(({ country }) => country !== null)).toHaveLength(countries);
		const unrecorded = records.filter(({ total }) => total === null);
		expect(unrecorded.length).toBeGreaterThan(5);
		for (const { on_time, overdue, median_days_moved } of unrecorded)
			expect([on_time, overdue, median_days_moved]).toEqual([null, null, null]);
		const narrowed = await ask({ view: 'timing', kind: 'policy' });
		expect(narrowed.records.every(({ total }) => total !== null)).toBe(true);
	});

	it('are narrowed to a country, a forum, a kind and a pillar alike in both views', async () => {
		const all = await promises();
		const { forum, pillar } = all.find((one) => one.forum && one.pillar) ?? {};
		for (const [name, value] of [
			['country', 'CA'],
			['forum', forum],
			['kind', 'policy'],
			['pillar', pillar]
		] as const) {
			const own = all.filter((one) => one[name] === value).length;
			expect(own).toBeGreaterThan(0);
			for (const view of ['status', 'timing']) {
				const { records } = await ask({ view, by: 'kind', [name]: value ?? '' });
				expect(records.reduce((sum, { total }) => sum + Number(total), 0)).toBe(own);
			}
		}
	});

	it('are the same whoever asks, also for those who see drafts', async () => {
		const insider = await person(await organisation('secretariat', 'desk'), 'administrator');
		for (const view of ['status', 'timing', 'treaties'])
			expect(await ask({ view }, insider)).toEqual(await ask({ view }));
	});

	it('are refused where a filter names what does not exist', async () => {
		for (const [name, value] of [
			['country', 'ZZ'],
			['forum', 'no-such'],
			['pillar', 'no-such']
		] as const)
			await expect(ask({ view: 'timing', [name]: value })).rejects.toMatchObject({
				reason: 'not_found'
			});
	});
});
