import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MailText } from './mails.ts';
import { REMINDER_KINDS, type Asks, type ReminderKind } from './vocabulary.ts';

/** How many lines of a kind a digest holds: the rest is on the page where one's work waits. */
const MOST = 10;

interface Line {
	kind: ReminderKind;
	asks: Asks;
	reference: string;
	title: Bilingual;
	milestone: Bilingual | null;
	since: string;
	link: string;
}
interface Ways {
	work: string;
	settings: string;
	unsubscribe: string;
}
type Said = { date: string };
type Options = { locale: Locale };

const WORDS: Record<ReminderKind, (said: Said, options: Options) => string> = {
	returned: m.notifications_reminder_returned,
	milestone_overdue: m.notifications_reminder_overdue,
	commitment_overdue: m.notifications_reminder_overdue,
	assessment_overdue: m.notifications_reminder_overdue,
	milestone_soon: m.notifications_reminder_soon,
	commitment_soon: m.notifications_reminder_soon,
	assessment_soon: m.notifications_reminder_soon,
	passage_soon: m.notifications_reminder_soon,
	stale: m.notifications_reminder_stale
};
const BODIES: Record<Asks, (said: { line: string } & Ways, options: Options) => string> = {
	report: m.notifications_reminder_body,
	answers: m.notifications_reminder_body_assessment,
	reply: m.notifications_reminder_body_passage
};
const HEADINGS: Record<ReminderKind, (none: Record<string, never>, options: Options) => string> = {
	returned: m.notifications_digest_returned,
	milestone_overdue: m.notifications_digest_milestone_overdue,
	commitment_overdue: m.notifications_digest_commitment_overdue,
	assessment_overdue: m.notifications_digest_assessment_overdue,
	milestone_soon: m.notifications_digest_milestone_soon,
	commitment_soon: m.notifications_digest_commitment_soon,
	assessment_soon: m.notifications_digest_assessment_soon,
	passage_soon: m.notifications_digest_passage_soon,
	stale: m.notifications_digest_stale
};

/** What it is and what is the matter with it, then the address at which it is answered. */
function written({ kind, reference, link, ...line }: Line, locale: Locale): string {
	const title = [pickText(line.title, locale), line.milestone && pickText(line.milestone, locale)]
		.filter(Boolean)
		.join(' — ');
	const said = WORDS[kind]({ date: formatPartialDate(line.since, locale) }, { locale });
	return `${[reference, title].filter(Boolean).join(', ')}\n${said}\n${link}`;
}

/** The mail that reminds of one thing. */
export function reminderMail(line: Line, ways: Ways, locale: Locale): MailText {
	return {
		subject: m.notifications_reminder_subject(
			{ reference: line.reference || pickText(line.title, locale) },
			{ locale }
		),
		body: BODIES[line.asks]({ line: written(line, locale), ...ways }, { locale })
	};
}

/** The mail that reminds once a week of everything that waits, most pressing first. */
export function digestMail(lines: readonly Line[], ways: Ways, locale: Locale): MailText {
	const parts = REMINDER_KINDS.flatMap((kind) => {
		const of = lines.filter((line) => line.kind === kind).sort(bySince);
		if (!of.length) return [];
		const rest = of.length - MOST;
		return [
			[
				HEADINGS[kind]({}, { locale }).toLocaleUpperCase(locale),
				...of.slice(0, MOST).map((line) => written(line, locale)),
				...(rest > 0
					? [m.notifications_digest_more({ count: rest, work: ways.work }, { locale })]
					: [])
			].join('\n\n')
		];
	});
	return {
		subject: m.notifications_digest_subject({ count: lines.length }, { locale }),
		body: m.notifications_digest_body({ lines: parts.join('\n\n'), ...ways }, { locale })
	};
}

const bySince = (a: Line, b: Line) =>
	a.since.localeCompare(b.since) || a.reference.localeCompare(b.reference);
