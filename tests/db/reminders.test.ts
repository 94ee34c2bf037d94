import { simpleParser, type ParsedMail } from 'mailparser';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { submitCommitment } from '#lib/commitments/commands/decide.server.ts';
import { confirmUnchanged } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { deliverNotices } from '#lib/notifications/notices.server.ts';
import { deliverDue, queueMail } from '#lib/notifications/outbox.server.ts';
import { remind } from '#lib/notifications/reminders.server.ts';
import { chooseReminders, mySettings } from '#lib/notifications/settings.server.ts';
import { unsubscribe } from '#lib/notifications/unsubscribe.server.ts';
import type { Reminders } from '#lib/notifications/vocabulary.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { mailSender } from '#lib/server/mail.ts';
import { freshDatabase } from '../database.ts';
import {
	as,
	create,
	post,
	published,
	run,
	setTheStage,
	shared,
	submit,
	world
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

const NOW = new Date('2026-11-24T09:00:00Z');
const forumKey = 'a-forum';
const received: ParsedMail[] = [];
let server: SMTPServer;
let send: ReturnType<typeof mailSender>;

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
	await asSystem((db) =>
		db
			.insert(t.forums)
			.values({ key: forumKey, kind: 'alliance', nameEn: 'A forum', nameFr: 'Un forum' })
	);
	server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _, done) {
			simpleParser(stream)
				.then((mail) => {
					received.push(mail);
					done();
				})
				.catch(done);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	send = mailSender(`smtp://127.0.0.1:${port}`, 'Concord <concord@example.org>');
});

afterEach(async () => {
	received.length = 0;
	await asSystem(async (db) => {
		await db.delete(t.mailOutbox);
		await db.delete(t.notices);
		await db.update(t.users).set({ reminders: 'weekly', locale: 'en' });
		// What one test published is nothing that another is reminded of.
		await db.update(t.commitments).set({ status: 'completed', dueOn: null });
		await db.update(t.commitmentParticipants).set({ status: 'completed' });
		await db.delete(t.commitmentVersions).where(eq(t.commitmentVersions.state, 'returned'));
	});
});

afterAll(async () => {
	await new Promise<void>((resolve) => server.close(resolve));
	await closeDatabase();
});

const outbox = () => asSystem((db) => db.select().from(t.mailOutbox));
const personOf = (name: string) => as(name) as Actor & { kind: 'person' };
const mailsTo = async (name: string) =>
	(await outbox()).filter(({ recipient }) => recipient === personOf(name).email);
const clear = () => asSystem((db) => db.delete(t.mailOutbox));
const set = (reference: string, columns: Partial<typeof t.commitments.$inferInsert>) =>
	asSystem((db) =>
		db.update(t.commitments).set(columns).where(eq(t.commitments.reference, reference))
	);
const choose = (name: string, reminders: Reminders) =>
	run(name, (db, actor) => chooseReminders(db, actor, { reminders }));

describe('notices', () => {
	it('tell everyone of the secretariat what was submitted and posted, once, and nobody else', async () => {
		const reference = await create();
		await submit(reference);
		await Promise.all([deliverNotices(), deliverNotices()]);
		await deliverNotices();
		const mails = await outbox();
		expect(mails.map(({ recipient }) => recipient).sort()).toEqual(
			['editor', 'publisher', 'administrator'].map((name) => personOf(name).email).sort()
		);
		for (const mail of mails) {
			expect(mail.subject).toBe(`Name of owner has submitted ${reference}`);
			expect(mail.body).toContain(`/en/secretariat/commitments/${reference}`);
			expect(mail.unsubscribeUrl).toBeNull();
		}
	});

	it('tell of an update in the reader’s language, without its text', async () => {
		const reference = await published();
		await deliverNotices();
		await clear();
		await asSystem((db) =>
			db
				.update(t.users)
				.set({ locale: 'fr' })
				.where(eq(t.users.id, personOf('editor').userId))
		);
		await post(reference);
		await deliverNotices();
		const [mail, ...more] = await mailsTo('editor');
		expect(more).toEqual([]);
		expect(mail?.subject).toBe(`Nom de owner a fait le point sur ${reference}`);
		expect(mail?.body).toContain('Former tous les services de police');
		expect(mail?.body).not.toContain('Half of the services');
	});

	it('tell nobody when what they are about is undone', async () => {
		const reference = await create();
		await expect(
			run('contributor', async (db, actor) => {
				const { version } = await getCommitment(db, actor, reference);
				await submitCommitment(db, actor, reference, { version });
				throw new Error('undone');
			})
		).rejects.toThrow('undone');
		expect(await deliverNotices()).toBe(0);
	});
});

