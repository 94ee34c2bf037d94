import { randomUUID } from 'node:crypto';
import { setTimeout as moment } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailOutbox } from '#lib/server/db/schema/index.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { asSystem } from '../db/world.ts';
import { LONG, measured, quantile } from './figures.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import {
	inventory,
	invite,
	inviter,
	onPostgres,
	serverOn,
	type Base,
	type Inviter
} from './stage.ts';

/**
 * How long the mail server is away at least, in milliseconds: longer than a link is good for. In the short form,
 * everything that waits is made an hour older instead.
 */
const AWAY = LONG ? 11 * 60_000 : 0;
const MAILS = LONG ? 120 : 8;
/** How long a request may take while it is away. */
const WAITS_AT_MOST = 2_000;

let cluster: Cluster;
let base: Base;
let by: Inviter;
let mails: MailServer;
let servers: RunningServer[];
beforeAll(async () => {
	cluster = await startCluster();
	base = await onPostgres(cluster.url);
	by = await inviter(base);
	mails = await startMailServer();
	const given = { SMTP_URL: mails.url };
	servers = await Promise.all([serverOn(base, 'mail-1', given), serverOn(base, 'mail-2', given)]);
});
afterAll(async () => {
	await Promise.all(servers.map((server) => server.stop()));
	await mails.stop();
	await cluster.stop();
});

const first = () => servers[0] as RunningServer;

const askForLink = (email: string) =>
	fetch(`${first().address}/en/sign-in`, {
		method: 'POST',
		redirect: 'follow',
		headers: { accept: 'text/html', origin: first().address },
		body: new URLSearchParams({ email })
	});

const waiting = () =>
	base.within(() =>
		asSystem(async (db) => {
			const rows = await db.select().from(mailOutbox);
			return rows.filter(({ sentAt }) => !sentAt);
		})
	);

/** An hour goes by for everything that waits. */
const anHourPasses = () =>
	base.within(() =>
		asSystem((db) =>
			db.execute(sql`with mails as (
				update mail_outbox set created_at = created_at - interval '1 hour', next_attempt_at = next_attempt_at - interval '1 hour' where sent_at is null)
				update verification_tokens set expires = expires - interval '1 hour'`)
		)
	);

async function until(is: () => Promise<boolean> | boolean): Promise<void> {
	while (!(await is())) await moment(100);
}

/** The one link to finish signing in with. */
const linkIn = (text = '') => /http\S+\/sign-in\/confirm\S+/.exec(text)?.[0] ?? '';

describe('the mail server is away for an hour', () => {
	it('[TRUST 64] nobody waits for it, nothing is lost, each mail goes out once by two instances, sign-in says what is so', async () => {
		await mails.stop();
		const times: number[] = [];
		const timed = async (ask: () => Promise<Response>) => {
			const began = performance.now();
			const answer = await ask();
			await answer.text();
			times.push(performance.now() - began);
			return answer;
		};
		const invited = Array.from({ length: MAILS }, () => `${randomUUID()}@example.org`);
		for (const [at, email] of invited.entries()) {
			if (at === MAILS / 2) {
				await until(async () => (await waiting()).some(({ lastError }) => lastError));
				// From now on it takes connections, and says nothing.
				await mails.silence();
			}
			expect((await timed(() => invite(first(), by, email))).status).toBe(303);
		}
		const asks = invited[0] ?? '';
		const asked = await askForLink(asks);
		const page = await asked.text();
		expect(asked.status).toBe(200);
		// What is promised is not more than what is known.
		expect(page).toContain('Nothing after a few minutes?');
		expect(page).toContain('ask again');
		const all = MAILS + 1;
		await moment(AWAY);
		await mails.stop();
		// Whoever was in the middle of sending has been told.
		const soon = () => Date.now() + 62_000;
		await until(async () =>
			(await waiting()).every((mail) => mail.nextAttemptAt.valueOf() < soon())
		);
		if (!LONG) await anHourPasses();
		const kept = await waiting();
		expect(kept).toHaveLength(all);
		expect(kept.filter(({ failedAt, attempts }) => failedAt || attempts > 1)).toEqual([]);
		expect(mails.taken).toEqual([]);
		expect(servers.map((server) => server.exitCode())).toEqual([null, null]);

		await mails.start();
		const began = performance.now();
		// What is noted as sent is not sent again.
		await until(async () => !(await waiting()).length);
		const sentAfter = performance.now() - began;
		const ids = mails.taken.map(({ messageId }) => messageId);
		measured('mail server away', {
			'away, min': LONG ? AWAY / 60_000 : 60,
			'mails that waited': all,
			sent: new Set(ids).size,
			'sent twice': ids.length - new Set(ids).size,
			'all sent after it was back, s': Math.round(sentAfter / 1000),
			'slowest request meanwhile, ms': quantile(times, 1)
		});
		expect(ids.length).toBe(all);
		expect(new Set(ids).size).toBe(all);
		expect(quantile(times, 1)).toBeLessThan(WAITS_AT_MOST);
		const found = await base.within(() => inventory(by.organisationId));
		expect(found.emails.length).toBe(MAILS);
		expect(found.breaks).toEqual([]);

		// The link was good for ten minutes: its page says so, and asking again helps.
		const late = linkIn(mails.taken.find(({ text }) => linkIn(text))?.text);
		expect(await (await fetch(late)).text()).toContain('This link is no longer good');
		expect((await askForLink(asks)).status).toBe(200);
		await until(() => mails.taken.length > all);
		const fresh = linkIn(mails.taken.at(-1)?.text);
		expect(await (await fetch(fresh)).text()).toContain('You are signing in as');
	});
});
