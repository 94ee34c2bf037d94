import { publishDueCycles } from '#lib/assessments/commands.server.ts';
import { forgetOldReads } from '#lib/exchange/reading-limits.server.ts';
import { forgetSheets } from '#lib/exchange/sheet/commands.server.ts';
import { forgetAnswers } from '#lib/exchange/writing/kept-answers.server.ts';
import { askDueLinks } from '#lib/links/ask.server.ts';
import { collectLinks } from '#lib/links/collect.server.ts';
import { announceSummaries } from '#lib/notifications/announcements.server.ts';
import { deliverNotices } from '#lib/notifications/notices.server.ts';
import { remind } from '#lib/notifications/reminders.server.ts';
import { forgetOldAttempts } from '#lib/access/sign-in-limits.server.ts';
import { forgetSubscriptionRequests } from '#lib/notifications/subscriptions.server.ts';
import { forgetWhatIsOld } from '#lib/retention/forget.server.ts';
import { publishDueSummaries } from '#lib/summaries/schedule.server.ts';
import { announcing, tidyWebhooks } from '#lib/webhooks/announce.server.ts';
import { deliverWebhooks } from '#lib/webhooks/deliver.server.ts';
import { repeat } from './repeat.ts';

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;

/**
 * Publishes what waits for its time, tells and reminds people, tells other sites of what became public, looks at links,
 * and forgets what waited too long, for as long as the process runs. Mails go to the outbox.
 */
export function startReminders(): void {
	repeat('publication', 30 * SECOND, () => publishDueCycles());
	repeat('editions', 30 * SECOND, () => publishDueSummaries());
	repeat('notices', 5 * SECOND, deliverNotices);
	repeat('announcements', 5 * SECOND, announceSummaries);
	repeat('reminders', HOUR, () => remind());
	repeat('sheets', HOUR, () => forgetSheets());
	repeat('changes', 10 * SECOND, announcing());
	repeat('webhooks', 2 * SECOND, () => deliverWebhooks());
	repeat('webhooks kept', HOUR, tidyWebhooks);
	repeat('links', 5 * SECOND, () => askDueLinks());
	repeat('links kept', HOUR, () => collectLinks());
	repeat('answers', HOUR, forgetAnswers);
	repeat('retention', HOUR, () => forgetWhatIsOld());
	repeat('sign-in attempts', HOUR / 2, () => forgetOldAttempts());
	repeat('reads counted', HOUR / 2, () => forgetOldReads());
	repeat('subscriptions', HOUR, () => forgetSubscriptionRequests());
}
