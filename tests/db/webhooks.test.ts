import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changesSince } from '#lib/changes/queries.server.ts';
import { changeRecord } from '#lib/exchange/listings/changes.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { announceChanges } from '#lib/webhooks/announce.server.ts';
import * as commands from '#lib/webhooks/commands.server.ts';
import { deliverWebhooks } from '#lib/webhooks/deliver.server.ts';
import { ATTEMPTS, PATIENCE } from '#lib/webhooks/rules.ts';
import { as, refusal } from './assessment-world.ts';
import { create, published } from './commitment-stage.ts';
import {
	DAY,
	deliveries,
	endReceiver,
	endpoint,
	events,
	forgetEndpoints,
	input,
	later,
	receiver,
	row,
	setReceiver,
	verified,
	who
} from './webhook-stage.ts';
import { asSystem } from './world.ts';

beforeAll(setReceiver, 120_000);
afterAll(endReceiver);
beforeEach(forgetEndpoints);

describe('a site that follows', () => {
	it('is told of a change as the list of changes has it, signed so that another library knows it', async () => {
		const { id, secret } = await endpoint();
		const reference = await published();
		expect(await announceChanges()).toBe(1);
		expect(await deliverWebhooks()).toBe(1);
		const [message] = receiver.received;
		if (!message) throw new Error('nothing came');
		const told = verified(secret, message);
		expect(told.type).toBe('commitment_published');
		const { changes } = await withActor({ kind: 'public' }, (db) =>
			changesSince(db, {}, { limit: 1, after: null })
		);
		const [listed] = changes;
		if (!listed) throw new Error('nothing is listed');
		expect(told.timestamp).toBe(listed.at);
		expect(told.data).toMatchObject({ ...changeRecord(listed) });
		expect(told.data.address).toBe(`/commitments/${reference}`);
		expect(told.data.api_address).toMatch(/\/api\/v1\/changes\?from=\d{4}-\d\d-\d\d&to=/);
		expect(message.headers['webhook-id']).toBe(`msg_${(await deliveries(id))[0]?.id}`);
		expect(message.headers.cookie).toBeUndefined();
		expect(() => verified(secret, { ...message, body: `${message.body} ` })).toThrow();
		expect(await events(id)).toEqual(['webhook.created']);
	});

	it('is told once, however many look for what is new and send it at the same time', async () => {
		const { id } = await endpoint();
		await Promise.all([published(), published()]);
		await Promise.all(Array.from({ length: 4 }, announceChanges));
		expect(await announceChanges()).toBe(0);
		expect(await deliveries(id)).toHaveLength(2);
		await Promise.all(Array.from({ length: 4 }, () => deliverWebhooks()));
		expect(receiver.received).toHaveLength(2);
		expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
	});

	it('is not told of what was public before it asked', async () => {
		await published();
		await announceChanges();
		const { id } = await endpoint();
		await announceChanges();
		expect(await deliveries(id)).toEqual([]);
	});

	it('is told only of what it asked for', async () => {
		const all = await endpoint();
		const here = await endpoint({ country: 'CA' });
		const other = await endpoint({ kinds: ['treaty_action', 'status_changed'] });
		await published();
		await announceChanges();
		expect(await deliveries(all.id)).toHaveLength(1);
		expect(await deliveries(here.id)).toHaveLength(1);
		expect(await deliveries(other.id)).toHaveLength(0);
		expect(
			await refusal(as(who('approver'), commands.createEndpoint, input({ country: 'ZZ' })))
		).toBe('not_found');
	});

	it('is told nothing of what only some may read, nor of what is public no longer when it is sent', async () => {
		const { id } = await endpoint();
		const reference = await create();
		expect(await announceChanges()).toBe(0);
		const { id: changeId } = only(
			await asSystem((db) =>
				db.select().from(t.commitments).where(eq(t.commitments.reference, reference))
			)
		);
		const at = '2026-11-26T12:00:00.000000Z';
		await asSystem((db) =>
			db
				.insert(t.webhookDeliveries)
				.values({ endpointId: id, kind: 'commitment_published', changeId, at })
		);
		expect(await deliverWebhooks()).toBe(0);
		expect(receiver.received).toEqual([]);
		expect(await deliveries(id)).toMatchObject([{ state: 'dropped' }]);
	});
});

