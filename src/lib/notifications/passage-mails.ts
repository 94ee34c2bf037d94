import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MailText } from './mails.ts';

/** What an organisation is told about a passage of a summary: it may reply until a day, it is published, it is no longer asked. */
export type PassageEvent = 'asked' | 'published' | 'dropped';

type PassageText = { until: string; link: string };
const PASSAGES: Record<PassageEvent, (text: PassageText, options: { locale: Locale }) => MailText> =
	{
		asked: (text, options) => ({
			subject: m.notifications_passage_asked_subject(text, options),
			body: m.notifications_passage_asked_body(text, options)
		}),
		published: (text, options) => ({
			subject: m.notifications_passage_published_subject({}, options),
			body: m.notifications_passage_published_body(text, options)
		}),
		dropped: (text, options) => ({
			subject: m.notifications_passage_dropped_subject({}, options),
			body: m.notifications_passage_dropped_body(text, options)
		})
	};

/** The mail that tells an organisation of a passage about it: that there is one, never what it says. */
export const passageMail = (
	event: PassageEvent,
	{ until, link }: { until: string; link: string },
	locale: Locale
): MailText => PASSAGES[event]({ until: formatPartialDate(until, locale), link }, { locale });
