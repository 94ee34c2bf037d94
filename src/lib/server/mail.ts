import { createTransport } from 'nodemailer';
import { currentTime } from '#lib/clock.ts';
import { deliverDue, MailServerAway, type QueuedMail } from '#lib/notifications/outbox.server.ts';
import { env } from './env.ts';
import { repeat } from './repeat.ts';

const EVERY = 5_000;

/** By these, a mail program ends such mails with one request (RFC 8058). */
const oneClick = (address: string) => ({
	'List-Unsubscribe': `<${address}>`,
	'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
});

/** Not reached, not understood, or not let in by. */
const AWAY = new Set([
	'EAUTH',
	'ECONNECTION',
	'EDNS',
	'ENOAUTH',
	'EPROTOCOL',
	'ESOCKET',
	'ETIMEDOUT',
	'ETLS'
]);
/** In which a mail server is told of a mail: from then on, a failure may be due to the mail. */
const OF_A_MAIL = /^(MAIL FROM|RCPT TO|DATA)/;

function isAway(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { code, command = '' } = error as Error & { code?: string; command?: string };
	return AWAY.has(code ?? '') && !OF_A_MAIL.test(command);
}

/**
 * A function that sends one mail through the configured server, with a stable Message-ID. Throws `MailServerAway` where
 * it did not get as far as the mail.
 */
export function mailSender(url: string, from: string): (mail: QueuedMail) => Promise<void> {
	const transport = createTransport(url, {
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 20_000
	});
	const domain = /@([^\s>]+)>?$/.exec(from)?.[1] ?? 'localhost';
	const written = (mail: QueuedMail) => ({
		from,
		// As an object, the address is taken whole: nothing in it is read as a list or a name.
		to: { name: '', address: mail.recipient },
		date: currentTime(),
		subject: mail.subject,
		text: mail.body,
		messageId: `<${mail.id}@${domain}>`,
		headers: {
			'Content-Language': mail.locale,
			'Auto-Submitted': 'auto-generated',
			...(mail.unsubscribeUrl && oneClick(mail.unsubscribeUrl))
		}
	});
	return async (mail) => {
		await transport.sendMail(written(mail)).catch((error: unknown) => {
			throw isAway(error) ? new MailServerAway((error as Error).message, { cause: error }) : error;
		});
	};
}

/** Sends what the outbox holds, every few seconds, for as long as the process runs. */
export function startMail(): void {
	const { SMTP_URL, MAIL_FROM } = env();
	if (!SMTP_URL) return;
	const send = mailSender(SMTP_URL, MAIL_FROM);
	repeat('mail', EVERY, () => deliverDue(send));
}
