import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endMembership } from '#lib/access/members.server.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { announceChanges, tidyWebhooks } from '#lib/webhooks/announce.server.ts';
import * as commands from '#lib/webhooks/commands.server.ts';
import { deliverWebhooks } from '#lib/webhooks/deliver.server.ts';
import { getEndpoint, listEndpoints } from '#lib/webhooks/queries.server.ts';
import type { Message } from '../receiver.ts';
import { as, refusal } from './assessment-world.ts';
import { published, world } from './commitment-stage.ts';
import {
	deliveries,
	endReceiver,
	endpoint,
	events,
	forgetEndpoints,
	input,
	receiver,
	row,
	setReceiver,
	verified,
	who
} from './webhook-stage.ts';
import { asSystem, person } from './world.ts';

beforeAll(setReceiver, 120_000);
afterAll(endReceiver);
beforeEach(forgetEndpoints);

describe('an endpoint', () => {
	it('is for those who manage the people of its organisation, and asks them who they are', async () => {
		const made: Record<string, string> = {};
		for (const name of Object.keys(world.actors))
			made[name] = await refusal(as(who(name), commands.createEndpoint, input()));
		expect(
			Object.keys(made)
				.filter((name) => made[name] === 'done')
				.sort()
		).toEqual(['administrator', 'approver']);
		expect(made).toMatchObject({
			public: 'not_signed_in',
			stranger: 'not_found',
			viewer: 'not_allowed'
		});
		const stale = { ...who('approver'), provedAt: Date.now() - 11 * 60 * 1000 };
		expect(await refusal(as(stale, commands.createEndpoint, input()))).toBe('prove_again');
	});

	it('is nowhere but on the public internet, by https, or where the operator said', async () => {
		const refused = [
			'http://example.org/',
			'https://127.0.0.1/',
			'https://[::1]/',
			'https://10.0.0.1/',
			'https://example.org:8443/',
			'http://127.0.0.1:1/'
		];
		expect(refused.filter(commands.mayReceive)).toEqual([]);
		expect([receiver.url, 'https://example.org/hook'].every(commands.mayReceive)).toBe(true);
		expect(
			await refusal(
				as(who('approver'), commands.createEndpoint, input({ url: 'https://10.0.0.1/' }))
			)
		).toBe('not_allowed');
	});

	it('has a secret that is shown once, and that a copy of the database does not tell', async () => {
		const once = input();
		const secret = await as(who('approver'), commands.createEndpoint, once);
		expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		expect(await refusal(as(who('approver'), commands.createEndpoint, once))).toBe(
			'already_exists'
		);
		const stored = await asSystem((db) => db.select().from(t.webhookEndpoints));
		const kept = stored.map((one) => Buffer.from(one.secret).toString('latin1')).join();
		expect(kept).not.toContain(secret.slice(6));
		expect(JSON.stringify(await as(who('approver'), listEndpoints))).not.toMatch(/whsec_|secret/);
	});

	it('signs with both secrets for a day once it has a new one, then with that alone', async () => {
		const { id, secret } = await endpoint();
		const renewed = await as(who('approver'), commands.renewSecret, id);
		await as(who('approver'), commands.testEndpoint, id);
		expect(await deliverWebhooks()).toBe(1);
		const [during] = receiver.received;
		for (const one of [secret, renewed]) expect(verified(one, during as Message).type).toBe('test');
		await asSystem((db) =>
			db
				.update(t.webhookEndpoints)
				.set({ previousUntil: new Date() })
				.where(eq(t.webhookEndpoints.id, id))
		);
		await as(who('approver'), commands.testEndpoint, id);
		await deliverWebhooks();
		const after = receiver.received[1] as Message;
		expect(verified(renewed, after).type).toBe('test');
		expect(() => verified(secret, after)).toThrow();
		expect(await events(id)).toEqual([
			'webhook.created',
			'webhook.secret_renewed',
			'webhook.tested',
			'webhook.tested'
		]);
	});

	it('is tried without trying again, also while it is paused', async () => {
		const { id } = await endpoint();
		await as(who('approver'), commands.pauseEndpoint, id);
		await as(who('approver'), commands.testEndpoint, id);
		await published();
		await announceChanges();
		receiver.next(404);
		await deliverWebhooks();
		expect(receiver.received).toHaveLength(1);
		expect(await deliveries(id)).toMatchObject([
			{ kind: 'test', state: 'dead', lastStatus: 404 },
			{ state: 'waiting' }
		]);
		const { deliveries: shown } = await as(who('approver'), getEndpoint, id);
		expect(shown.map(({ kind }) => kind)).toEqual(['commitment_published', 'test']);
	});

	it('ends with the membership of who answers for it, at once', async () => {
		const colleague = await person(world.owner, 'approver');
		const { id } = await endpoint({}, colleague);
		await published();
		await announceChanges();
		const { id: membership } = only(
			await asSystem((db) =>
				db.select().from(t.memberships).where(eq(t.memberships.userId, colleague.userId))
			)
		);
		await as(who('approver'), endMembership, { membership });
		expect(await deliverWebhooks()).toBe(0);
		expect(receiver.received).toEqual([]);
		expect((await as(who('approver'), getEndpoint, id)).endpoint.state).toBe('ended');
		await tidyWebhooks();
		expect((await row(id)).endedAt).not.toBeNull();
		expect(await events(id)).toEqual(['webhook.created', 'webhook.ended']);
		expect(await refusal(as(who('approver'), commands.resumeEndpoint, id))).toBe('wrong_state');
	});

	it('is ended by those who manage it, and by nobody else', async () => {
		const { id } = await endpoint();
		expect(await refusal(as(who('stranger'), commands.endEndpoint, id))).toBe('not_found');
		expect(await as(who('administrator'), commands.endEndpoint, id)).toBe(
			'/workspace/settings/webhooks?organisation=owner'
		);
		expect(await refusal(as(who('approver'), commands.testEndpoint, id))).toBe('wrong_state');
	});
});
