import { z } from 'zod';
import { partialDate, text, webAddress } from '#lib/forms/fields.ts';
import { MEASURE_LENGTH, TEXT_LENGTH, TITLE_LENGTH } from './vocabulary.ts';

/** A field that may be left empty: then it is null, as its column is. */
export const orNull = <Output>(schema: z.ZodType<Output>) =>
	schema.optional().transform((value) => value ?? null);
export const title = orNull(text(TITLE_LENGTH));
export const line = orNull(text(TITLE_LENGTH));
export const body = orNull(text(TEXT_LENGTH));
export const measure = orNull(text(MEASURE_LENGTH));
export const date = orNull(partialDate);
export const address = orNull(webAddress);
export const recordId = z.uuid({ error: 'choose' });

/** One box ticked comes as a text, several as a list, none not at all. */
export const ticked = z.preprocess(
	(value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
	z.array(recordId).max(100)
);

/** Rows of which any may be left empty: those are dropped, and what is wrong is said of the row it stands in. */
export const rows = <Row extends z.ZodType>(row: Row, most: number) =>
	z.preprocess(
		(value) => (Array.isArray(value) ? Array.from(value, (one: unknown) => one ?? {}) : []),
		z.array(row).max(most)
	);

interface Titled {
	titleEn: string | null;
	titleFr: string | null;
}
export const hasTitle = ({ titleEn, titleFr }: Titled) => Boolean(titleEn ?? titleFr);

/** Rules over several fields run whatever else is wrong, so that all is said at once. */
export const always = { when: () => true };
