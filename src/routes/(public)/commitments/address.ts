import type { CommitmentFilters } from '#lib/commitments/schema.ts';

type Change = { [Name in keyof CommitmentFilters]?: CommitmentFilters[Name] | null };

/**
 * The query string of the list with these filters and this change to them: null takes one away. A
 * change leads back to the first page unless it is about the page.
 */
export function queryWith(filters: CommitmentFilters, change: Change = {}): string {
	const all = { ...filters, after: undefined, ...change };
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(all))
		if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
	const text = query.toString();
	return text && `?${text}`;
}
