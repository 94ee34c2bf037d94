import type { Locale } from './vocabulary.ts';

const TAGS: Record<Locale, string> = { en: 'en-CA', fr: 'fr-CA' };

/**
 * A date known to the day, month or year (`2019-08-06`, `2019-08`, `2019`), or a half-year
 * (`2025-H1`), written to that precision.
 */
export function formatPartialDate(date: string, locale: Locale): string {
	const [year = '', month, day] = date.split('-');
	if (!month) return year;
	if (month.startsWith('H')) return `${locale === 'fr' ? 'S' : 'H'}${month.slice(1)} ${year}`;
	const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
	const written = new Intl.DateTimeFormat(TAGS[locale], {
		timeZone: 'UTC',
		year: 'numeric',
		month: 'long',
		...(day ? { day: 'numeric' } : {})
	}).format(moment);
	return locale === 'fr' ? ordinalFirst(written) : written;
}

/** French writes the first of a month as an ordinal. */
const ordinalFirst = (written: string) => written.replace(/^1 /, '1er ');

/** A moment as a date and time in UTC, which the text says. */
export function formatMoment(moment: Date | string, locale: Locale): string {
	const written = new Intl.DateTimeFormat(TAGS[locale], {
		timeZone: 'UTC',
		dateStyle: 'long',
		timeStyle: 'short',
		hourCycle: 'h23'
	}).format(new Date(moment));
	const asWritten =
		locale === 'fr' ? ordinalFirst(written).replace(' h ', '\u00a0h\u00a0') : written;
	return `${asWritten} UTC`;
}

export function formatDay(moment: Date | string, locale: Locale): string {
	return formatPartialDate(new Date(moment).toISOString().slice(0, 10), locale);
}

export function formatNumber(value: number, locale: Locale, digits = 0): string {
	return new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: digits }).format(value);
}

/** A number in few characters: 22.5M, for the axis of a chart. */
export function formatCompact(value: number, locale: Locale): string {
	return new Intl.NumberFormat(TAGS[locale], {
		notation: 'compact',
		maximumFractionDigits: 1
	}).format(value);
}

/** A share between 0 and 1 as a whole per cent. */
export function formatShare(share: number, locale: Locale): string {
	return new Intl.NumberFormat(TAGS[locale], { style: 'percent' }).format(share);
}

/** A length of time in words: 3 months, 1 year. */
export function formatLength(
	count: number,
	unit: 'day' | 'month' | 'year',
	locale: Locale
): string {
	return new Intl.NumberFormat(TAGS[locale], {
		style: 'unit',
		unit,
		unitDisplay: 'long'
	}).format(count);
}

/** The size of a file as people say it: 84 kB, 1.2 MB. */
export function formatFileSize(bytes: number, locale: Locale): string {
	const large = bytes >= 1_000_000;
	return new Intl.NumberFormat(TAGS[locale], {
		style: 'unit',
		unit: large ? 'megabyte' : 'kilobyte',
		maximumFractionDigits: large ? 1 : 0
	}).format(bytes / (large ? 1_000_000 : 1000));
}

/** How many digits a currency's minor unit has: 2 for CAD, 0 for JPY. Throws on an unknown code. */
export function currencyDigits(currency: string): number {
	return (
		new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
			.maximumFractionDigits ?? 2
	);
}

/** An amount in minor units as a decimal, exactly: `22240000.50`; without decimals where they are nought. */
export function decimalOf(amountMinor: number | bigint, currency: string): string {
	const digits = currencyDigits(currency);
	const figures = String(amountMinor).padStart(digits + 1, '0');
	const whole = figures.slice(0, figures.length - digits);
	const decimals = figures.slice(figures.length - digits);
	return /[1-9]/.test(decimals) ? `${whole}.${decimals}` : whole;
}

/** An amount in minor units, exactly, with its ISO 4217 code; without cents where there are none. */
export function formatMoney(
	amountMinor: number | bigint,
	currency: string,
	locale: Locale
): string {
	const decimal = decimalOf(amountMinor, currency);
	const digits = currencyDigits(currency);
	return new Intl.NumberFormat(TAGS[locale], {
		style: 'currency',
		currency,
		currencyDisplay: 'code',
		minimumFractionDigits: decimal.includes('.') ? digits : 0,
		maximumFractionDigits: digits
	}).format(decimal as Intl.StringNumericLiteral);
}
