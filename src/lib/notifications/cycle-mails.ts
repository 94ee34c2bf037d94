import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MailText } from './mails.ts';

/** What the secretariat may tell an organisation about a cycle. */
export type CycleEvent = 'invited' | 'extended' | 'nudged';

interface CycleText {
	organisation: string;
	cycle: string;
	opens: string;
	due: string;
	closes: string;
	link: string;
}
const CYCLES: Record<CycleEvent, (text: CycleText, options: { locale: Locale }) => MailText> = {
	invited: (text, options) => ({
		subject: m.notifications_cycle_invited_subject(text, options),
		body: m.notifications_cycle_invited_body(text, options)
	}),
	extended: (text, options) => ({
		subject: m.notifications_cycle_extended_subject(text, options),
		body: m.notifications_cycle_extended_body(text, options)
	}),
	nudged: (text, options) => ({
		subject: m.notifications_cycle_nudged_subject(text, options),
		body: m.notifications_cycle_nudged_body(text, options)
	})
};

/** The mail that tells an organisation's people about a cycle: never anything of what they answer. */
export function cycleMail(
	event: CycleEvent,
	{
		organisation,
		cycle,
		days,
		link
	}: {
		organisation: Bilingual;
		cycle: Bilingual;
		days: { opensOn: string; dueOn: string; closesOn: string };
		link: string;
	},
	locale: Locale
): MailText {
	return CYCLES[event](
		{
			organisation: pickText(organisation, locale),
			cycle: pickText(cycle, locale),
			opens: formatPartialDate(days.opensOn, locale),
			due: formatPartialDate(days.dueOn, locale),
			closes: formatPartialDate(days.closesOn, locale),
			link
		},
		{ locale }
	);
}
