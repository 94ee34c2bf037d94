import { pageOf, type PageOf } from '#lib/ui/pages.ts';

export interface MatrixPage<Row> extends Omit<PageOf<Row>, 'rows' | 'count'> {
	/** Those of either list that stand on the page. */
	assessed: Row[];
	without: Row[];
	/** How many the first list has, and both. */
	count: { assessed: number; total: number };
}

/** One page of two lists that stand one below the other. */
export function matrixPage<Row>(
	assessed: readonly Row[],
	without: readonly Row[],
	asked: number
): MatrixPage<Row> {
	const { rows, count, ...page } = pageOf([...assessed, ...without], asked);
	const left = Math.max(0, assessed.length - Math.max(0, page.from - 1));
	return {
		...page,
		assessed: rows.slice(0, left),
		without: rows.slice(left),
		count: { assessed: assessed.length, total: count }
	};
}
