import { commitmentChange } from './schema.ts';

/** What a commitment says of itself, by field. Its due date moves by updates, and with a reason of its own. */
export type Wording = Readonly<Record<string, unknown>>;

const NOT_WORDED = ['version', 'requirements', 'dueOn'];

/** The fields that a rewording may change, in the order of the form. */
export const WORDED: readonly string[] = Object.keys(commitmentChange.shape).filter(
	(field) => !NOT_WORDED.includes(field)
);

/** The wording in a row or a form that holds more than that. */
export function wordingOf(values: object): Wording {
	const all = new Map(Object.entries(values));
	return Object.fromEntries(WORDED.map((field) => [field, all.get(field) ?? null]));
}

/** The fields in which two wordings differ. */
export function changedFields(before: Wording, after: Wording): string[] {
	// A list with nothing in it says no more than one that an older wording did not have yet.
	const said = (value: unknown) =>
		JSON.stringify(Array.isArray(value) && !value.length ? null : (value ?? null));
	return WORDED.filter((field) => said(before[field]) !== said(after[field]));
}
