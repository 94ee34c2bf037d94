import type { z } from 'zod';
import { ADDRESSES_ARE_PUBLIC } from '#lib/forms/content-guard.ts';
import { jsonSchemaOf, type JsonSchema } from '../openapi/json-schema.ts';

/** What the document says of a field in place of what its form does, wherever the field stands. */
export type Says = Readonly<Record<string, JsonSchema>>;

/** A JSON Schema as this module writes and reads it. */
type Written = JsonSchema & { const?: unknown; anyOf?: Written[] };

const NULL: JsonSchema = { type: 'null' };

/**
 * The schema of a form as that of a JSON body: a box that is ticked is true, a field left empty is null or left out,
 * and nothing is taken that it does not name. Beside it stands what a form asks when a text holds a personal address.
 */
export function bodySchemaOf(schema: z.ZodType, says: Says = {}): JsonSchema {
	const made = written(jsonSchemaOf(schema, 'input') as Written, says);
	if (!made.properties) return made;
	return { ...made, properties: { ...made.properties, [ADDRESSES_ARE_PUBLIC]: ACKNOWLEDGED } };
}

const ACKNOWLEDGED: JsonSchema = {
	anyOf: [
		{
			type: 'boolean',
			description:
				'That e-mail addresses in the texts are those of public offices. Without it, a text with one that looks like a person’s is not taken.'
		},
		NULL
	]
};

function written(schema: Written, says: Says): Written {
	const { items, properties } = schema;
	if (schema.const === 'on') return { type: 'boolean' };
	if (items && typeof items === 'object' && !Array.isArray(items))
		return { ...schema, items: written(items as Written, says) };
	if (!properties) return schema;
	// A list of boxes of which none is ticked is not sent.
	const required = (schema.required ?? []).filter(
		(name) => (properties[name] as Written | undefined)?.type !== 'array'
	);
	const named = Object.entries(properties).map(([name, one]) => {
		const said = says[name] ?? written(one as Written, says);
		return [name, required.includes(name) ? said : orNull(said)];
	});
	return {
		...schema,
		properties: Object.fromEntries(named) as Record<string, JsonSchema>,
		required,
		additionalProperties: false
	};
}

function orNull(schema: Written): Written {
	const { description, default: _, ...rest } = schema;
	return { anyOf: [rest, NULL], ...(description && { description }) };
}
