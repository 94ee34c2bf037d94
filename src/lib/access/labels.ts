import { m } from '#lib/paraglide/messages.js';
import type { Role } from './vocabulary.ts';

export const roleLabels: Record<Role, () => string> = {
	viewer: m.access_role_viewer,
	contributor: m.access_role_contributor,
	approver: m.access_role_approver,
	editor: m.access_role_editor,
	publisher: m.access_role_publisher,
	administrator: m.access_role_administrator
};

/** What a role is for, in one line. */
export const roleHints: Record<Role, () => string> = {
	viewer: m.access_role_hint_viewer,
	contributor: m.access_role_hint_contributor,
	approver: m.access_role_hint_approver,
	editor: m.access_role_hint_editor,
	publisher: m.access_role_hint_publisher,
	administrator: m.access_role_hint_administrator
};
