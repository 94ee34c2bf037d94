import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import {
	invitations,
	mailOutbox,
	sessions,
	verificationTokens
} from '#lib/server/db/schema/index.ts';
import { createEndpoint } from '#lib/webhooks/commands.server.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import {
	as,
	create,
	inCountry,
	run,
	setTheStage,
	submit,
	versionOf,
	world
} from '../db/commitment-stage.ts';
import { everyChange } from '../db/webhook-input.ts';
import { verified } from '../db/webhook-stage.ts';
import { asSystem, person } from '../db/world.ts';
import { startIdentityProvider, Visitor, type RunningProvider } from '../identity-provider.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import {
	DAY,
	entered,
	get,
	HOUR,
	limitsReached,
	machineClock,
	MINUTE,
	post,
	press,
	session,
	settings,
	until
} from './clock-stage.ts';
import { LONG, measured } from './figures.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { inventory, invite, onPostgres, serverOn, type Base } from './stage.ts';

/** By how much the clock of one instance is ahead, one after the other. */
const JUMPS = [HOUR, 0, DAY, 0, -HOUR, 0];
if (LONG) JUMPS.push(365 * DAY, -365 * DAY, 0, DAY, HOUR, -DAY, -HOUR, 10 * DAY, 0);

let cluster: Cluster;
let base: Base;
let mails: MailServer;
let receiver: Receiver;
let provider: RunningProvider;
let secretOf = '';
/** The instance whose clock jumps, and another on the same database. */
let wrong: RunningServer;
let right: RunningServer;
const clock = machineClock();
const ahead = { now: 0 };
const put = (milliseconds: number) => {
	ahead.now = milliseconds;
	clock.put(milliseconds);
};

beforeAll(async () => {
	cluster = await startCluster();
	base = await onPostgres(cluster.url);
	mails = await startMailServer();
	receiver = await startReceiver();
	provider = await startIdentityProvider();
	await base.within(async () => {
		await setTheStage();
		await inCountry('CA', world.owner);
	});
	const given = settings(mails.url, provider.issuer);
	wrong = await serverOn(base, 'clock-wrong', { ...given, ...clock.environment });
	right = await serverOn(base, 'clock-right', given);
	provider.register(`${wrong.address}/auth/callback/oidc`);
	secretOf = await base.within(() =>
		run('approver', (db, actor) =>
			createEndpoint(db, actor, everyChange(world.owner.id, receiver.url))
		)
	);
});
afterAll(async () => {
	await Promise.all([wrong.stop(), right.stop()]);
	await Promise.all([mails.stop(), receiver.close(), provider.stop()]);
	clock.remove();
	await cluster.stop();
});

const idOf = (name: string) => (as(name) as Person).userId;
const linkIn = (text = '') => /http\S+\/sign-in\/confirm\S+/.exec(text)?.[0] ?? '';
/** How far a moment is from when it should be, in milliseconds. */
const off = (at: Date | undefined, from: number) =>
	Math.abs((at?.valueOf() ?? NaN) - Date.now() - from);
const sessionsOf = (userId: string) =>
	base.within(() =>
		asSystem((db) => db.select().from(sessions).where(eq(sessions.userId, userId)))
	);
/** How many mails wait. */
const waiting = () =>
	base.within(() => asSystem((db) => db.$count(mailOutbox, isNull(mailOutbox.sentAt))));
const newcomer = () => base.within(() => person(world.owner, 'contributor'));

/** The link that is mailed to whoever asks for one there. */
async function linkTo(email: string): Promise<string> {
	expect((await post(wrong, '/en/sign-in', { email })).status).toBe(303);
	const theirs = () =>
		mails.taken.find(({ to, text }) => [to].flat()[0]?.text === email && linkIn(text));
	await until(() => !!theirs());
	expect(off(theirs()?.date, 0), 'the date of a mail').toBeLessThan(MINUTE);
	return linkIn(theirs()?.text);
}

async function sessionsHold(): Promise<void> {
	const who = idOf('viewer');
	const [late, idle, over] = await base.within(() =>
		Promise.all([
			session(who, { seen: -29 * MINUTE, ends: MINUTE }),
			session(who, { seen: -31 * MINUTE }),
			session(who, { ends: -MINUTE })
		])
	);
	const answers = async (cookie = '') => (await get(wrong, '/en/workspace', { cookie })).status;
	expect(await answers(late), 'a session that goes on').toBe(200);
	expect(await answers(idle), 'one in which nothing was asked for 31 minutes').toBe(303);
	expect(await answers(over), 'one that ended a minute ago').toBe(303);
	const seen = Math.max(...(await sessionsOf(who)).map(({ lastSeenAt }) => lastSeenAt.valueOf()));
	expect(off(new Date(seen), 0)).toBeLessThan(MINUTE);
}

async function proofsHold(): Promise<void> {
	const approver = as('approver') as Person;
	const [fresh, stale] = await base.within(() =>
		Promise.all([
			session(approver.userId, { proved: -9 * MINUTE }),
			session(approver.userId, { proved: -11 * MINUTE })
		])
	);
	const invited = { made: `${randomUUID()}@example.org`, not: `${randomUUID()}@example.org` };
	const organisationId = world.owner.id;
	const by = { cookie: fresh ?? '', organisationId };
	expect((await invite(wrong, by, invited.made)).status).toBe(303);
	await (await invite(wrong, { cookie: stale ?? '', organisationId }, invited.not)).text();
	const { emails } = await base.within(() => inventory(organisationId));
	expect(emails).toContain(invited.made);
	expect(emails, 'a proof of eleven minutes ago').not.toContain(invited.not);
}

