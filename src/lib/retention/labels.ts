import { m } from '#lib/paraglide/messages.js';
import type { Kept } from './periods.ts';

export const keptLabels: Record<Kept, () => string> = {
	sessions: m.privacy_kept_sessions,
	links: m.privacy_kept_links,
	presence: m.privacy_kept_presence,
	forms: m.privacy_kept_forms,
	mails: m.privacy_kept_mails,
	invitations: m.privacy_kept_invitations,
	notices: m.privacy_kept_notices,
	imports: m.privacy_kept_imports,
	tokens: m.privacy_kept_tokens
};
