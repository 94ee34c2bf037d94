import { m } from '#lib/paraglide/messages.js';

/** What has just been done, by the word that the address of the next page says it with. */
export const doneLabels: Readonly<Record<string, () => string>> = {
	settings_saved: m.common_done_settings_saved,
	calendar_revoked: m.common_done_calendar_revoked,
	token_revoked: m.common_done_token_revoked,
	commented: m.common_done_commented,
	submitted: m.common_done_submitted,
	changed: m.common_done_changed,
	reported: m.common_done_reported,
	decided: m.common_done_decided,
	published: m.common_done_published,
	to_publish: m.common_done_to_publish,
	review_saved: m.assessments_review_saved,
	interest_declared: m.assessments_interest_saved,
	opinion_given: m.assessments_opinion_saved,
	replies_saved: m.assessments_reply_saved,
	reply_ended: m.assessments_reply_ended,
	review_begun: m.common_done_review_begun,
	cycle_invited: m.frameworks_done_invited,
	extended: m.frameworks_done_extended,
	nudged: m.frameworks_done_nudged,
	scheduled: m.frameworks_done_scheduled,
	cycle_made: m.common_done_cycle_made,
	framework_loaded: m.frameworks_load_done,
	finding_recorded: m.common_done_finding_recorded,
	replied: m.common_done_replied,
	withdrawn: m.common_done_withdrawn,
	invited: m.common_done_invited,
	revoked: m.common_done_revoked,
	ended: m.common_done_ended
};
