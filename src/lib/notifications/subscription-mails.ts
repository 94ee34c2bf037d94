import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MailText } from './mails.ts';
import type { Announcement } from './vocabulary.ts';

/** The mail that asks whether an address is to be told, with the link that says so, good for so many hours. */
export function confirmationMail(link: string, hours: number, locale: Locale): MailText {
	return {
		subject: m.notifications_subscription_confirm_subject({}, { locale }),
		body: m.notifications_subscription_confirm_body({ link, hours }, { locale })
	};
}

/** What has become of an edition of a summary, and why. */
export interface Announced {
	event: Announcement;
	title: Bilingual;
	edition: number;
	asOf: string | null;
	correctionNote: Bilingual;
	withdrawalReason: Bilingual;
}

/** The mail that tells a subscriber of a summary: where it stands, and how one ends such mails. */
export function announcementMail(
	{ event, edition, ...of }: Announced,
	ways: { link: string; end: string },
	locale: Locale
): MailText {
	const title = pickText(of.title, locale);
	if (event === 'withdrawn')
		return {
			subject: m.notifications_summary_withdrawn_subject({ title }, { locale }),
			body: m.notifications_summary_withdrawn_body(
				{ title, edition, reason: pickText(of.withdrawalReason, locale), ...ways },
				{ locale }
			)
		};
	if (edition > 1)
		return {
			subject: m.notifications_summary_corrected_subject({ title, edition }, { locale }),
			body: m.notifications_summary_corrected_body(
				{ title, edition, note: pickText(of.correctionNote, locale), ...ways },
				{ locale }
			)
		};
	const date = of.asOf ? formatPartialDate(of.asOf, locale) : '';
	return {
		subject: m.notifications_summary_published_subject({ title }, { locale }),
		body: m.notifications_summary_published_body({ title, date, ...ways }, { locale })
	};
}
