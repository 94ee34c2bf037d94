import { eq, isNull, sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor, type Person } from '#lib/access/actor.ts';
import { countChanges } from '#lib/assessments/course.ts';
import { courseOf } from '#lib/assessments/queries/course.server.ts';
import { changesSince } from '#lib/changes/queries.server.ts';
import { changeFilters, type ChangeFilters } from '#lib/changes/schema.ts';
import { dayOf, inOrder, keyOf, type Change } from '#lib/changes/shapes/change.ts';
import { CHANGE_KINDS, type ChangeKind } from '#lib/changes/vocabulary.ts';
import { recordedOf } from '#lib/commitments/queries/recorded.server.ts';
import { replay } from '#lib/commitments/replay.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { decodeCursor } from '#lib/exchange/cursor.ts';
import { changeRecords } from '#lib/exchange/listings/changes.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { KEPT, plantHistory } from './changes-stage.ts';
import { asSystem, cast, type Cast } from './world.ts';

let world: Cast;
const who = (name: string) => world.actors[name] as Person;

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
	await asSystem(loadDemo);
	world = await cast('company');
	await asSystem((db) => plantHistory(db, { editor: who('editor'), publisher: who('publisher') }));
}, 120_000);
afterAll(closeDatabase);

const EVER = { from: '1900-01-01', to: '2100-01-01' };

/** All of it, leafed through in small pages. */
async function read(asked: Partial<ChangeFilters> = {}, actor: Actor = PUBLIC): Promise<Change[]> {
	const filters = changeFilters.parse({ ...EVER, ...asked });
	return withActor(actor, async (db) => {
		const all: Change[] = [];
		let after: string | null = null;
		do {
			const { changes, next } = await changesSince(db, filters, { limit: 37, after });
			all.push(...changes);
			after = next === null ? null : decodeCursor(next);
		} while (after !== null);
		return all;
	});
}

interface Expected {
	id: string;
	day: string;
}
const rowsOf = <Row>(statement: SQL): Promise<Row[]> =>
	asSystem(async (db) => ((await db.execute(statement)) as unknown as { rows: Row[] }).rows);
const DAY = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD') as day`;

/** What there is of each kind, said once more and otherwise: with the owner, to be chosen by. */
const FOUND: Record<Exclude<ChangeKind, 'status_changed'>, string> = {
	summary_published: `select s.id, ${DAY('published_at')}, null::uuid as organisation, null as forum from summaries s where state in ('published', 'superseded', 'withdrawn')`,
	summary_withdrawn: `select s.id, ${DAY('withdrawn_at')}, null::uuid as organisation, null as forum from summaries s where state = 'withdrawn'`,
	commitment_published: `select c.id, ${DAY('published_at')}, owner_id as organisation, forum_key as forum from commitments c where state in ('published', 'withdrawn')`,
	wording_changed: `select v.id, ${DAY('v.decided_at')}, c.owner_id as organisation, c.forum_key as forum from commitment_versions v join commitments c on c.id = v.commitment_id where v.state = 'accepted' and v.number > 1`,
	commitment_withdrawn: `select c.id, status_as_of as day, owner_id as organisation, forum_key as forum from commitments c where state = 'withdrawn'`,
	assessment_published: `select a.id, ${DAY('published_at')}, organisation_id as organisation, null as forum from assessments a where state = 'published' and disclosed`,
	finding_published: `select f.id, ${DAY('published_at')}, organisation_id as organisation, null as forum from findings f where state = 'published' and published_at is not null`,
	endorsement_recorded: `select e.id, endorsed_on as day, organisation_id as organisation, null as forum from endorsements e where endorsed_on ~ '^....-..-..$'`,
	treaty_action: `select a.id, taken_on as day, null::uuid as organisation, null as forum from treaty_actions a where taken_on ~ '^....-..-..$'`
};

const inShort = (changes: readonly (Expected & { kind?: string })[]) =>
	changes.map(({ id, day }) => `${day} ${id}`).sort();
const ofKind = (changes: readonly Change[], kind: ChangeKind) =>
	inShort(
		changes.filter((one) => one.kind === kind).map((one) => ({ id: one.id, day: dayOf(one) }))
	);

