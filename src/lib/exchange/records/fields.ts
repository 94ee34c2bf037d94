import { z } from 'zod';
import { CERTAINTIES } from '#lib/organisations/vocabulary.ts';

/** A day. */
export const day = z.iso.date();
/** A day, or a month or a year where no more is known: never padded to a false day. */
export const partialDay = z
	.string()
	.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
	.meta({ description: 'A day, or a month or a year where no more is known.' });
export const both = z.object({ en: z.string(), fr: z.string() });
/** A text that may be there in one language only. */
export const either = z.object({ en: z.string().nullable(), fr: z.string().nullable() });
export const country = z
	.string()
	.regex(/^[A-Z]{2}$/)
	.meta({ description: 'ISO 3166-1 alpha-2.' });
/** A country as an address may name it, in letters of either size. */
export const askedCountry = z
	.string()
	.toUpperCase()
	.regex(/^[A-Z]{2}$/);
export const currency = z
	.string()
	.regex(/^[A-Z]{3}$/)
	.meta({ description: 'ISO 4217.' });
/** An amount of any size, exactly. */
export const minorUnits = z
	.string()
	.regex(/^\d+$/)
	.meta({ description: 'In the minor unit of the currency, as text, exactly.' });
export const certainty = z
	.enum(CERTAINTIES)
	.meta({ description: 'How sure the public record is of it.' });
/** The day of a moment, as the files give it. */
export const dayOf = (moment: Date | null | undefined): string | null =>
	moment?.toISOString().slice(0, 10) ?? null;
export const count = z.number().int().min(0);
export const addresses = z.array(z.string());

/** The innermost schema: whatever may be null or left out. */
function bare(schema: z.ZodType): z.ZodType {
	if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
		return bare(schema.unwrap() as z.ZodType);
	return schema;
}

export interface Column {
	name: string;
	/** Of what stands in it where anything does. */
	schema: z.ZodType;
	/** What is said of it, here or around its schema. */
	description?: string;
	/** Whether every record has it. */
	always: boolean;
}

/** The columns of a file of such records, in their order: `{name: {en, fr}}` are `name_en` and `name_fr`. */
export const columnsWith = (record: z.ZodObject, prefix = '', always = true): Column[] =>
	Object.entries(record.shape as Record<string, z.ZodType>).flatMap(([key, given]) => {
		const name = prefix + key;
		const schema = bare(given);
		const there = always && schema === given;
		if (schema instanceof z.ZodObject) return columnsWith(schema, `${name}_`, there);
		const description = given.meta()?.description ?? schema.meta()?.description;
		return [{ name, schema, always: there, ...(description && { description }) }];
	});

export const columnsOf = (record: z.ZodObject): string[] =>
	columnsWith(record).map(({ name }) => name);
