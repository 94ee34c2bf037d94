import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { PUBLIC } from '#lib/access/actor.ts';
import { findingRecords } from '#lib/exchange/listings/findings.server.ts';
import {
	decideFinding,
	recordFinding,
	replyToFinding
} from '#lib/frameworks/commands/findings.server.ts';
import { findingInput, type FindingInput } from '#lib/frameworks/finding-schema.ts';
import {
	findingTasks,
	listFindings,
	ownFindings
} from '#lib/frameworks/queries/findings.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { as } from './assessment-world.ts';
import { asSystem, cast, type Cast } from './world.ts';

let world: Cast;
let requirementId: string;
const who = (name: string) => world.actors[name] as Actor;

beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('company');
	requirementId = await asSystem(async (db) => {
		const framework = only(
			await db
				.insert(t.frameworks)
				.values({
					key: 'voluntary-principles',
					version: '2020',
					nameEn: 'Principles',
					nameFr: 'Principes',
					audience: 'companies',
					disclosure: 'per_organisation'
				})
				.returning()
		);
		const values = { frameworkId: framework.id, number: 1, titleEn: 'One', titleFr: 'Un' };
		return only(await db.insert(t.requirements).values(values).returning()).id;
	});
}, 60_000);
afterAll(closeDatabase);

const input = (given: Partial<FindingInput> = {}): FindingInput => ({
	...findingInput.parse({
		organisationId: world.owner.id,
		requirementId,
		voice: 'regulator_finding',
		direction: 'gap',
		textEn: 'UNPUBLISHED gap',
		textFr: 'Lacune NON PUBLIÉE',
		sourceUrl: 'https://example.org/report',
		certainty: 'confirmed',
		token: randomUUID()
	}),
	...given
});

const recorded = async (given: Partial<FindingInput> = {}) =>
	(await as(who('editor'), recordFinding, input(given))).split('/').at(-1) ?? '';
const publish = (id: string) =>
	as(who('editor'), decideFinding, id, { decision: 'publish' as const, reason: null });
const reply = (id: string, version = 0, body = 'We have mended it.') =>
	as(who('approver'), replyToFinding, id, { body, bodyLocale: 'en' as const, version });
const endClock = (id: string) =>
	asSystem((db) =>
		db.update(t.findings).set({ replyUntil: '2026-01-31' }).where(eq(t.findings.id, id))
	);
const rowOf = async (id: string) =>
	only(await asSystem((db) => db.select().from(t.findings).where(eq(t.findings.id, id))));
const shownTo = (name: string, id: string) =>
	withActor(who(name), async (db) =>
		(await listFindings(db, { organisation: 'owner' })).find((one) => one.id === id)
	);
const straight = (name: string, statement: ReturnType<typeof sql>) =>
	withActor(who(name), (db) => db.execute(statement));

