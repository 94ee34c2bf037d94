import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { MailText } from '#lib/notifications/mails.ts';
import { m } from '#lib/paraglide/messages.js';

/** The mail that tells who answers for an endpoint that nothing is sent there any more. */
export const givenUpMail = (text: { name: string; link: string }, locale: Locale): MailText => ({
	subject: m.webhooks_mail_given_up_subject(text, { locale }),
	body: m.webhooks_mail_given_up_body(text, { locale })
});