async function linksHold(): Promise<void> {
	const [{ email, userId }, other] = [await newcomer(), await newcomer()];
	const [link, late] = await Promise.all([linkTo(email), linkTo(other.email)]);
	expect(await (await get(wrong, link)).text()).toContain('You are signing in as');
	const session = entered(await press(wrong, link));
	expect(off(session?.expires, 12 * HOUR), 'until when the browser keeps it').toBeLessThan(MINUTE);
	const [kept] = await sessionsOf(userId);
	expect(off(kept?.expires, 12 * HOUR), 'until when it is good').toBeLessThan(MINUTE);
	expect((await get(right, '/en/workspace', { cookie: session?.cookie ?? '' })).status).toBe(200);
	expect(entered(await press(wrong, link)), 'the same link again').toBeUndefined();

	const expires = await base.within(() =>
		asSystem(async (db) => {
			const isTheirs = eq(verificationTokens.identifier, other.email);
			const [link] = await db.select().from(verificationTokens).where(isTheirs);
			await db
				.update(verificationTokens)
				.set({ expires: new Date(Date.now() - 1000) })
				.where(isTheirs);
			return link?.expires;
		})
	);
	expect(off(expires, 10 * MINUTE), 'until when a link is good').toBeLessThan(MINUTE);
	expect(await (await get(wrong, late)).text()).toContain('This link is no longer good');
	expect(entered(await press(wrong, late)), 'a link after ten minutes').toBeUndefined();
}

/** Begins to sign in by the provider; what is given finishes it. */
async function providerBegun(): Promise<() => Promise<void>> {
	const name = randomUUID();
	const email = `${name}@example.org`;
	provider.accounts.set(name, { email, verified: true });
	await base.within(() =>
		asSystem((db) =>
			db.insert(invitations).values({
				email,
				name: 'Ana Lima',
				locale: 'en',
				organisationId: world.owner.id,
				role: 'contributor',
				expiresAt: new Date(Date.now() + 10 * MINUTE)
			})
		)
	);
	const begun = await post(wrong, '/en/sign-in/oidc', {});
	const cookie = begun.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
	const [, address = ''] = /content="0;url=([^"]+)"/.exec(await begun.text()) ?? [];
	return async () => {
		const back = await new Visitor().signIn(new URL(address.replaceAll('&amp;', '&')), name);
		const session = entered(await get(wrong, back.pathname + back.search, { cookie }));
		expect(off(session?.expires, 12 * HOUR)).toBeLessThan(MINUTE);
		expect((await get(right, '/en/workspace', { cookie: session?.cookie ?? '' })).status).toBe(200);
	};
}

/** Publishes on the instance whose clock is wrong, between readings there and elsewhere of the page that lists it. */
async function publishes(): Promise<void> {
	const titleEn = `Programme ${randomUUID()}`;
	const { reference, cookie, version } = await base.within(async () => {
		const reference = await create({ titleEn });
		await submit(reference);
		const version = await versionOf(reference);
		return { reference, version, cookie: await session(idOf('editor')) };
	});
	const lists = async (server: RunningServer) =>
		(await (await get(server, '/en/changes')).text()).includes(titleEn);
	for (const server of [wrong, right]) expect(await lists(server)).toBe(false);
	const path = `/en/secretariat/commitments/${reference}`;
	const fields = { decision: 'accept', comment: '', version: String(version) };
	expect((await post(wrong, path, fields, { cookie })).status).toBe(303);
	for (const server of [wrong, right])
		expect(await lists(server), 'a page that was kept').toBe(true);
}

describe('the clock of one instance of two jumps while they run', () => {
	it('[TRUST 48] nobody is signed out before time, let in after it, locked out or told twice', async () => {
		let published = 0;
		for (const jump of JUMPS) {
			const stillLimited = await limitsReached(wrong);
			const finishes = await providerBegun();
			put(jump);
			await stillLimited();
			await finishes();
			await sessionsHold();
			await proofsHold();
			await linksHold();
			await (
				await providerBegun()
			)();
			await publishes();
			published += 1;
		}
		expect([wrong.exitCode(), right.exitCode()]).toEqual([null, null]);
		// Whatever was queued has been sent.
		await until(() => receiver.received.length >= published);
		await until(async () => (await waiting()) === 0);
		const told = receiver.received.map(({ headers }) => headers['webhook-id']);
		const ids = mails.taken.map(({ messageId }) => messageId);
		measured('clock of one instance jumps', {
			jumps: JUMPS.length,
			'hours ahead': JUMPS.map((jump) => jump / HOUR).join(' '),
			'changes told by webhooks': told.length,
			'told twice': told.length - new Set(told).size,
			mails: ids.length,
			'sent twice': ids.length - new Set(ids).size
		});
		expect(told.length).toBe(published);
		expect(new Set(told).size).toBe(published);
		for (const message of receiver.received) expect(verified(secretOf, message).type).toBeTruthy();
		expect(new Set(ids).size).toBe(ids.length);
		const verify = promisify(execFile)('npm', ['run', '--silent', 'audit:verify'], {
			env: { ...process.env, ...right.environment }
		});
		expect((await verify).stdout).toContain('as they were recorded');
	});
});