describe('a gap', () => {
	it('waits fourteen days, seen by the company and the secretariat alone', async () => {
		const now = new Date('2026-11-25T10:00:00Z');
		const path = await withActor(who('editor'), (db) =>
			recordFinding(db, who('editor'), input({ replyDays: 30 }), now)
		);
		const id = path.split('/').at(-1) ?? '';
		expect(await rowOf(id)).toMatchObject({ state: 'awaiting_reply', replyUntil: '2026-12-25' });
		for (const name of ['public', 'stranger', 'viewer', 'editor'])
			expect(await shownTo(name, id), name).toBeUndefined();
		const records = await withActor(PUBLIC, (db) =>
			findingRecords(db, { limit: 500, after: null })
		);
		expect(JSON.stringify(records)).not.toContain('UNPUBLISHED');
		const theirs = await as(who('viewer'), ownFindings);
		expect(theirs.map((one) => one.id)).toContain(id);
		expect(await as(who('stranger'), ownFindings)).toEqual([]);
		expect((await as(who('contributor'), findingTasks)).map((one) => one.id)).toContain(id);
		expect(await as(who('viewer'), findingTasks)).toEqual([]);
	});

	it('is mailed to those who write for the company, without what it says', async () => {
		const id = await recorded();
		const mails = await asSystem((db) => db.select().from(t.mailOutbox));
		const about = mails.filter(({ dedupeKey }) => dedupeKey.startsWith(`finding:asked:${id}`));
		expect(about.map(({ recipient }) => recipient.split('-')[0]).sort()).toEqual([
			'approver',
			'contributor'
		]);
		expect(JSON.stringify(about)).not.toMatch(/UNPUBLISHED|NON PUBLIÉE|example\.org\/report/);
	});

	it('is not published before the company has replied or its days are over', async () => {
		const id = await recorded();
		await expect(publish(id)).rejects.toMatchObject({ reason: 'not_open' });
		await endClock(id);
		await publish(id);
		expect(await shownTo('public', id)).toMatchObject({ replyUntil: '2026-01-31', reply: null });
		await expect(publish(id)).rejects.toMatchObject({ reason: 'wrong_state' });
		await reply(id);
		expect((await shownTo('public', id))?.reply?.body).toBe('We have mended it.');
	});

	it('is published with the reply, which the company may reword and nobody else', async () => {
		const id = await recorded();
		for (const name of ['viewer', 'contributor', 'editor'])
			await expect(
				as(who(name), replyToFinding, id, { body: 'No', bodyLocale: 'en' as const, version: 0 }),
				name
			).rejects.toMatchObject({ reason: 'not_allowed' });
		await reply(id);
		expect((await as(who('contributor'), findingTasks)).map((one) => one.id)).not.toContain(id);
		await publish(id);
		await reply(id, 1, 'Mended in May.');
		await expect(reply(id, 1, 'Stale')).rejects.toMatchObject({ reason: 'stale' });
		const shown = await shownTo('public', id);
		expect(shown?.reply).toMatchObject({ body: 'Mended in May.', version: 2 });
		expect(shown?.reply?.changedAt).toBeInstanceOf(Date);
	});

	it('is dropped with a reason that the company reads and the public does not', async () => {
		const id = await recorded();
		await as(who('editor'), decideFinding, id, { decision: 'drop' as const, reason: 'Not so.' });
		expect(await shownTo('public', id)).toBeUndefined();
		const theirs = (await as(who('viewer'), ownFindings)).find((one) => one.id === id);
		expect(theirs).toMatchObject({ state: 'dropped', droppedReason: 'Not so.' });
		await expect(reply(id)).rejects.toMatchObject({ reason: 'wrong_state' });
	});
});

describe('past the domain, the database', () => {
	it('publishes no gap at once or with less than seven days, and none before its day', async () => {
		const add = (state: string, until: ReturnType<typeof sql>) =>
			straight(
				'editor',
				sql`insert into findings (organisation_id, requirement_id, voice, direction, source_url, state, reply_until, created_by)
					values (${world.owner.id}, ${requirementId}, 'civil_society', 'gap', 'https://example.org', ${state}, ${until}, concord_user())`
			);
		await expect(add('published', sql`null`)).rejects.toThrow();
		await expect(add('awaiting_reply', sql`current_date + 3`)).rejects.toThrow();
		const id = await recorded();
		await expect(
			straight('publisher', sql`update findings set state = 'published' where id = ${id}`)
		).rejects.toThrow();
		await expect(
			straight('publisher', sql`update findings set reply_until = '2026-01-01' where id = ${id}`)
		).rejects.toThrow();
		await expect(
			straight('publisher', sql`update findings set text_en = 'Other' where id = ${id}`)
		).rejects.toThrow();
	});

	it('changes nothing about what is published, and back-dates no reply', async () => {
		const id = await recorded();
		await reply(id);
		await publish(id);
		await straight('publisher', sql`update findings set text_en = 'Other' where id = ${id}`);
		expect((await rowOf(id)).textEn).toBe('UNPUBLISHED gap');
		await expect(
			straight(
				'approver',
				sql`update finding_replies set replied_at = '2020-01-01' where finding_id = ${id}`
			)
		).rejects.toThrow();
	});
});

describe('a practice', () => {
	it('is public at once, and claims no silence', async () => {
		const id = await recorded({ direction: 'practice' });
		expect(await shownTo('public', id)).toMatchObject({ state: 'published', replyUntil: null });
	});

	it('that proves wrong is put right by another, of the same company', async () => {
		const wrong = await recorded({ direction: 'practice' });
		const right = await recorded({ direction: 'practice', correctsId: wrong });
		expect((await shownTo('public', right))?.correctsId).toBe(wrong);
		expect(await shownTo('public', wrong)).toBeDefined();
		await expect(
			recorded({ correctsId: wrong, organisationId: world.other.id })
		).rejects.toMatchObject({ reason: 'unknown_reference' });
	});

	it('and a gap are recorded, replied to and decided on the record of what happened', async () => {
		const events = await asSystem((db) => db.select().from(t.auditEvents));
		for (const event of [
			'finding.recorded',
			'finding.replied',
			'finding.published',
			'finding.dropped'
		])
			expect(events.map((one) => one.event)).toContain(event);
		expect(JSON.stringify(events)).not.toMatch(/UNPUBLISHED|mended/i);
	});
});
