import { createTransport } from 'nodemailer';
import { deliverDue, type QueuedMail } from '#lib/notifications/outbox.server.ts';
import { env } from './env.ts';
import { repeat } from './repeat.ts';

const EVERY = 5_000;

/** By these, a mail program ends such mails with one request (RFC 8058). */
const oneClick = (address: string) => ({
	'List-Unsubscribe': `<${address}>`,
	'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
});

/** A function that sends one mail through the configured server, with a stable Message-ID. */
export function mailSender(url: string, from: string): (mail: QueuedMail) => Promise<void> {
	const transport = createTransport(url, { connectionTimeout: 10_000, socketTimeout: 20_000 });
	const domain = /@([^\s>]+)>?$/.exec(from)?.[1] ?? 'localhost';
	return async (mail) => {
		await transport.sendMail({
			from,
			// As an object, the address is taken whole: nothing in it is read as a list or a name.
			to: { name: '', address: mail.recipient },
			subject: mail.subject,
			text: mail.body,
			messageId: `<${mail.id}@${domain}>`,
			headers: {
				'Content-Language': mail.locale,
				'Auto-Submitted': 'auto-generated',
				...(mail.unsubscribeUrl && oneClick(mail.unsubscribeUrl))
			}
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
