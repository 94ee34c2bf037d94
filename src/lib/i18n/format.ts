import type { Locale } from './vocabulary.ts';

const TAGS: Record<Locale, string> = { en: 'en-CA', fr: 'fr-CA' };

/**
 * One writer for each language and kind, made when it is first asked for: to make one takes as long as to write a hundred
 * numbers with it. Kinds must be few, since all are kept.
 */
function writers<Kind extends string | number, Writer>(
	make: (tag: string, kind: Kind) => Writer
): (locale: Locale, kind: Kind) => Writer {
	const made: Record<Locale, Map<Kind, Writer>> = { en: new Map(), fr: new Map() };
	return (locale, kind) => {
		let writer = made[locale].get(kind);
		if (writer === undefined) {
			writer = make(TAGS[locale], kind);
			made[locale].set(kind, writer);
		}
		return writer;
	};
}

const dates = writers(
	(tag, precision: 'day' | 'month') =>
		new Intl.DateTimeFormat(tag, {
			timeZone: 'UTC',
			year: 'numeric',
			month: 'long',
			...(precision === 'day' ? { day: 'numeric' } : {})
		})
);

/**
 * A date known to the day, month or year (`2019-08-06`, `2019-08`, `2019`), or a half-year
 * (`2025-H1`), written to that precision.
 */
export function formatPartialDate(date: string, locale: Locale): string {
	const [year = '', month, day] = date.split('-');
	if (!month) return year;
	if (month.startsWith('H')) return `${locale === 'fr' ? 'S' : 'H'}${month.slice(1)} ${year}`;
	const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
	const written = dates(locale, day ? 'day' : 'month').format(moment);
	return locale === 'fr' ? ordinalFirst(written) : written;
}

/** French writes the first of a month as an ordinal. */
const ordinalFirst = (written: string) => written.replace(/^1 /, '1er ');

const moments = writers(
	(tag, timeZone: 'UTC') =>
		new Intl.DateTimeFormat(tag, {
			timeZone,
			dateStyle: 'long',
			timeStyle: 'short',
			hourCycle: 'h23'
		})
);

/** A moment as a date and time in UTC, which the text says. */
export function formatMoment(moment: Date | string, locale: Locale): string {
	const written = moments(locale, 'UTC').format(new Date(moment));
	const asWritten =
		locale === 'fr' ? ordinalFirst(written).replace(' h ', '\u00a0h\u00a0') : written;
	return `${asWritten} UTC`;
}

export function formatDay(moment: Date | string, locale: Locale): string {
	return formatPartialDate(new Date(moment).toISOString().slice(0, 10), locale);
}

const numbers = writers(
	(tag, maximumFractionDigits: number) => new Intl.NumberFormat(tag, { maximumFractionDigits })
);

export function formatNumber(value: number, locale: Locale, digits = 0): string {
	return numbers(locale, digits).format(value);
}

const styled = writers((tag, style: 'compact' | 'percent') =>
	style === 'compact'
		? new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 })
		: new Intl.NumberFormat(tag, { style })
);

/** A number in few characters: 22.5M, for the axis of a chart. */
export function formatCompact(value: number, locale: Locale): string {
	return styled(locale, 'compact').format(value);
}

/** A share between 0 and 1 as a whole per cent. */
export function formatShare(share: number, locale: Locale): string {
	return styled(locale, 'percent').format(share);
}

const units = writers((tag, unit: 'day' | 'month' | 'year' | 'kilobyte' | 'megabyte') =>
	unit === 'kilobyte' || unit === 'megabyte'
		? new Intl.NumberFormat(tag, {
				style: 'unit',
				unit,
				maximumFractionDigits: unit === 'megabyte' ? 1 : 0
			})
		: new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' })
);

/** A length of time in words: 3 months, 1 year. */
export function formatLength(
	count: number,
	unit: 'day' | 'month' | 'year',
	locale: Locale
): string {
	return units(locale, unit).format(count);
}

/** The size of a file as people say it: 84 kB, 1.2 MB. */
export function formatFileSize(bytes: number, locale: Locale): string {
	const large = bytes >= 1_000_000;
	return units(locale, large ? 'megabyte' : 'kilobyte').format(bytes / (large ? 1_000_000 : 1000));
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
