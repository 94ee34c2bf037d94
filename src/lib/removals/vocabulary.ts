/** What a text is of that can be removed at once. */
export const REMOVABLE = [
	'commitment',
	'update',
	'comment',
	'answer',
	'review',
	'review_reply',
	'finding',
	'finding_reply',
	'summary',
	'summary_reply',
	'summary_comment'
] as const;
export type Removable = (typeof REMOVABLE)[number];

/** Why a text is removed at once. A closed list: whatever is said of it is public. */
export const GROUNDS = ['illegal', 'case', 'person', 'method', 'court'] as const;
export type Ground = (typeof GROUNDS)[number];
