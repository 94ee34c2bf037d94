/** Rows that stand on one page: more are hard to take in, and slow to load. */
export const ROWS_A_PAGE = 100;

export interface PageOf<Row> {
	rows: Row[];
	/** The page shown, the last one there is where a later one is asked for. */
	number: number;
	pages: number;
	/** Which rows of all: from 1; 0 where there are none. */
	from: number;
	to: number;
	/** How many there are in all. */
	count: number;
}

/** One page of a list. */
export function pageOf<Row>(list: readonly Row[], asked: number): PageOf<Row> {
	const { limit, offset, ...page } = pageAmong(list.length, asked);
	return { rows: list.slice(offset, offset + limit), ...page };
}

/** The page of a list of so many rows, and which rows stand on it: so many, after so many. */
export function pageAmong(
	count: number,
	asked: number
): Omit<PageOf<never>, 'rows'> & { limit: number; offset: number } {
	const pages = Math.max(1, Math.ceil(count / ROWS_A_PAGE));
	const number = Math.min(asked, pages);
	const offset = (number - 1) * ROWS_A_PAGE;
	const to = Math.min(offset + ROWS_A_PAGE, count);
	return { number, pages, from: count ? offset + 1 : 0, to, count, limit: ROWS_A_PAGE, offset };
}