describe('what has changed', () => {
	it.each(Object.entries(FOUND))('has each of its kind, and no other: %s', async (kind, found) => {
		const expected = await rowsOf<Expected>(sql.raw(found));
		expect(expected.length).toBeGreaterThan(1);
		expect(ofKind(await read(), kind as ChangeKind)).toEqual(inShort(expected));
	});

	it('has each status that an update changed, as replaying its history up to there gives it', async () => {
		const expected: string[] = [];
		await asSystem(async (db) => {
			for (const { id, publishedAt } of await db.select().from(t.commitments)) {
				const recorded = await recordedOf(db, id);
				if (!publishedAt) continue;
				for (const [at, update] of recorded.updates.entries()) {
					const stands = (count: number) =>
						replay({ ...recorded, updates: recorded.updates.slice(0, count) }).standings.get(
							update.reporterId
						)?.status ?? null;
					const [from, to] = [stands(at), stands(at + 1)];
					const [row] = await db
						.select()
						.from(t.commitmentUpdates)
						.where(eq(t.commitmentUpdates.id, update.id));
					if (from !== to && row?.decidedAt && row.decidedAt > publishedAt)
						expected.push(`${row.decidedAt.toISOString().slice(0, 10)} ${update.id} ${from} ${to}`);
				}
			}
		});
		const statuses = (await read()).flatMap((one) =>
			one.kind === 'status_changed' ? [`${dayOf(one)} ${one.id} ${one.from} ${one.to}`] : []
		);
		expect(statuses.some((one) => one.includes(' null '))).toBe(true);
		expect(statuses.some((one) => !one.includes(' null '))).toBe(true);
		expect(statuses.sort()).toEqual(expected.sort());
	});

	it('says which fields of a wording differ from the one before', async () => {
		const wordings = (await read()).flatMap((one) =>
			one.kind === 'wording_changed' ? [one.fields.toSorted().join()] : []
		);
		expect(new Set(wordings)).toEqual(
			new Set(['leadAgency,titleFr', 'leadAgency,startsOn,titleFr'])
		);
	});

	it('counts how ratings moved as the record of the company does', async () => {
		const changes = await read();
		const companies = new Set(
			changes.flatMap((one) => (one.kind === 'assessment_published' ? (one.who?.key ?? []) : []))
		);
		expect(companies.size).toBeGreaterThan(1);
		for (const slug of companies) {
			const cycles = await withActor(PUBLIC, async (db) => {
				const course = await courseOf(db, slug, VOLUNTARY_PRINCIPLES);
				return course?.cycles ?? [];
			});
			for (const [at, { id, ratings }] of cycles.entries()) {
				const before = cycles[at - 1];
				const found = changes.find((one) => one.id === id);
				expect(found?.kind === 'assessment_published' && found.movement).toEqual(
					before ? { since: before.name, ...countChanges(before.ratings, ratings) } : null
				);
			}
		}
	});
});

describe('what is left out', () => {
	it('is whatever is not published or not for everyone, whoever asks', async () => {
		const open = await read();
		expect(JSON.stringify(open)).not.toContain(KEPT);
		for (const name of ['stranger', 'approver', 'editor', 'administrator'])
			expect(await read({}, who(name)), name).toEqual(open);
	});

	it('is what is accepted under an embargo', async () => {
		const kept = await asSystem(async (db) => {
			const cycle = only(
				await db.select().from(t.cycles).where(isNull(t.cycles.publishedAt)).limit(1)
			);
			const publishAt = new Date(Date.now() + 60_000);
			await db
				.update(t.cycles)
				.set({ publishAt, scheduledBy: who('publisher').userId })
				.where(eq(t.cycles.id, cycle.id));
			const accepted = {
				cycleId: cycle.id,
				organisationId: world.owner.id,
				state: 'accepted' as const,
				revision: 1,
				acceptedAt: new Date()
			};
			return only(await db.insert(t.assessments).values(accepted).returning());
		});
		const changes = await read({}, who('publisher'));
		expect(changes.filter(({ id }) => id === kept.id)).toEqual([]);
	});
});

describe('the order', () => {
	it('is newest first, and leafing through it gives each once', async () => {
		const changes = await read();
		expect(changes.map(keyOf)).toEqual(changes.toSorted(inOrder).map(keyOf));
		expect(new Set(changes.map(keyOf)).size).toBe(changes.length);
		const { changes: whole, next } = await withActor(PUBLIC, (db) =>
			changesSince(db, changeFilters.parse(EVER), { limit: 100_000, after: null })
		);
		expect(next).toBeNull();
		expect(whole).toEqual(changes);
	});

	it('goes on from a place of ours alone', () =>
		expect(
			withActor(PUBLIC, (db) => changesSince(db, {}, { limit: 1, after: 'nowhere' }))
		).rejects.toMatchObject({ reason: 'not_found' }));
});

