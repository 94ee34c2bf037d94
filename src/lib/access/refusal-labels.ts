import { m } from '#lib/paraglide/messages.js';
import type { RefusalReason } from './refusal.ts';

const SENTENCES: Record<RefusalReason, () => string> = {
	not_found: () => m.common_refusal_not_found(),
	not_signed_in: () => m.common_refusal_not_signed_in(),
	not_allowed: () => m.common_refusal_not_allowed(),
	stale: () => m.common_refusal_stale(),
	wrong_state: () => m.common_refusal_wrong_state(),
	incomplete: () => m.common_refusal_incomplete(),
	same_person: () => m.common_refusal_same_person(),
	prove_again: () => m.common_refusal_prove_again(),
	second_factor: () => m.common_refusal_second_factor(),
	not_open: () => m.common_refusal_not_open(),
	embargoed: () => m.common_refusal_embargoed(),
	open_points: () => m.common_refusal_open_points(),
	no_reason: () => m.common_refusal_no_reason(),
	disagreement: () => m.common_refusal_disagreement(),
	conflict: () => m.common_refusal_conflict(),
	reply_open: () => m.common_refusal_reply_open(),
	not_ahead: () => m.common_refusal_not_ahead(),
	beyond_rule: () => m.common_refusal_beyond_rule(),
	already_exists: () => m.common_refusal_already_exists(),
	unknown_reference: () => m.common_refusal_unknown_reference(),
	personal_address: () => m.common_refusal_personal_address(),
	date_order: () => m.common_refusal_date_order(),
	too_many: () => m.common_refusal_too_many(),
	last_one: () => m.common_refusal_last_one()
};

/** Why something was not done, and what the person can do now. */
export function refusalText(reason: RefusalReason): string {
	return SENTENCES[reason]();
}
