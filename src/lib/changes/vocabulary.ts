/** What may have become public on a day, in the order in which it stands where the moment is the same. */
export const CHANGE_KINDS = [
	'summary_published',
	'summary_withdrawn',
	'commitment_published',
	'status_changed',
	'wording_changed',
	'commitment_withdrawn',
	'assessment_published',
	'finding_published',
	'endorsement_recorded',
	'treaty_action'
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** How many days are looked back over where no first day is named, today among them. */
export const DAYS_BACK = 90;
/** Changes on one page, and in a feed. */
export const CHANGES_A_PAGE = 100;
