import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

interface MailText {
	subject: string;
	body: string;
}

/** The mail with a sign-in link, good for so many minutes. */
export function signInMail(link: string, minutes: number, locale: Locale): MailText {
	return {
		subject: m.notifications_sign_in_subject({}, { locale }),
		body: m.notifications_sign_in_body({ link, minutes }, { locale })
	};
}

/** The mail that tells someone they were invited into an organisation. */
export function invitationMail(
	{ organisation, link }: { organisation: string; link: string },
	locale: Locale
): MailText {
	return {
		subject: m.notifications_invitation_subject({ organisation }, { locale }),
		body: m.notifications_invitation_body({ organisation, link }, { locale })
	};
}
