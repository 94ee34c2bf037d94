import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq, inArray, like } from 'drizzle-orm';
import { verifyChain } from '#lib/audit/verify.server.ts';
import { startSession } from '#lib/access/sessions.server.ts';
import { openEmbedded, openPostgres, startEmbedded } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import {
	auditEvents,
	formTokens,
	invitations,
	mailOutbox,
	memberships
} from '#lib/server/db/schema/index.ts';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { asSystem, organisation, person } from '../db/world.ts';
import { migratedDirectory } from '../database.ts';
import { createDatabase } from '../postgres.ts';

/** A database for a built server, and a way to look into it from the test. */
export interface Base {
	/** What the server is started with. */
	environment: Record<string, string>;
	/** Looks into it as the application's system; beside the server only where it has a server of its own. */
	within<T>(work: () => Promise<T>): Promise<T>;
	remove(): Promise<void>;
}

/** A database in this cluster, migrated unless it is to be empty. Mails go nowhere: they wait in the outbox. */
export async function onPostgres(
	adminUrl: string,
	content: 'empty' | 'migrated' = 'migrated'
): Promise<Base> {
	const { url, ownerUrl, drop } = await createDatabase(adminUrl, content);
	return {
		environment: {
			DATABASE_URL: url,
			DATABASE_OWNER_URL: ownerUrl,
			AUTH_SECRET: randomBytes(32).toString('hex'),
			SMTP_URL: 'smtp://127.0.0.1:9',
			LINK_CHECKS: '0',
			// Those who write here have no authenticator.
			SECOND_FACTOR: 'nobody'
		},
		within: async (work) => {
			useDatabase(openPostgres(url, { pool: 2, ownerUrl, unhurried: true }));
			return work().finally(closeDatabase);
		},
		remove: drop
	};
}

/** An embedded database in a directory of its own, within this one: only while no server has it may the test look into it. */
export async function onEmbedded(parent = tmpdir()): Promise<Base> {
	const directory = mkdtempSync(join(parent, 'concord-faults-'));
	const within: Base['within'] = async (work) => {
		useDatabase(await openEmbedded(join(directory, 'database')));
		return work().finally(closeDatabase);
	};
	const dataDir = join(directory, 'database', 'pgdata');
	mkdirSync(join(directory, 'database'));
	await (await startEmbedded({ dataDir, loadDataDir: await migratedDirectory() })).close();
	return {
		environment: {
			CONCORD_DATA_DIR: directory,
			CONCORD_DEMO: '0',
			SECOND_FACTOR: 'nobody',
			SMTP_URL: 'smtp://127.0.0.1:9',
			LINK_CHECKS: '0'
		},
		within,
		remove: async () => rmSync(directory, { recursive: true })
	};
}

/** Somebody who may invite, signed in, and how they do it. */
export interface Inviter {
	cookie: string;
	organisationId: string;
}

export const inviter = (base: Base): Promise<Inviter> =>
	base.within(async () => {
		const ministry = await organisation('government', `${randomUUID().slice(0, 8)}-ministry`);
		const approver = await person(ministry, 'approver');
		const { token } = await asSystem((db) =>
			// Inviting asks for a recent proof of identity, and the whole takes longer than that.
			startSession(db, approver.userId, new Date(Date.now() + 3_600_000))
		);
		return { cookie: `concord-session=${token}`, organisationId: ministry.id };
	});

/** The form by which a colleague is invited: one post of it writes an invitation, a mail, a form's token and an event. */
export const invitation = (by: Inviter, email: string, token: string = randomUUID()) =>
	new URLSearchParams({
		organisationId: by.organisationId,
		name: 'Ana Lima',
		email,
		role: 'contributor',
		locale: 'en',
		token
	});

/** Posts it as a browser without scripts does. Throws where no answer comes. */
export const invite = (
	{ address }: Pick<RunningServer, 'address'>,
	by: Inviter,
	email: string,
	{ token = randomUUID() as string, signal }: { token?: string; signal?: AbortSignal } = {}
): Promise<Response> =>
	fetch(`${address}/en/workspace/members?/invite`, {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie: by.cookie, origin: address, accept: 'text/html' },
		body: invitation(by, email, token),
		signal
	});

/** What is stored of an organisation's invitations, of everything that belongs to each, and of the log's chain. Needs a database in use. */
export const inventory = (organisationId: string) =>
	asSystem(async (db) => {
		const rows = await db
			.select({ id: invitations.id, email: invitations.email })
			.from(invitations)
			.where(eq(invitations.organisationId, organisationId));
		const mails = await db
			.select({ key: mailOutbox.dedupeKey, recipient: mailOutbox.recipient })
			.from(mailOutbox)
			.where(like(mailOutbox.dedupeKey, 'invitation:%'));
		const own = new Set(rows.map(({ id }) => `invitation:${id}`));
		const mailed = new Set(mails.map(({ key, recipient }) => `${key} ${recipient}`));
		const members = db
			.select({ id: memberships.userId })
			.from(memberships)
			.where(eq(memberships.organisationId, organisationId));
		const chain = await verifyChain(db);
		return {
			emails: rows.map(({ email }) => email),
			/** Those of which something is missing: none, if each was done whole. */
			withoutMail: rows.filter(({ id, email }) => !mailed.has(`invitation:${id} ${email}`)),
			mails: mails.filter(({ key }) => own.has(key)).length,
			tokens: await db.$count(formTokens, inArray(formTokens.userId, members)),
			events: await db.$count(
				auditEvents,
				and(eq(auditEvents.event, 'member.invited'), eq(auditEvents.organisationId, organisationId))
			),
			breaks: [...chain.breaks, ...chain.lost]
		};
	});

/** A server on this database, under a name for its log. */
export const serverOn = (
	base: Base,
	name: string,
	given: Record<string, string> = {}
): Promise<RunningServer> => startServer(`faults-${name}`, { ...base.environment, ...given });
