import { m } from '#lib/paraglide/messages.js';

/** What has just been done, by the word that the address of the next page says it with. */
export const doneLabels: Readonly<Record<string, () => string>> = {
	settings_saved: m.common_done_settings_saved,
	calendar_revoked: m.common_done_calendar_revoked
};
