/** How far a date has moved: later above nought, earlier below it. */
export interface Slippage {
	by: number;
	unit: 'day' | 'month' | 'year';
}

const numbers = (date: string) => date.split('-').map(Number);

/**
 * How far a date has moved from the one first promised, as precisely as both are known: between years in
 * years, between months in months, between two days of one month in days. Null where it stands.
 */
export function slippage(firstDueOn: string | null, dueOn: string | null): Slippage | null {
	if (firstDueOn === null || dueOn === null) return null;
	const [firstYear = 0, firstMonth, firstDay] = numbers(firstDueOn);
	const [year = 0, month, day] = numbers(dueOn);
	const moved = (by: number, unit: Slippage['unit']) => (by === 0 ? null : { by, unit });
	if (firstMonth === undefined || month === undefined) return moved(year - firstYear, 'year');
	const months = (year - firstYear) * 12 + month - firstMonth;
	if (months !== 0) return moved(months, 'month');
	return firstDay === undefined || day === undefined ? null : moved(day - firstDay, 'day');
}
