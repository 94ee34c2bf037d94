import type { FigureAnswer } from '#lib/comparison/figure.ts';
import { toCsv } from '../csv.ts';

/** The rows of a figure's table as CSV, as they were frozen: names in both languages, numbers as they are. */
export function figureCsv({ columns, rows }: Pick<FigureAnswer, 'columns' | 'rows'>): string {
	const names = columns.flatMap(({ key }) =>
		rows.some((row) => typeof row[key] === 'object' && row[key] !== null)
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