describe('what is chosen', () => {
	it('is what became public on these days, both included', async () => {
		const all = await read();
		const [from, to] = ['2026-03-02', '2026-08-15'];
		const within = all.filter((one) => dayOf(one) >= from && dayOf(one) <= to);
		expect(within.some((one) => dayOf(one) === from)).toBe(true);
		expect(within.some((one) => dayOf(one) === to)).toBe(true);
		expect((await read({ from, to })).map(keyOf)).toEqual(within.map(keyOf));
		const day = all[0] && dayOf(all[0]);
		expect((await read({ from: day, to: day })).map(keyOf)).toEqual(
			all.filter((one) => dayOf(one) === day).map(keyOf)
		);
	});

	/** Of each kind but the statuses, which have the owners of updates. */
	const chosenBy = async (condition: string) => {
		const ids = await Promise.all(
			Object.entries(FOUND).map(async ([kind, found]) => {
				const rows = await rowsOf<Expected>(
					sql.raw(
						`select x.* from (${found}) x left join organisations o on o.id = x.organisation where ${condition.replaceAll('{kind}', kind)}`
					)
				);
				return rows.map(({ id }) => `${kind} ${id}`);
			})
		);
		return ids.flat().sort();
	};
	const chosen = async (asked: Partial<ChangeFilters>) =>
		(await read(asked))
			.filter(({ kind }) => kind !== 'status_changed')
			.map(({ kind, id }) => `${kind} ${id}`)
			.sort();

	it('is what the bodies, the companies and the treaties of a country did', async () => {
		const expected = await chosenBy(
			`o.country_code = 'CA' or '{kind}' = 'treaty_action' and x.id in (select id from treaty_actions where country_code = 'CA')`
		);
		expect(new Set(expected.map((one) => one.split(' ')[0])).size).toBeGreaterThan(4);
		expect(await chosen({ country: 'CA' })).toEqual(expected);
		const owners = (await read({ country: 'CA' })).map(({ who }) => who?.path);
		expect(
			owners.every((path) => path === '/countries/CA' || path?.startsWith('/companies/'))
		).toBe(true);
	});

	it('is what was published of a company', async () => {
		const { slug } = await asSystem(async (db) => {
			const [one] = await db
				.select({ slug: t.organisations.slug })
				.from(t.assessments)
				.innerJoin(t.organisations, eq(t.organisations.id, t.assessments.organisationId))
				.where(eq(t.assessments.disclosed, true));
			return one ?? { slug: '' };
		});
		const expected = await chosenBy(`o.slug = '${slug}'`);
		expect(expected.length).toBeGreaterThan(1);
		expect(await chosen({ company: slug })).toEqual(expected);
	});

	it('is what was promised in a forum, and what its member organisations published', async () => {
		for (const forum of ['five-country', 'tech-coalition'])
			expect(await chosen({ forum }), forum).toEqual(
				await chosenBy(
					`'{kind}' not in ('summary_published', 'treaty_action') and case when '{kind}' like '%\\_published' and '{kind}' <> 'commitment_published' or '{kind}' = 'endorsement_recorded' then o.id in (select organisation_id from forum_memberships where forum_key = '${forum}' and until is null) else x.forum = '${forum}' end`
				)
			);
	});

	it('is what concerns a principle', async () => {
		const expected = await chosenBy(
			`exists (select from requirements r join frameworks f on f.id = r.framework_id where f.key = 'voluntary-principles' and r.number = 3 and case
				when '{kind}' in ('commitment_published', 'commitment_withdrawn') then exists (select from commitment_requirements q where q.commitment_id = x.id and q.requirement_id = r.id)
				when '{kind}' = 'wording_changed' then exists (select from commitment_requirements q join commitment_versions v on v.commitment_id = q.commitment_id where v.id = x.id and q.requirement_id = r.id)
				when '{kind}' = 'finding_published' then exists (select from findings g where g.id = x.id and g.requirement_id = r.id)
				else '{kind}' = 'assessment_published' end)`
		);
		expect(await chosen({ principle: 3 })).toEqual(expected);
		const moved = (await read({ principle: 3 })).flatMap((one) =>
			one.kind === 'assessment_published' && one.movement ? [one.movement] : []
		);
		expect(moved.length).toBeGreaterThan(0);
		for (const { higher, lower, same, other } of moved)
			expect(higher + lower + same + other).toBe(1);
	});

	it('is found, or said not to be', async () => {
		for (const asked of [{ country: 'ZZ' }, { company: 'none' }, { forum: 'x' }, { principle: 99 }])
			await expect(read(asked)).rejects.toMatchObject({ reason: 'not_found' });
	});
});

it('the file has a line for each change, with what the page says of it', async () => {
	const { records, columns } = await withActor(PUBLIC, (db) =>
		changeRecords(db, changeFilters.parse(EVER), { limit: 100_000, after: null })
	);
	const changes = await read();
	expect(records.map(({ date, kind, id, address }) => [date, kind, id, address])).toEqual(
		changes.map((one) => [dayOf(one), one.kind, one.id, one.path])
	);
	expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(CHANGE_KINDS));
	expect(columns).toContain('status_from');
});
