import type { FormFailure } from '#lib/forms/parse.ts';

/** How many rows a form offers beyond those that are filled. */
const SPARE = 2;

/** The names of the rows of a list in a form: those stored or typed before, and some to fill. */
export function addedRows(
	list: string,
	stored: number,
	form: FormFailure | null | undefined
): string[] {
	const typedRows = new Set(
		Object.keys(form?.values ?? {})
			.filter((name) => name.startsWith(`${list}.`))
			.map((name) => name.split('.')[1])
	).size;
	return Array.from(
		{ length: Math.max(stored + SPARE, typedRows) },
		(_, index) => `${list}.${index}`
	);
}
