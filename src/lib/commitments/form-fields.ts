import { z } from 'zod';
import { partialDate, text } from '#lib/forms/fields.ts';
import { evidenceAddress } from '#lib/links/schema.ts';
import { isSubdivision } from '#lib/organisations/subdivisions.ts';
import { MEASURE_LENGTH, NAMES_AT_MOST, TEXT_LENGTH, TITLE_LENGTH } from './vocabulary.ts';

/** A field that may be left empty: then it is null, as its column is. */
export const orNull = <Output>(schema: z.ZodType<Output>) =>
	schema.optional().transform((value) => value ?? null);
export const title = orNull(text(TITLE_LENGTH));
export const line = orNull(text(TITLE_LENGTH));
export const body = orNull(text(TEXT_LENGTH));
export const measure = orNull(text(MEASURE_LENGTH));
export const date = orNull(partialDate);
/** Where something is published, given as its source or as evidence. */
export const address = orNull(evidenceAddress);
export const recordId = z.uuid({ error: 'choose' });

/** One box ticked comes as a text, several as a list, none not at all. */
export const ticked = z.preprocess(
	(value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
	z.array(recordId).max(100)
);

/** Names as one types them, one a line or parted by semicolons: each once. */
export const names = z.preprocess(
	(value) => [
		...new Set(
			[value ?? []]
				.flat()
				.flatMap((text) => (typeof text === 'string' ? text.split(/[\n;]/) : []))
				.map((name) => name.trim().normalize('NFC'))
				.filter(Boolean)
		)
	],
	z.array(z.string()).superRefine((all, context) => {
		if (all.length > NAMES_AT_MOST) context.addIssue({ code: 'custom', message: 'invalid' });
		if (all.some((name) => name.length > TITLE_LENGTH))
			context.addIssue({ code: 'too_big', origin: 'string', maximum: TITLE_LENGTH, input: all });
	})
);

/** Boxes ticked for provinces, territories and states, by their ISO 3166-2 codes. */
export const subdivisions = z.preprocess(
	(value) => [...new Set([value ?? []].flat())],
	z.array(z.string().refine(isSubdivision, { error: 'choose' }))
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
