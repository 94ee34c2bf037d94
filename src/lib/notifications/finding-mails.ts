import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MailText } from './mails.ts';

/** What a company is told about a finding: it may reply until a day, it is published, it is not published after all. */
export type FindingEvent = 'asked' | 'published' | 'dropped';

type FindingText = { until: string; link: string };
const FINDINGS: Record<FindingEvent, (text: FindingText, options: { locale: Locale }) => MailText> =
	{
		asked: (text, options) => ({
			subject: m.notifications_finding_asked_subject(text, options),
			body: m.notifications_finding_asked_body(text, options)
		}),
		published: (text, options) => ({
			subject: m.notifications_finding_published_subject({}, options),
			body: m.notifications_finding_published_body(text, options)
		}),
		dropped: (text, options) => ({
			subject: m.notifications_finding_dropped_subject({}, options),
			body: m.notifications_finding_dropped_body(text, options)
		})
	};

/** The mail that tells a company of a finding about it: that there is one, never what it says. */
export function findingMail(
	event: FindingEvent,
	{ until, link }: { until: string | null; link: string },
	locale: Locale
): MailText {
	return FINDINGS[event](
		{ until: until ? formatPartialDate(until, locale) : '', link },
		{ locale }
	);
}
