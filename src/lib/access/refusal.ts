/**
 * The ways an expected thing can go wrong. Each has a sentence in both languages in
 * `refusal-labels.ts`; a command throws it, so that its transaction is rolled back.
 */
export const REFUSALS = [
	'not_found',
	'not_signed_in',
	'not_allowed',
	'stale',
	'wrong_state',
	'incomplete',
	'same_person',
	'prove_again',
	'second_factor',
	'not_open',
	'embargoed',
	'open_points',
	'no_reason',
	'disagreement',
	'conflict',
	'reply_open',
	'beyond_rule',
	'not_ahead',
	'already_exists',
	'personal_address',
	'date_order',
	'unknown_reference',
	'too_many',
	'last_one'
] as const;
export type RefusalReason = (typeof REFUSALS)[number];

export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly reason: RefusalReason;
	/** What is missing or where it lies, for `incomplete`: names of fields or numbers of requirements. */
	readonly where: readonly string[];

	constructor(reason: RefusalReason, where: readonly string[] = []) {
		super(reason);
		this.reason = reason;
		this.where = where;
	}
}
