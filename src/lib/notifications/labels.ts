import { m } from '#lib/paraglide/messages.js';
import type { Reminders } from './vocabulary.ts';

export const remindersLabels: Record<Reminders, () => string> = {
	each: m.notifications_settings_each,
	weekly: m.notifications_settings_weekly,
	never: m.notifications_settings_never
};