describe('reminders', () => {
	it('come in one mail a week to who may write, once, though two instances run at the same time', async () => {
		const reference = await published();
		await set(reference, { dueOn: '2026-10' });
		await clear();
		await Promise.all([remind(NOW), remind(NOW)]);
		await remind(new Date('2026-11-26T09:00:00Z'));
		const mails = await outbox();
		expect(mails.map(({ recipient }) => recipient).sort()).toEqual(
			['contributor', 'approver'].map((name) => personOf(name).email).sort()
		);
		expect(mails[0]?.body).toContain(`${reference}, Train every police service`);
		expect(mails[0]?.body).toContain(`/en/workspace/commitments/${reference}/update`);
		await remind(new Date('2026-12-01T09:00:00Z'));
		expect(await outbox()).toHaveLength(4);
	});

	it('come for each thing to who asks for that, and not at all to who asks for none', async () => {
		const reference = await published();
		await set(reference, { dueOn: '2026-12-10' });
		await asSystem(async (db) => {
			const [row] = await db
				.select()
				.from(t.commitments)
				.where(eq(t.commitments.reference, reference));
			const milestone = { commitmentId: row?.id ?? '', titleEn: 'First course' };
			await db.insert(t.milestones).values([
				{ ...milestone, position: 1, dueOn: '2026-11-01' },
				{ ...milestone, position: 2, dueOn: '2026-11-01', status: 'done' },
				{ ...milestone, position: 3, dueOn: '2027-11-01' }
			]);
		});
		await choose('contributor', 'each');
		await choose('approver', 'never');
		await clear();
		await remind(NOW);
		await remind(NOW);
		const mails = await mailsTo('contributor');
		expect(mails.map(({ body }) => /Was due: [^.]*|Due: [^.]*/.exec(body)?.[0]).sort()).toEqual([
			'Due: December 10, 2026',
			'Was due: November 1, 2026'
		]);
		expect(await mailsTo('approver')).toEqual([]);
		expect(await mailsTo('viewer')).toEqual([]);
	});

	it('stop once it is reported on, and come again when the forum’s period is over', async () => {
		const reference = await published();
		await set(reference, { status: 'on_track', statusAsOf: '2025-06', dueOn: null, forumKey });
		await clear();
		await remind(NOW);
		const [stale] = await mailsTo('contributor');
		expect(stale?.body).toContain('A new report has been expected since June 30, 2026.');
		await clear();
		await run('contributor', (db, actor) =>
			confirmUnchanged(db, actor, reference, { token: randomUUID() })
		);
		await remind(NOW);
		expect(await mailsTo('contributor')).toEqual([]);
	});

	it('come a week after a new wording was returned, and lead to it', async () => {
		const reference = await published();
		await asSystem(async (db) => {
			const [row] = await db
				.select()
				.from(t.commitments)
				.where(eq(t.commitments.reference, reference));
			await db.insert(t.commitmentVersions).values({
				commitmentId: row?.id ?? '',
				number: 2,
				state: 'returned',
				content: {},
				reasonEn: 'Renamed.',
				returnComment: 'Say which.',
				decidedAt: new Date('2026-11-10T09:00:00Z')
			});
		});
		await clear();
		await remind(NOW);
		const [mail] = await mailsTo('contributor');
		expect(mail?.body).toContain(`/en/workspace/commitments/${reference}/reword`);
		expect(mail?.body).not.toContain('Say which.');
	});

	it('reach who takes part in a shared commitment, for its own part', async () => {
		const reference = await shared(world.other);
		await set(reference, { dueOn: null, status: 'completed' });
		await set(reference, { forumKey });
		await asSystem((db) =>
			db.update(t.commitmentParticipants).set({ status: 'delayed', statusAsOf: '2025-01' })
		);
		await clear();
		await remind(NOW);
		expect((await mailsTo('stranger'))[0]?.body).toContain(reference);
		expect(await mailsTo('contributor')).toEqual([]);
	});

	it('say by what one request they end, as RFC 8058 has it; what must arrive does not', async () => {
		const reference = await published();
		await set(reference, { dueOn: '2026-10' });
		await clear();
		await choose('approver', 'never');
		await asSystem((db) =>
			queueMail(db, {
				dedupeKey: randomUUID(),
				recipient: 'someone@example.org',
				locale: 'en',
				subject: 'Your sign-in link',
				body: 'Here.'
			})
		);
		await remind(NOW);
		await deliverDue(send);
		const digest = received.find(({ subject }) => subject?.includes('waits for you'));
		const decision = received.find(({ subject }) => subject === 'Your sign-in link');
		const raw = (mail: ParsedMail | undefined, name: string) =>
			mail?.headerLines.find(({ key }) => key === name)?.line.replaceAll(/\s+/g, ' ');
		expect(raw(digest, 'list-unsubscribe-post')).toBe(
			'List-Unsubscribe-Post: List-Unsubscribe=One-Click'
		);
		const address = /^List-Unsubscribe: <(\S+)>$/.exec(raw(digest, 'list-unsubscribe') ?? '')?.[1];
		expect(address).toMatch(/\/en\/unsubscribe\//);
		expect(raw(decision, 'list-unsubscribe')).toBeUndefined();

		const token = address?.split('/').at(-1) ?? '';
		await asSystem((db) => unsubscribe(db, token));
		expect(await run('contributor', mySettings)).toMatchObject({ reminders: 'never' });
		const forged = token.replace(/^[^.]+/, personOf('approver').userId);
		await expect(asSystem((db) => unsubscribe(db, forged))).rejects.toThrow('not_found');
	});
});
