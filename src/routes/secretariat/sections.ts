import { href } from '#lib/i18n/links.ts';
import { m } from '#lib/paraglide/messages.js';

/** The rooms of the secretariat; its people are shown among everyone's, in the workspace. */
export const secretariatSections = () => [
	{ href: href('/secretariat'), label: m.summaries_queue() },
	{ href: href('/secretariat/cycles'), label: m.frameworks_cycles() },
	{ href: href('/secretariat/frameworks'), label: m.frameworks_versions() },
	{ href: href('/secretariat/findings'), label: m.frameworks_finding_nav() },
	{ href: href('/secretariat/summaries'), label: m.summaries_nav_summaries() },
	{ href: href('/secretariat/audit'), label: m.audit_nav() }
];
