import { z } from 'zod';
import { hasPastedFile, isToBeWarnedOf } from './content-guard.ts';

/** What someone types: a file pasted into it is refused, a personal address warned about where it is read so (`withWarning`). */
export const typedText = (schema: z.ZodString) =>
	schema
		.refine((value) => !hasPastedFile(value), { error: 'pasted_file' })
		.refine((value) => !isToBeWarnedOf(value), { error: 'address' });

/** A line or a text of at most `max` characters that someone types; surrounding space is dropped. */
export const text = (max: number) => typedText(z.string().trim().normalize('NFC').max(max));

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

export const formToken = z.uuid();
export const version = z.coerce.number().int().positive();
