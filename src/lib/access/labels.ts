import { m } from '#lib/paraglide/messages.js';
import type { OidcFailureReason } from './oidc-failure.ts';
import type { PasskeyFailure, PasskeyProblem } from './passkey-failure.ts';
import type { TokenState } from './tokens.ts';
import type { Role, TokenKind, TokenScope } from './vocabulary.ts';

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

export const tokenKindLabels: Record<TokenKind, () => string> = {
	personal: m.access_token_kind_personal,
	organisation: m.access_token_kind_organisation
};

export const tokenKindHints: Record<TokenKind, () => string> = {
	personal: m.access_token_kind_personal_hint,
	organisation: m.access_token_kind_organisation_hint
};

export const tokenStateLabels: Record<TokenState, () => string> = {
	valid: m.access_token_valid,
	expired: m.access_token_expired,
	ended: m.access_token_ended
};

export const scopeLabels: Record<TokenScope, () => string> = {
	'commitments:read': m.access_scope_commitments_read,
	'commitments:write': m.access_scope_commitments_write,
	'milestones:write': m.access_scope_milestones_write,
	'updates:write': m.access_scope_updates_write,
	'assessments:read': m.access_scope_assessments_read,
	'assessments:write': m.access_scope_assessments_write
};

/** What a scope opens, in one line. */
export const scopeHints: Record<TokenScope, () => string> = {
	'commitments:read': m.access_scope_commitments_read_hint,
	'commitments:write': m.access_scope_commitments_write_hint,
	'milestones:write': m.access_scope_milestones_write_hint,
	'updates:write': m.access_scope_updates_write_hint,
	'assessments:read': m.access_scope_assessments_read_hint,
	'assessments:write': m.access_scope_assessments_write_hint
};

/** Why an identity provider's sign-in opened nothing, with what the provider is called. */
export const oidcFailureLabels: Record<OidcFailureReason, (named: { name: string }) => string> = {
	unavailable: m.access_oidc_unavailable,
	failed: m.access_oidc_failed,
	too_weak: m.access_oidc_too_weak,
	not_recent: m.access_oidc_not_recent,
	not_verified: m.access_oidc_not_verified,
	unknown: m.access_oidc_unknown,
	taken: () => m.access_oidc_taken()
};

/** Why a passkey proved nothing, or none was registered. */
export const passkeyFailureLabels: Record<PasskeyFailure, () => string> = {
	no_scripts: m.access_passkey_no_scripts,
	no_challenge: m.access_passkey_no_challenge,
	unknown: m.access_passkey_unknown,
	not_verified: m.access_passkey_not_verified,
	taken: m.access_passkey_registered_already,
	too_many: m.access_passkey_too_many
};

/** Why a browser gave none. */
export const passkeyProblemLabels: Record<PasskeyProblem, () => string> = {
	unsupported: m.access_passkey_unsupported,
	cancelled: m.access_passkey_cancelled,
	registered: m.access_passkey_registered_already,
	refused: m.access_passkey_refused,
	offline: m.access_passkey_offline
};
