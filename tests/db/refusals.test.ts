import type { RequestEvent } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor, type Person } from '#lib/access/actor.ts';
import { TOKEN_LIMIT } from '#lib/access/bearer.server.ts';
import { keepRefusal, type Refused } from '#lib/access/refusals.server.ts';
import { requireFresh } from '#lib/access/require.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { secretariatLog } from '#lib/audit/queries.server.ts';
import { publishCommitment } from '#lib/commitments/commands/decide.server.ts';
import { getCommitment } from '#lib/commitments/queries/detail.server.ts';
import { readOwn } from '#lib/exchange/writing/own.server.ts';
import { beginCommitment } from '#lib/exchange/writing/commitments.server.ts';
import { asActor, attemptInPlace } from '#lib/forms/attempt.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import { ask, begin, DRAFT, tokenOn } from './api-stage.ts';
import { as, setStage, type Stage } from './assessment-world.ts';
import { asSystem } from './world.ts';

let stage: Stage;
let reference: string;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	({ reference = '' } = (await begin(await tokenOn(stage))).at);
}, 60_000);
afterAll(closeDatabase);

const who = (name: string): Person => stage.who(name) as Person;
const MINUTE = 60_000;
/** A minute of its own for each test: what was recorded in it counts. */
let now = new Date('2026-03-02T09:00:00Z');
const nextMinute = () => (now = new Date(now.valueOf() + MINUTE));

interface Sent {
	route?: string;
	params?: Record<string, string>;
	action?: string;
}

function eventOf(actor: Actor, { route = '/workspace/x', params = {}, action }: Sent = {}) {
	const url = new URL(`https://concord.example/en/workspace/x${action ? `?/${action}` : ''}`);
	const request = new Request(url, { method: action ? 'POST' : 'GET' });
	return {
		locals: { actor },
		url,
		request,
		params,
		route: { id: route }
	} as unknown as RequestEvent;
}

/** What a request does, and what is recorded of it once it is answered. */
async function answer(event: RequestEvent, work: () => Promise<unknown>, requestId = randomUUID()) {
	const before = await events();
	const came = await work().catch((thrown: unknown) => thrown);
	if (event.locals.refused) await keepRefusal(event.locals.refused, requestId, now);
	const after = await events();
	return { came, requestId, written: after.slice(before.length) };
}
const events = () => asSystem((db) => db.select().from(t.auditEvents).orderBy(t.auditEvents.seq));

const read = (event: RequestEvent, given: string) => () =>
	asActor(event, (db, actor) => getCommitment(db, actor, given));
const send = (event: RequestEvent, work: (db: Db, actor: Actor) => Promise<unknown>) => () =>
	attemptInPlace(event, { values: {} }, work);

