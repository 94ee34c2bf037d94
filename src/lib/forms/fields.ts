import { z } from 'zod';
import { currencyDigits } from '#lib/i18n/format.ts';

/** A line or a text of at most `max` characters; surrounding space is dropped. */
export const text = (max: number) => z.string().trim().normalize('NFC').max(max);

/** A date known to the day, the month or only the year. */
export const partialDate = z
	.string()
	.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, { error: 'date' })
	.refine((date) => date.length < 10 || isCalendarDay(date), { error: 'date' });

function isCalendarDay(date: string): boolean {
	const day = new Date(`${date}T00:00:00Z`);
	return !Number.isNaN(day.valueOf()) && day.toISOString().slice(0, 10) === date;
}

/** A day of the calendar, as `2026-11-23`. */
export const day = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'date' })
	.refine(isCalendarDay, { error: 'date' });

/** An address on the web that a reader may follow: http or https, no credentials in it. */
export const webAddress = z
	.string()
	.trim()
	.max(2000)
	.refine(
		(value) => {
			if (/\s/.test(value) || !URL.canParse(value)) return false;
			const url = new URL(value);
			return (
				/^https?:$/.test(url.protocol) &&
				url.hostname.includes('.') &&
				!url.username &&
				!url.password
			);
		},
		{ error: 'web_address' }
	);

/** An e-mail address, in the one form in which addresses are compared. */
export const email = z
	.string()
	.trim()
	.max(254)
	.normalize('NFKC')
	.toLowerCase()
	.refine(
		(value) =>
			/^[^\s@<>",;:()[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$|^[a-z0-9._+-]+@localhost$/.test(value),
		{
			error: 'email'
		}
	);

/** An ISO 4217 code that exists. */
export const currency = z
	.string()
	.trim()
	.toUpperCase()
	.refine((code) => (Intl.supportedValuesOf('currency') as string[]).includes(code), {
		error: 'currency'
	});

/**
 * An amount as typed in either language (`22 240 000,50`, `22,240,000.50`) as a number with up to
 * `digits` decimals. Null when it is none.
 */
export function parseAmount(typed: string): number | null {
	const bare = typed.replace(/[\s\u00a0\u202f'’$]/g, '');
	const match = /^(\d{1,3}(?:[,.]\d{3})+|\d+)(?:([.,])(\d{1,3}))?$/.exec(bare);
	if (!match) return null;
	const [, whole = '', mark, decimals = ''] = match;
	if (mark && whole.includes(mark)) return null;
	// `1,500` means fifteen hundred, not one and a half: no currency here is quoted to three decimals.
	if (decimals.length === 3) return /^\d{1,3}$/.test(whole) ? Number(whole + decimals) : null;
	return Number(`${whole.replace(/[.,]/g, '')}.${decimals || '0'}`);
}

/** A sum of money: an amount and its currency, kept in minor units. */
export function toMinor(amount: number, code: string): number {
	return Math.round(amount * 10 ** currencyDigits(code));
}

export const formToken = z.uuid();
export const version = z.coerce.number().int().positive();
