import { currencyDigits } from '#lib/i18n/format.ts';

const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d{0,2}(?:\.\d{3})+$/;

/**
 * A figure as typed in either language (`22 240 000,50`, `22,240,000.50`) in units of its last decimal,
 * exactly: with two `digits`, `1.5` is 150. Null when it is none, has more decimals, could be read in two
 * ways, or is more than can be kept exactly.
 */
export function parseFigure(typed: string, digits: number): number | null {
	const bare = typed.replace(/[\s\u00a0\u202f'’$]/g, '');
	const at = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
	const mark = bare.charAt(at);
	const whole = at === -1 ? bare : bare.slice(0, at);
	const decimals = at === -1 ? '' : bare.slice(at + 1);
	// `1,500` means fifteen hundred, except where there may be three decimals: nobody could tell.
	const readsTwoWays = digits === 3 && GROUPED.test(bare) && bare.indexOf(mark) === at;
	if (readsTwoWays && mark === ',') return null;
	if (GROUPED.test(bare) && !readsTwoWays) return minor(bare.replace(/[.,]/g, ''), '', digits);
	if (!/^\d+$/.test(whole) && !(GROUPED.test(whole) && !whole.includes(mark))) return null;
	if (at !== -1 && !(/^\d+$/.test(decimals) && decimals.length <= digits)) return null;
	return minor(whole.replace(/[.,]/g, ''), decimals, digits);
}

/** An amount as typed, in the minor units of its currency; null as `parseFigure` has it. */
export const parseMoney = (typed: string, code: string): number | null =>
	parseFigure(typed, currencyDigits(code));

function minor(whole: string, decimals: string, digits: number): number | null {
	const amount = Number(BigInt(whole + decimals.padEnd(digits, '0')));
	return Number.isSafeInteger(amount) ? amount : null;
}

/** A sum of money known as a number, such as 22.24 for a source's decimals, in minor units. */
export function toMinor(amount: number, code: string): number {
	return Math.round(amount * 10 ** currencyDigits(code));
}
