import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cycleProgress } from '#lib/assessments/queries.server.ts';
import { changeCycle, createCycle } from '#lib/frameworks/commands.server.ts';
import { getCycle, listCycles } from '#lib/frameworks/queries/cycles.server.ts';
import { termsSeen } from '#lib/frameworks/rules.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { answered, as, attest, setStage, type Stage } from './assessment-world.ts';
import { asSystem, organisation, person } from './world.ts';

let stage: Stage;
let frameworkId: string;
const CONTENT = {
	key: '2031',
	nameEn: 'Cycle of 2031',
	nameFr: 'Cycle de 2031',
	opensOn: '2031-01-10',
	dueOn: '2031-03-31',
	closesOn: '2031-04-30',
	invitationOnly: false,
	extensionDays: 14,
	replyDays: 14
};
const who = (name: string) => stage.who(name);
const create = (by: string, over: Partial<typeof CONTENT> & { token?: string } = {}) =>
	as(who(by), createCycle, { ...CONTENT, frameworkId, token: randomUUID(), ...over });
const idIn = (path: string) => path.split('/').at(-1) ?? '';

beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	const { cycleId } = await stage.inNewCycle();
	const made = only(
		await asSystem((db) => db.select().from(t.cycles).where(eq(t.cycles.id, cycleId)))
	);
	frameworkId = made.frameworkId;
}, 60_000);
afterAll(closeDatabase);

describe('a cycle', () => {
	it('is set up once by an administrator, and by nobody else', async () => {
		await expect(create('publisher')).rejects.toMatchObject({ reason: 'not_allowed' });
		const token = randomUUID();
		const page = await create('administrator', { token });
		expect(await create('administrator', { token })).toBe(page);
		expect(await as(who('editor'), getCycle, idIn(page))).toMatchObject({
			...{ key: '2031', opensOn: '2031-01-10', audience: 'companies', mayManage: false }
		});
		await expect(create('administrator')).rejects.toMatchObject({
			reason: 'already_exists',
			where: ['key']
		});
	});

	it('is not set up for a framework that nobody is assessed by', async () => {
		const pillars = only(
			await asSystem((db) =>
				db
					.insert(t.frameworks)
					.values({
						key: 'tags',
						version: '1',
						nameEn: 'Tags',
						nameFr: 'Étiquettes',
						audience: 'commitments',
						disclosure: 'per_organisation'
					})
					.returning()
			)
		);
		await expect(
			as(who('administrator'), createCycle, {
				...CONTENT,
				frameworkId: pillars.id,
				token: randomUUID()
			})
		).rejects.toMatchObject({ reason: 'not_found' });
	});

	it('moves its days for who saw the present ones, until it is published', async () => {
		const id = idIn(await create('administrator', { key: 'moved' }));
		const later = { ...CONTENT, dueOn: '2031-04-15' };
		const seen = termsSeen(CONTENT);
		await as(who('administrator'), changeCycle, id, { ...later, seen });
		expect(await as(who('administrator'), getCycle, id)).toMatchObject({ dueOn: '2031-04-15' });
		await expect(
			as(who('administrator'), changeCycle, id, { ...later, seen })
		).rejects.toMatchObject({ reason: 'stale' });
		await asSystem((db) =>
			db.update(t.cycles).set({ publishedAt: new Date() }).where(eq(t.cycles.id, id))
		);
		await expect(
			as(who('administrator'), changeCycle, id, { ...later, seen: termsSeen(later) })
		).rejects.toMatchObject({ reason: 'wrong_state' });
	});

	it('is listed newest first', async () => {
		const { cycles, mayManage } = await as(who('editor'), listCycles);
		expect(mayManage).toBe(false);
		const days = cycles.map(({ opensOn }) => opensOn);
		expect(days).toEqual([...days].sort().reverse());
	});
});

describe('how far a cycle is', () => {
	it('says who has not started and where each stands, not what they answer', async () => {
		const company = await organisation('company', 'silent-company');
		await person(company, 'contributor');
		const readers = await organisation('company', 'company-of-readers');
		await person(readers, 'viewer');
		const endorser = await organisation('company', 'endorser-without-people');
		await asSystem((db) =>
			db.insert(t.endorsements).values({ frameworkId, organisationId: endorser.id })
		);
		const inCycle = await stage.inNewCycle();
		const cycle = {
			id: inCycle.cycleId,
			frameworkId,
			audience: 'companies',
			invitationOnly: false
		};
		const id = await answered(who('contributor'), inCycle);
		const states = async () => {
			const progress = await as(who('editor'), cycleProgress, cycle);
			expect(JSON.stringify(progress)).not.toMatch(/narrative|rating/);
			return {
				unreachable: progress.unreachable,
				...Object.fromEntries(progress.organisations.map(({ name, state }) => [name.en, state]))
			};
		};
		expect(await states()).toMatchObject({
			'Name of owner': 'draft',
			'Name of silent-company': null,
			unreachable: 1
		});
		expect(await states()).not.toHaveProperty('Name of company-of-readers');
		await attest(who('approver'), id);
		expect(await states()).toMatchObject({ 'Name of owner': 'submitted' });
	});
});
