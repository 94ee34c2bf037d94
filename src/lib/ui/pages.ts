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
	const pages = Math.max(1, Math.ceil(list.length / ROWS_A_PAGE));
	const number = Math.min(asked, pages);
	const start = (number - 1) * ROWS_A_PAGE;
	const rows = list.slice(start, start + ROWS_A_PAGE);
	return {
		rows,
		number,
		pages,
		from: rows.length ? start + 1 : 0,
		to: start + rows.length,
		count: list.length
	};
}
