import { z } from 'zod';

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 holds them. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * What the schema takes or gives, as JSON Schema. A value that a query string may write as text, and that is
 * then read as a number, is described as that number.
 */
export function jsonSchemaOf(schema: z.ZodType, side: 'input' | 'output'): JsonSchema {
	const { $schema: _, ...written } = z.toJSONSchema(schema, {
		io: side,
		unrepresentable: 'any',
		override({ zodSchema, jsonSchema }) {
			const { def } = zodSchema._zod;
			// What is done to a value before it is looked at takes any; what it is made into says what it should be.
			if (def.type === 'pipe' && side === 'input') {
				const { in: first, out } = def as z.core.$ZodPipeDef;
				if (first._zod.def.type === 'transform')
					Object.assign(jsonSchema, jsonSchemaOf(out as z.ZodType, 'input'));
			}
			if (def.type === 'number' && 'coerce' in def && side === 'input')
				Object.assign(jsonSchema, withoutSchema(z.toJSONSchema(zodSchema, { io: 'output' })));
		}
	});
	return written;
}

const withoutSchema = ({ $schema: _, ...rest }: JsonSchema): JsonSchema => rest;

/** A parameter of a query string. */
export interface Parameter {
	name: string;
	required: boolean;
	schema: JsonSchema;
}

/** What an address may say, by name. */
export const parametersOf = (schema: z.ZodObject): Parameter[] =>
	Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, one]) => ({
		name,
		required: one._zod.optin !== 'optional',
		schema: jsonSchemaOf(one, 'input')
	}));
