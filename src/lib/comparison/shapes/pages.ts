/** Companies that stand on one page of a matrix: more are hard to take in, and slow to load. */
export const ROWS_A_PAGE = 100;

export interface MatrixPage<Row> {
	/** Those of either list that stand on the page. */
	assessed: Row[];
	without: Row[];
	/** How many each list has in all. */
	count: { assessed: number; total: number };
	/** The page shown, the last one there is where a later one is asked for. */
	number: number;
	pages: number;
	/** Which rows of all: from 1; 0 where there are none. */
	from: number;
	to: number;
}

/** One page of two lists that stand one below the other. */
export function matrixPage<Row>(
	assessed: readonly Row[],
	without: readonly Row[],
	asked: number
): MatrixPage<Row> {
	const total = assessed.length + without.length;
	const pages = Math.max(1, Math.ceil(total / ROWS_A_PAGE));
	const number = Math.min(asked, pages);
	const start = (number - 1) * ROWS_A_PAGE;
	const end = Math.min(start + ROWS_A_PAGE, total);
	const rest = (at: number) => Math.max(0, at - assessed.length);
	return {
		assessed: assessed.slice(start, end),
		without: without.slice(rest(start), rest(end)),
		count: { assessed: assessed.length, total },
		number,
		pages,
		from: total ? start + 1 : 0,
		to: end
	};
}
