import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { closeDatabase, database, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { besideReading, whatIsRead } from '#lib/server/db/reading.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, organisation } from './world.ts';

const heard: string[] = [];
let lost = 0;
/** Each is given out by Node once in a process. */
const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));
let ministry: Awaited<ReturnType<typeof organisation>>;

beforeAll(async () => {
	useDatabase(await freshDatabase());
	const { tidings } = await database();
	tidings.keep({ changed: (table) => heard.push(table), lost: () => (lost += 1) });
	await vi.waitUntil(() => tidings.current(), { timeout: 5_000 });
	ministry = await organisation('government', 'ministry');
});
afterAll(closeDatabase);
beforeEach(() => void heard.splice(0));

/** What has been heard since this was asked last. */
const heardNow = () => heard.splice(0).sort();
/** What goes with a commitment that becomes public or ceases to be: the list is made of it too. */
const LISTED = ['commitment_facet_counts', 'commitment_facets', 'commitments'];

const commitment = (given: Partial<typeof t.commitments.$inferInsert>) =>
	asSystem(async (db) =>
		only(
			await db
				.insert(t.commitments)
				.values({
					reference: `M-${randomUUID().slice(0, 8)}`,
					ownerId: ministry.id,
					kind: 'policy',
					titleEn: 'A promise',
					...given
				})
				.returning()
		)
	);
const milestone = (commitmentId: string) =>
	asSystem((db) =>
		db.insert(t.milestones).values({ commitmentId, position: 1, titleEn: 'A step' })
	);

describe('who keeps pages', () => {
	it('has heard of a change when whoever made it is told that it is made', async () => {
		for (let round = 0; round < 50; round++) {
			heard.splice(0);
			await asSystem((db) =>
				db
					.update(t.organisations)
					.set({ nameEn: `Ministry ${round}` })
					.where(eq(t.organisations.id, ministry.id))
			);
			expect(heard).toEqual(['organisations']);
		}
	});

	it('hears nothing of what nobody but its owners sees, and of all that is public', async () => {
		const draft = await commitment({ state: 'draft' });
		await milestone(draft.id);
		await asSystem((db) =>
			db.update(t.commitments).set({ titleEn: 'Other' }).where(eq(t.commitments.id, draft.id))
		);
		expect(heard).toEqual([]);
		const published = await commitment({ state: 'published', publishedAt: new Date() });
		expect(heardNow()).toEqual(LISTED);
		await milestone(published.id);
		expect(heardNow()).toEqual(['milestones']);
		await asSystem((db) =>
			db.delete(t.milestones).where(eq(t.milestones.commitmentId, published.id))
		);
		expect(heardNow()).toEqual(['milestones']);
		await asSystem((db) => db.delete(t.commitments).where(eq(t.commitments.id, published.id)));
		expect(heardNow()).toEqual(LISTED);
	});

	it('hears when something is published, and when it is taken back', async () => {
		const { id } = await commitment({ state: 'submitted' });
		const set = (given: Partial<typeof t.commitments.$inferInsert>) =>
			asSystem((db) => db.update(t.commitments).set(given).where(eq(t.commitments.id, id)));
		expect(heard).toEqual([]);
		await set({ state: 'published', publishedAt: new Date() });
		expect(heardNow()).toEqual(LISTED);
		await set({ state: 'withdrawn', withdrawnReason: 'replaced' });
		expect(heardNow()).toEqual(['commitments']);
	});

	it('hears nothing where nothing is changed, and nothing of what was undone', async () => {
		await asSystem((db) => db.update(t.organisations).set({ nameEn: sql`name_en` }));
		await asSystem(async (db) => {
			await db.update(t.organisations).set({ nameEn: 'Never' });
			throw new Error('undone');
		}).catch(() => {});
		expect(heard).toEqual([]);
	});

	it('answers one question at a time, however many are asked at once', async () => {
		await asSystem((db) =>
			db.execute(sql`select pg_notify('concord_asked', '1 ' || n) from generate_series(1, 20) n`)
		);
		await asSystem((db) =>
			db
				.update(t.organisations)
				.set({ nameEn: 'Ministry that answers' })
				.where(eq(t.organisations.id, ministry.id))
		);
		expect(heardNow()).toEqual(['organisations']);
		expect(warnings).toEqual([]);
	});

	it('is told that it may have missed something when it begins to hear', () => {
		expect(lost).toBeGreaterThan(0);
	});
});

describe('what an answer is made of', () => {
	const read = () => withActor(PUBLIC, (db) => db.select().from(t.commitments));

	it('is known by its tables, also those of views, functions and rules', async () => {
		const { tables, unheard } = await whatIsRead(async () => {
			await read();
			await withActor(PUBLIC, (db) => db.select().from(t.milestones));
		});
		expect([...tables].sort()).toEqual(['commitment_updates', 'commitments', 'milestones']);
		expect(unheard).toBe(false);
	});

	it('is not kept where it was read from a table that tells nothing, or as somebody', async () => {
		const users = await whatIsRead(() => withActor(PUBLIC, (db) => db.select().from(t.users)));
		expect(users.unheard).toBe(true);
		const system = await whatIsRead(() => asSystem((db) => db.select().from(t.organisations)));
		expect(system.unheard).toBe(true);
		const beside = await whatIsRead(async () => {
			await read();
			await besideReading(() => asSystem((db) => db.select().from(t.users)));
		});
		expect(beside.unheard).toBe(false);
		expect(beside.tables.has('users')).toBe(false);
	});

	it('is told apart for those who read at once', async () => {
		const [one, other] = await Promise.all([
			whatIsRead(read),
			whatIsRead(() => withActor(PUBLIC, (db) => db.select().from(t.countries)))
		]);
		expect([...one.tables]).toEqual(['commitments']);
		expect([...other.tables]).toEqual(['countries']);
	});
});
