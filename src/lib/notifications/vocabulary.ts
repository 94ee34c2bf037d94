/** How often a person is reminded by mail: of each thing as it comes, in one mail a week, or not at all. */
export const REMINDERS = ['each', 'weekly', 'never'] as const;
export type Reminders = (typeof REMINDERS)[number];

/** What the people of an organisation are told by those who may not see who they are. */
export const NOTICE_EVENTS = [
	'commitment_submitted',
	'update_posted',
	'assessment_submitted',
	'mentioned',
	'passage_replied',
	'summary_held_back'
] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** What a person is reminded of, most pressing first. */
export const REMINDER_KINDS = [
	'returned',
	'milestone_overdue',
	'commitment_overdue',
	'assessment_overdue',
	'milestone_soon',
	'commitment_soon',
	'assessment_soon',
	'passage_soon',
	'stale'
] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** What a reminder asks for: a report on a commitment, the answers of a self-assessment, or a reply. */
export type Asks = 'report' | 'answers' | 'reply';

/** What subscribers are told of an edition of a summary. */
export const ANNOUNCEMENTS = ['published', 'withdrawn'] as const;
export type Announcement = (typeof ANNOUNCEMENTS)[number];
