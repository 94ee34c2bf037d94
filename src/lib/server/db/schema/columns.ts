import { sql } from 'drizzle-orm';
import { check, customType, text, timestamp, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core';

export const id = () => uuid().primaryKey().defaultRandom();
export const moment = () => timestamp({ withTimezone: true, mode: 'date' });
export const createdAt = () => moment().notNull().defaultNow();

/**
 * A date known to the day, the month or only the year, as `2019-08-06`, `2019-08` or `2019`.
 * Kept as text so that nothing is padded to a false day, and so that it sorts rightly.
 */
export const partialDate = () => text();

/** Bytes as they are: either driver gives and takes them so. */
export const bytes = customType<{ data: Uint8Array; notNull: true }>({ dataType: () => 'bytea' });

/** The same where there may be none. */
export const bytesOrNone = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** The column holds one of a vocabulary's words: Drizzle's text enums are types only. */
export const oneOf = (name: string, column: AnyPgColumn, words: readonly string[]) =>
	check(name, sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`);

export const isPartialDate = (name: string, column: AnyPgColumn) =>
	check(name, sql`${column} ~ '^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'`);

export const isWebAddress = (name: string, column: AnyPgColumn) =>
	check(name, sql`${column} ~ '^https?://[^[:space:]]+$'`);

/** At least one of the two languages is there. */
export const inSomeLanguage = (name: string, en: AnyPgColumn, fr: AnyPgColumn) =>
	check(name, sql`coalesce(${en}, '') <> '' or coalesce(${fr}, '') <> ''`);
