import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { verifyChain } from '#lib/audit/verify.server.ts';
import { auditEvents, mailOutbox, passkeys, sessions } from '#lib/server/db/schema/index.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import type { RunningServer } from '../../scripts/testing/server.ts';
import { register, signIn } from '../db/passkey-stage.ts';
import { asSystem, organisation, person } from '../db/world.ts';
import { onPostgres, serverOn, type Base } from './stage.ts';

let cluster: Cluster;
let base: Base;
let server: RunningServer;
let secretariat: Awaited<ReturnType<typeof organisation>>;
beforeAll(async () => {
	cluster = await startCluster();
	base = await onPostgres(cluster.url);
	server = await serverOn(base, 'passkeys-reset');
	secretariat = await base.within(() =>
		organisation('secretariat', `${randomUUID().slice(0, 8)}-secretariat`)
	);
});
afterAll(async () => {
	await server.stop();
	await cluster.stop();
});

/** Runs the command as docs/operating.md has it, with what comes after its name. */
const reset = (...given: string[]) =>
	new Promise<{ code: number; said: string; complained: string }>((resolve) => {
		execFile(
			'npm',
			['run', '--silent', 'passkeys:reset', '--', ...given],
			{ env: { ...process.env, ...server.environment } },
			(error, said, complained) =>
				resolve({ code: error ? Number(error.code) : 0, said, complained })
		);
	});

/** Somebody who has signed in by a link, and registered a passkey for each of these devices. */
const administrator = (devices: number) =>
	base.within(async () => {
		const who = await person(secretariat, 'administrator');
		const session = await signIn(who);
		for (let device = 0; device < devices; device += 1) await register(session);
		return { who, session };
	});

/** Whether what they do in this session is still theirs. */
const isIn = async (token: string) =>
	(
		await fetch(`${server.address}/en/workspace/settings`, {
			redirect: 'manual',
			headers: { cookie: `concord-session=${token}` }
		})
	).status === 200;

/** What is stored about them. */
const about = ({ userId, email }: Person) =>
	base.within(() =>
		asSystem(async (db) => ({
			passkeys: await db.$count(passkeys, eq(passkeys.userId, userId)),
			sessions: await db.$count(sessions, eq(sessions.userId, userId)),
			mails: (await db.select().from(mailOutbox).where(eq(mailOutbox.recipient, email)))
				.filter(({ dedupeKey }) => dedupeKey.startsWith('passkey:reset:'))
				.map(({ body }) => body),
			events: await db
				.select({ actor: auditEvents.actorId, organisation: auditEvents.organisationId })
				.from(auditEvents)
				.where(and(eq(auditEvents.event, 'passkey.reset'), eq(auditEvents.subjectId, userId)))
		}))
	);

const breaks = () => base.within(() => asSystem(async (db) => (await verifyChain(db)).breaks));

describe('the last administrator has lost their passkeys', () => {
	it('[TRUST 38] the command removes all of them and ends their sessions at once, tells them, and is recorded', async () => {
		const [{ who, session }, other] = [await administrator(2), await administrator(1)];
		expect(await isIn(session.token)).toBe(true);
		// As they would write it.
		const { code, said } = await reset(who.email.toUpperCase());
		expect({ code, said }).toEqual({
			code: 0,
			said: `All passkeys of ${who.email} are gone (2), and their sessions have ended: they sign in by a link and add a new one.\n`
		});
		expect(await isIn(session.token)).toBe(false);
		const left = await about(who);
		expect(left).toMatchObject({ passkeys: 0, sessions: 0 });
		expect(left.events).toEqual([{ actor: 'sign-in', organisation: null }]);
		expect(left.mails).toHaveLength(1);
		expect(left.mails[0]).toContain(`${server.address}/en/workspace/settings/passkeys`);
		// Nobody else is concerned.
		expect(await isIn(other.session.token)).toBe(true);
		expect(await about(other.who)).toMatchObject({ passkeys: 1, mails: [], events: [] });
		expect(await breaks()).toEqual([]);

		const again = await base.within(async () => (await register(await session.again())).came);
		expect(again).toBe('done');
		expect(await about(who)).toMatchObject({ passkeys: 1, sessions: 1 });
	});

	it.each([
		['no address', [], /^Usage: npm run passkeys:reset -- address\n$/],
		['what is no address', ['grace'], /^Usage: npm run passkeys:reset -- address\n$/],
		['two addresses', ['one@example.org', 'two@example.org'], /^Usage: /],
		[
			'an address that nobody has',
			['nobody@example.org'],
			/^Nobody has the address nobody@example\.org\.\n$/
		]
	])('says what is wrong with %s, and changes nothing', async (_, given, complaint) => {
		const { who, session } = await administrator(1);
		const { code, said, complained } = await reset(...given);
		expect(code).toBe(1);
		expect(said).toBe('');
		expect(complained).toMatch(complaint);
		expect(await isIn(session.token)).toBe(true);
		expect(await about(who)).toMatchObject({ passkeys: 1, sessions: 1, mails: [], events: [] });
	});

	it('says that somebody has none, and leaves their sessions alone', async () => {
		const { who, session } = await administrator(0);
		expect(await reset(who.email)).toEqual({
			code: 0,
			said: `${who.email} has no passkey.\n`,
			complained: ''
		});
		expect(await isIn(session.token)).toBe(true);
		expect(await about(who)).toMatchObject({ sessions: 1, mails: [], events: [] });
	});
});
