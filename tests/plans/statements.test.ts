import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor, type Person } from '#lib/access/actor.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { openPostgres } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { asSystem, cast, type Cast } from '../db/world.ts';
import { adminOf, createDatabase, type TestDatabase } from '../postgres.ts';
import { crowd } from './crowd.ts';
import { plantForPages } from './planting.ts';
import { open, ROUTES } from './opening.ts';
import { NOT_COUNTED, PAGES, type Planted, type Reader } from './pages.ts';
import { listener } from './plans.ts';

const FEW = 2;
const MANY = 8;

describe('the statements of a page', () => {
	const statements = listener();
	let made: TestDatabase;
	let people: Cast;
	let planted: Planted;
	const few = new Map<string, number>();
	/** Pages that could not be read, and what was said. */
	const unread: string[] = [];
	const many = new Map<string, number>();

	beforeAll(async () => {
		made = await createDatabase(process.env.TEST_DATABASE_URL ?? '', 'migrated');
		const { url, ownerUrl } = made;
		useDatabase(openPostgres(url, { pool: 2, ownerUrl, logger: statements }));
		await asSystem(loadReference);
		people = await cast('company');
		const crowded = adminOf(made);
		planted = await plantForPages(people, crowded);
		await crowd(crowded, 1, FEW);
		await count(few);
		await crowd(crowded, FEW + 1, MANY);
		await count(many);
	}, 600_000);
	afterAll(async () => {
		await closeDatabase();
		await made.drop();
	});

	/** Who they are with all their organisations, of which there are more each time. */
	async function readerNamed(name: Reader): Promise<Actor> {
		const actor = people.actors[name] ?? PUBLIC;
		if (actor.kind !== 'person' || !['approver', 'contributor'].includes(name)) return actor;
		const rows = await asSystem((db) =>
			db
				.select({ membership: t.memberships, organisation: t.organisations })
				.from(t.memberships)
				.innerJoin(t.organisations, eq(t.organisations.id, t.memberships.organisationId))
				.where(eq(t.memberships.userId, actor.userId))
		);
		return {
			...actor,
			memberships: rows.map(({ membership, organisation }) => ({
				organisationId: organisation.id,
				organisationSlug: organisation.slug,
				organisationKind: organisation.kind,
				organisationName: { en: organisation.nameEn, fr: organisation.nameFr },
				role: membership.role
			}))
		} satisfies Person;
	}

	async function count(into: Map<string, number>): Promise<void> {
		for (const [route, [reader, address]] of Object.entries(PAGES)) {
			const actor = await readerNamed(reader);
			const before = statements.heard.length;
			try {
				await open(route, address(planted), actor);
				into.set(route, statements.heard.length - before);
			} catch (thrown) {
				unread.push(
					`${route}: ${thrown instanceof Error ? thrown.message : JSON.stringify(thrown)}`
				);
			}
		}
	}

	it('are those of a page that can be read', () => {
		expect(unread).toEqual([]);
	});

	it('are counted for every route that reads', () => {
		expect(ROUTES.filter((route) => !(route in PAGES) && !(route in NOT_COUNTED))).toEqual([]);
	});

	it('are as many however many rows there are', () => {
		const grown = [...few].filter(([route, count]) => (many.get(route) ?? 0) !== count);
		expect(grown.map(([route, count]) => `${route}: ${count}, then ${many.get(route)}`)).toEqual(
			[]
		);
	});

	it('are those of the list', async () => {
		const list = [...many].map(([route, count]) => `${String(count).padStart(3)}  ${route}\n`);
		await expect(list.join('')).toMatchFileSnapshot('statements.txt');
	});
});
