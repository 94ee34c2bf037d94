import type { FigureRows } from '#lib/comparison/figure.ts';
import { toCsv } from '../csv.ts';

type Table = FigureRows & { title: Record<'en' | 'fr', string> | null };

/**
 * The rows of a figure's tables as CSV, as they were frozen: names in both languages, numbers as they are. Of
 * several tables each row says which it is of.
 */
export function figureCsv(tables: readonly Table[]): string {
	const several = tables.length > 1;
	const rows = tables.flatMap((table, at) =>
		table.rows.map((row) =>
			several ? { table: table.title ?? { en: String(at + 1), fr: String(at + 1) }, ...row } : row
		)
	);
	const keys = [
		...new Set([
			...(several ? ['table'] : []),
			...tables.flatMap(({ columns }) => columns.map(({ key }) => key))
		])
	];
	const isBoth = (cell: unknown) => typeof cell === 'object' && cell !== null;
	const names = keys.flatMap((key) =>
		rows.some((row: Record<string, unknown>) => isBoth(row[key]))
			? [`${key}_en`, `${key}_fr`]
			: [key]
	);
	const records = rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([key, cell]) => [
				key,
				typeof cell === 'object' && cell !== null ? { en: cell.en, fr: cell.fr } : cell
			])
		)
	);
	return toCsv(records, names);
}
