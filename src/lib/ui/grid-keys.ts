import { cellAt, moveIn } from './grid.ts';

/**
 * Makes a table a grid of one tab stop in which arrow keys go from cell to cell, as the ARIA practices
 * describe it. For a script to attach: without one it stays a table whose links are reached one by one.
 */
export function gridKeys(table: HTMLTableElement): () => void {
	const region = table.parentElement;
	let stop: HTMLElement | undefined;
	let column = 0;

	// A row may be hidden on a small screen.
	const rows = () => [...table.rows].filter((row) => row.getClientRects().length > 0);
	const spansOf = (row: HTMLTableRowElement) => [...row.cells].map(({ colSpan }) => colSpan);

	function stopAt(target: HTMLElement) {
		if (stop) stop.tabIndex = -1;
		target.tabIndex = 0;
		stop = target;
	}

	function prepare() {
		for (const cell of table.querySelectorAll<HTMLElement>('th, td')) targetIn(cell).tabIndex = -1;
		const first = table.querySelector<HTMLElement>('tbody a[href]');
		const kept = stop && table.contains(stop) ? stop : first;
		if (kept) stopAt(kept);
	}

	function onFocus({ target }: FocusEvent) {
		const cell = (target as HTMLElement).closest<HTMLElement>('th, td');
		if (cell) stopAt(targetIn(cell));
	}

	function onKey(event: KeyboardEvent) {
		const { key, ctrlKey, altKey, metaKey, shiftKey, target } = event;
		if (altKey || metaKey || shiftKey) return;
		const cell = (target as HTMLElement).closest<HTMLTableCellElement>('th, td');
		const all = rows();
		const row = all.findIndex((one) => cell !== null && one.contains(cell));
		const from = all[row];
		if (!cell || !from) return;
		const spans = all.map(spansOf);
		const own = spansOf(from);
		const start = own.slice(0, cell.cellIndex).reduce((sum, span) => sum + span, 0);
		// The column where one came from, unless another cell was reached since by other means.
		const kept = cellAt(own, column)[0] === start ? column : start;
		const to = moveIn(spans, { row, column: kept }, key, ctrlKey);
		if (!to) return;
		event.preventDefault();
		column = to.column;
		const next = all[to.row]?.cells[cellAt(spans[to.row] ?? [], to.column)[2]];
		if (!next) return;
		// A head that stays in sight within the region counts as seen already, even where the region itself is not.
		if (region && next.closest('thead')) region.scrollTop = 0;
		targetIn(next).focus();
	}

	table.setAttribute('role', 'grid');
	table.setAttribute('aria-readonly', 'true');
	region?.removeAttribute('tabindex');
	prepare();
	const observer = new MutationObserver(prepare);
	observer.observe(table, { childList: true, subtree: true });
	table.addEventListener('focusin', onFocus);
	table.addEventListener('keydown', onKey);
	return () => {
		observer.disconnect();
		table.removeEventListener('focusin', onFocus);
		table.removeEventListener('keydown', onKey);
	};
}

/** What takes the focus of a cell: its link, or the cell itself where it has none. */
const targetIn = (cell: HTMLElement): HTMLElement =>
	cell.querySelector<HTMLElement>('a[href], button') ?? cell;