describe('[TRUST 61] what a member is refused', () => {
	it('is one entry of who, what, where and which request, where it is not theirs to see', async () => {
		nextMinute();
		const event = eventOf(who('stranger'), {
			route: '/workspace/commitments/[reference]',
			params: { reference, name: 'ana.lima@example.org' }
		});
		const { came, written, requestId } = await answer(event, read(event, reference));
		expect(came).toMatchObject({ status: 404 });
		expect(written).toMatchObject([
			{
				event: 'access.refused',
				actorId: who('stranger').userId,
				subjectId: who('stranger').userId,
				organisationId: null
			}
		]);
		expect(JSON.parse(written[0]?.detail ?? '')).toEqual({
			reason: 'not_found',
			method: 'GET',
			route: '/workspace/commitments/[reference]',
			about: [reference],
			request: requestId
		});
	});

	it('is recorded while all of what was refused is rolled back', async () => {
		nextMinute();
		const event = eventOf(who('contributor'), { action: 'publish' });
		const { came, written } = await answer(
			event,
			send(event, async (db, actor) => {
				await beginCommitment.act(db, {
					actor: actor as never,
					organisationId: stage.world.owner.id,
					at: {},
					values: { ...DRAFT, titleEn: 'Rolled back' },
					version: 0,
					token: randomUUID()
				});
				throw new Refusal('not_allowed');
			})
		);
		expect(came).toMatchObject({ status: 403 });
		expect(written.map((one) => one.event)).toEqual(['access.refused']);
		expect(JSON.parse(written[0]?.detail ?? '')).toMatchObject({
			reason: 'not_allowed',
			method: 'POST',
			action: 'publish'
		});
		const rows = await asSystem((db) => db.select().from(t.commitments));
		expect(rows.length).toBeGreaterThan(0);
		expect(JSON.stringify(rows)).not.toContain('Rolled back');
	});

	it('is an entry for a proof that is too old, and for a second person who is the first', async () => {
		nextMinute();
		const old = { ...who('editor'), provedAt: 0 };
		const event = eventOf(old, { action: 'publish' });
		const late = await answer(
			event,
			send(event, async () => requireFresh(old))
		);
		expect(late.written.map(({ detail }) => JSON.parse(detail) as unknown)).toMatchObject([
			{ reason: 'prove_again' }
		]);
		const again = eventOf(old, { action: 'publish' });
		const same = await answer(
			again,
			send(again, () => Promise.reject(new Refusal('same_person')))
		);
		expect(same.written.map(({ detail }) => JSON.parse(detail) as unknown)).toMatchObject([
			{ reason: 'same_person' }
		]);
	});

	it('is no entry for what a form lacks, nor for nobody', async () => {
		nextMinute();
		const lacking = eventOf(who('editor'), { action: 'publish' });
		const incomplete = () => Promise.reject(new Refusal('incomplete', ['titleEn']));
		expect((await answer(lacking, send(lacking, incomplete))).written).toEqual([]);
		const nobody = eventOf(PUBLIC);
		expect((await answer(nobody, read(nobody, reference))).written).toEqual([]);
	});

	it('does not flood the log: one entry for a person, a form, a reason and a minute', async () => {
		nextMinute();
		const tried = async (name: string, action: string) => {
			const event = eventOf(who(name), { action });
			const work = send(event, (db, actor) =>
				publishCommitment(db, actor, reference, { version: 1, token: randomUUID() } as never)
			);
			return (await answer(event, work)).written.length;
		};
		let written = 0;
		for (let n = 0; n < 40; n += 1) written += await tried('stranger', 'publish');
		expect(written).toBe(1);
		expect(await tried('stranger', 'return')).toBe(1);
		expect(await tried('contributor', 'publish')).toBe(1);
		nextMinute();
		expect(await tried('stranger', 'publish')).toBe(1);
	});

	it('is told the secretariat with the name, under a heading of its own', async () => {
		const { entries } = await as(who('editor'), secretariatLog, { group: 'refusals' });
		expect(entries.length).toBeGreaterThan(5);
		expect(new Set(entries.map(({ event }) => event))).toEqual(new Set(['access.refused']));
		expect(entries.map(({ by }) => by)).toContainEqual({
			kind: 'person',
			id: who('stranger').userId,
			name: who('stranger').name,
			byToken: false
		});
	});
});

describe('[TRUST 61] what a program is refused', () => {
	const kept = async (refused: Refused | undefined) => {
		const before = await events();
		if (refused) await keepRefusal(refused, randomUUID(), now);
		return (await events())
			.slice(before.length)
			.map(({ event, detail }) => [
				event,
				JSON.parse(detail) as { reason: string; token?: string }
			]);
	};

	it('is recorded with its token: what it was not made for, and what is not its own', async () => {
		nextMinute();
		const narrow = await tokenOn(stage, ['commitments:read']);
		const wide = await ask(beginCommitment, { token: narrow, body: DRAFT });
		expect(wide.status).toBe(403);
		expect(await kept(wide.refused)).toMatchObject([
			['access.refused', { reason: 'insufficient_scope', token: expect.any(String) }]
		]);
	});

	it('is recorded once a minute where it asks too often', async () => {
		nextMinute();
		const token = await tokenOn(stage);
		const found: unknown[] = [];
		for (let n = 0; n < TOKEN_LIMIT.quota + 5; n += 1) {
			const { status, refused } = await ask(readOwn, { token });
			expect(status).toBe(n < TOKEN_LIMIT.quota ? 200 : 429);
			found.push(...(await kept(refused)));
		}
		expect(found).toMatchObject([['access.refused', { reason: 'too_many_requests' }]]);
	});
});
