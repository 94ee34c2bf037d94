import { simpleParser, type ParsedMail } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverDue, queueMail, type Mail } from '#lib/notifications/outbox.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { mailOutbox } from '#lib/server/db/schema/index.ts';
import { mailSender } from '#lib/server/mail.ts';
import { freshDatabase } from '../database.ts';
import { asSystem } from './world.ts';

interface Received {
	recipients: string[];
	mail: ParsedMail;
}

let received: Received[] = [];
let refuse = false;
let server: SMTPServer;
let send: ReturnType<typeof mailSender>;

const mail = (key: string, over: Partial<Mail> = {}): Mail => ({
	dedupeKey: key,
	recipient: 'liaison@example.org',
	locale: 'fr',
	subject: 'Engagement accepté',
	body: 'Bonjour,\n\nC’est fait.',
	...over
});

const outbox = () => asSystem((db) => db.select().from(mailOutbox));

beforeAll(async () => {
	useDatabase(await freshDatabase());
	server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo: (_, __, done) =>
			done(refuse ? Object.assign(new Error('try later'), { responseCode: 451 }) : undefined),
		onData(stream, session, done) {
			simpleParser(stream)
				.then((parsed) => {
					received.push({
						recipients: session.envelope.rcptTo.map(({ address }) => address),
						mail: parsed
					});
					done();
				})
				.catch(done);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	send = mailSender(`smtp://127.0.0.1:${port}`, 'Concord <concord@example.org>');
}, 60_000);

beforeEach(() => {
	received = [];
	refuse = false;
});

afterEach(() => asSystem((db) => db.delete(mailOutbox)));

afterAll(async () => {
	await new Promise<void>((resolve) => server.close(resolve));
	await closeDatabase();
});

describe('the outbox', () => {
	it('sends a queued mail once, to one recipient, with a stable id', async () => {
		await asSystem((db) => queueMail(db, mail('one')));
		expect(await deliverDue(send)).toBe(1);
		expect(await deliverDue(send)).toBe(0);
		const [row] = await outbox();
		expect(received).toHaveLength(1);
		expect(received[0]?.recipients).toEqual(['liaison@example.org']);
		expect(received[0]?.mail.subject).toBe('Engagement accepté');
		expect(received[0]?.mail.text?.trim()).toBe('Bonjour,\n\nC’est fait.');
		expect(received[0]?.mail.messageId).toBe(`<${row?.id}@example.org>`);
		expect(row?.sentAt).toBeInstanceOf(Date);
	});

	it('keeps one mail per occasion, however often it is asked for', async () => {
		await asSystem((db) => queueMail(db, mail('same'), mail('same')));
		await asSystem((db) => queueMail(db, mail('same')));
		await deliverDue(send);
		expect(received).toHaveLength(1);
	});

	it('queues nothing when the transaction fails', async () => {
		await expect(
			asSystem(async (db) => {
				await queueMail(db, mail('never'));
				throw new Error('undone');
			})
		).rejects.toThrow('undone');
		expect(await outbox()).toEqual([]);
	});

	it('tries again later when the server refuses, and keeps the reason', async () => {
		await asSystem((db) => queueMail(db, mail('later')));
		refuse = true;
		expect(await deliverDue(send)).toBe(0);
		const [row] = await outbox();
		expect(row).toMatchObject({ sentAt: null, failedAt: null, attempts: 1 });
		expect(row?.lastError).toContain('try later');
		expect(row?.nextAttemptAt.valueOf()).toBeGreaterThan(Date.now());

		refuse = false;
		await asSystem((db) => db.update(mailOutbox).set({ nextAttemptAt: new Date(0) }));
		expect(await deliverDue(send)).toBe(1);
		expect(received).toHaveLength(1);
	});

	it('gives up after eight attempts, for a person to look at', async () => {
		await asSystem((db) => queueMail(db, mail('never')));
		await asSystem((db) => db.update(mailOutbox).set({ attempts: 7 }));
		refuse = true;
		await deliverDue(send);
		expect((await outbox())[0]?.failedAt).toBeInstanceOf(Date);
	});

	it('lets no mail be the worse for a mail server that is away, and ends the round at the first', async () => {
		await asSystem((db) => queueMail(db, mail('one'), mail('two'), mail('three')));
		await asSystem((db) => db.update(mailOutbox).set({ attempts: 7 }));
		let tried = 0;
		// A port on which nobody listens.
		const nowhere = mailSender('smtp://127.0.0.1:9', 'Concord <concord@example.org>');
		const counted: typeof send = (one) => {
			tried += 1;
			return nowhere(one);
		};
		expect(await deliverDue(counted)).toBe(0);
		expect(tried).toBe(1);
		const rows = await outbox();
		expect(rows.map(({ attempts, failedAt }) => [attempts, failedAt])).toEqual([
			[7, null],
			[7, null],
			[7, null]
		]);
		const [waits] = rows.filter(({ lastError }) => lastError);
		expect(waits?.lastError).toContain('ECONNREFUSED');
		expect(waits?.nextAttemptAt.valueOf()).toBeLessThan(Date.now() + 61_000);
		expect(await deliverDue(send)).toBe(2);

		// After two days, a person looks at it.
		const past = new Date(Date.now() - 2 * 86_400_000 - 1000);
		await asSystem((db) => db.update(mailOutbox).set({ createdAt: past, nextAttemptAt: past }));
		await deliverDue(counted);
		expect((await outbox()).filter(({ failedAt }) => failedAt)).toHaveLength(1);
	});

	it('leaves what it has not come to yet to others, so that a slow mail server makes nothing go out twice', async () => {
		await asSystem((db) => queueMail(db, mail('one'), mail('two'), mail('three')));
		let last = Promise.resolve(0);
		await deliverDue(async (one) => {
			// While the first is on its way, another instance sends the others.
			if (one.dedupeKey === 'one') last = deliverDue(send);
			await last;
			await send(one);
		});
		expect(await last).toBe(2);
		expect(received).toHaveLength(3);
	});

	it('sends each mail once when several senders work at the same time', async () => {
		await asSystem((db) =>
			queueMail(db, ...Array.from({ length: 40 }, (_, n) => mail(`many-${n}`)))
		);
		const rounds = [1, 2, 3, 4].map(() => deliverDue(send));
		await Promise.all(rounds);
		await deliverDue(send);
		expect(received).toHaveLength(40);
		expect(new Set(received.map((r) => r.mail.messageId)).size).toBe(40);
	});

	it('reads nothing in an address as a second recipient or a header', async () => {
		await asSystem((db) =>
			queueMail(db, mail('odd', { subject: 'One\r\nBcc: other@example.org' }))
		);
		await deliverDue(send);
		expect(received[0]?.recipients).toEqual(['liaison@example.org']);
		expect(received[0]?.mail.bcc).toBeUndefined();
	});
});