describe('a message that does not arrive', () => {
	it('is sent again under the same id, later, until it does', async () => {
		const { id, secret } = await endpoint();
		await published();
		await announceChanges();
		receiver.next(500, 302);
		expect(await deliverWebhooks()).toBe(0);
		expect(await deliveries(id)).toMatchObject([
			{ state: 'waiting', attempts: 1, lastStatus: 500, lastFailure: 'answered' }
		]);
		expect((await row(id)).failingSince).not.toBeNull();
		expect(await deliverWebhooks()).toBe(0);
		expect(receiver.received).toHaveLength(1);
		expect(await deliverWebhooks(later(60_000))).toBe(0);
		expect(await deliveries(id)).toMatchObject([{ lastStatus: 302, lastFailure: 'redirected' }]);
		expect(await deliverWebhooks(later(DAY))).toBe(1);
		expect(await deliveries(id)).toMatchObject([
			{ state: 'delivered', attempts: 3, lastStatus: 204, lastFailure: null }
		]);
		expect((await row(id)).failingSince).toBeNull();
		expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
		for (const message of receiver.received) verified(secret, message);
	});

	it('is given up after so many attempts, and sent again when somebody says so: one, or all', async () => {
		const { id } = await endpoint();
		await published();
		await published();
		await announceChanges();
		/** As often as it is tried, at the times on which it is. */
		const tryToTheEnd = async () => {
			for (let at = 0, now = new Date(); at < ATTEMPTS; at++) {
				await deliverWebhooks(now);
				const next = (await deliveries(id)).map(({ nextAttemptAt }) => nextAttemptAt.getTime());
				now = new Date(Math.max(...next));
			}
		};
		receiver.always(503);
		await tryToTheEnd();
		expect(receiver.received).toHaveLength(2 * ATTEMPTS);
		await deliverWebhooks(later(100 * DAY));
		expect(receiver.received).toHaveLength(2 * ATTEMPTS);
		const [first, second] = await deliveries(id);
		expect([first?.state, second?.state]).toEqual(['dead', 'dead']);
		receiver.always(200);
		await as(who('approver'), commands.sendAgain, id, first?.id);
		expect(await deliverWebhooks()).toBe(1);
		await as(who('approver'), commands.sendAgain, id);
		expect(await deliverWebhooks()).toBe(1);
		expect((await deliveries(id)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
		expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(`msg_${second?.id}`);
		receiver.always(503);
		await as(who('approver'), commands.testEndpoint, id);
		await tryToTheEnd();
		// A trial that failed is no message that was lost.
		expect((await deliveries(id)).filter(({ state }) => state === 'dead')).toMatchObject([
			{ kind: 'test' }
		]);
		expect(await refusal(as(who('approver'), commands.sendAgain, id))).toBe('stale');
		expect(await events(id)).toEqual([
			'webhook.created',
			'webhook.replayed',
			'webhook.replayed',
			'webhook.tested'
		]);
	});

	it('for days has its endpoint left alone, and who answers for it told; what waits goes out afterwards', async () => {
		const { id } = await endpoint();
		await published();
		await announceChanges();
		receiver.always(500);
		await deliverWebhooks();
		await published();
		await announceChanges();
		await deliverWebhooks(later(PATIENCE + 1000));
		expect(await row(id)).toMatchObject({ pausedBecause: 'failing' });
		const mails = await asSystem((db) =>
			db
				.select()
				.from(t.mailOutbox)
				.where(eq(t.mailOutbox.recipient, who('approver').email))
		);
		expect(mails.filter(({ subject }) => subject.includes('Our site'))).toHaveLength(1);
		expect(mails.at(-1)?.body).toContain(`/workspace/settings/webhooks/${id}`);
		const before = receiver.received.length;
		await published();
		await announceChanges();
		await deliverWebhooks(later(2 * PATIENCE));
		expect(receiver.received).toHaveLength(before);
		receiver.always(200);
		await as(who('approver'), commands.resumeEndpoint, id);
		await deliverWebhooks(later(2 * PATIENCE));
		expect((await deliveries(id)).map(({ state }) => state)).toEqual([
			'delivered',
			'delivered',
			'delivered'
		]);
		expect(await events(id)).toEqual(['webhook.created', 'webhook.paused', 'webhook.resumed']);
	});

	it('because the site is gone for good has it left alone at once', async () => {
		const { id } = await endpoint();
		await published();
		await announceChanges();
		receiver.next(410);
		await deliverWebhooks();
		expect(await row(id)).toMatchObject({ pausedBecause: 'failing' });
	});
});
