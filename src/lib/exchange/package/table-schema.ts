import type { z } from 'zod';
import { jsonSchemaOf, type JsonSchema } from '../openapi/json-schema.ts';
import { columnsWith, type Column } from '../records/fields.ts';

/** A column as a Table Schema describes it (specs.frictionlessdata.io, datapackage.org). */
export interface Field {
	name: string;
	type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
	format?: string;
	description?: string;
	constraints?: {
		required?: true;
		enum?: string[];
		pattern?: string;
		minimum?: number;
		maximum?: number;
	};
	trueValues?: string[];
	falseValues?: string[];
}

/** A list in one cell, as the CSV writes it. */
const LISTED = 'Several values have a semicolon and a space between them.';

/** The fields of these columns of a record, from the schema that the record is held to. */
export function fieldsOf(record: z.ZodObject, columns: readonly string[]): Field[] {
	const known = new Map(columnsWith(record).map((column) => [column.name, column]));
	return columns.map((name) => {
		const column = known.get(name);
		if (!column) throw new Error(`no schema of the column ${name}`);
		return fieldOf(column);
	});
}

function fieldOf({ name, schema, description, always }: Column): Field {
	const json = jsonSchemaOf(schema, 'output');
	const { constraints, ...kind } = kindOf(json);
	const said = [description, json.type === 'array' ? LISTED : undefined].filter(Boolean).join(' ');
	// A list without values is an empty cell.
	const limits = { ...(always && json.type !== 'array' && { required: true }), ...constraints };
	return {
		name,
		...kind,
		...(said && { description: said }),
		...(Object.keys(limits).length > 0 && { constraints: limits as Field['constraints'] })
	};
}

type Kind = Omit<Field, 'name' | 'description'>;

function kindOf(json: JsonSchema): Kind {
	if (json.type === 'boolean') return { type: 'boolean', trueValues: ['yes'], falseValues: ['no'] };
	if (json.type === 'integer' || json.type === 'number')
		return { type: json.type, constraints: limitsOf(json) };
	if (json.format === 'date') return { type: 'date' };
	if (json.format === 'uuid') return { type: 'string', format: 'uuid' };
	const words = wordsOf(json);
	if (words) return { type: 'string', constraints: { enum: words } };
	// A pattern of a Table Schema is of the whole value: it has no anchors.
	if (json.pattern)
		return { type: 'string', constraints: { pattern: json.pattern.replace(/^\^|\$$/g, '') } };
	return { type: 'string' };
}

/** The limits that were set; those of what a number can hold at all are none. */
function limitsOf({ minimum, maximum }: JsonSchema): Kind['constraints'] {
	const safe = (limit: number | undefined) =>
		limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
	return { ...(safe(minimum) && { minimum }), ...(safe(maximum) && { maximum }) };
}

/** Everything that it can be, as text, where that is so much and no more: words, or whole numbers beside words. */
function wordsOf(json: JsonSchema): string[] | null {
	if (json.enum) return json.enum.map(String);
	if (json.const !== undefined) return [String(json.const)];
	const { minimum, maximum } = json;
	if (json.type === 'integer' && minimum !== undefined && maximum !== undefined)
		return maximum - minimum > 100
			? null
			: Array.from({ length: maximum - minimum + 1 }, (_, at) => String(minimum + at));
	if (!json.anyOf) return null;
	const each = json.anyOf.map((one) => wordsOf(one as JsonSchema));
	return each.every((words) => words !== null) ? [...new Set(each.flat())] : null;
}
