import type { FieldErrorCode } from '#lib/forms/parse.ts';
import { plain } from '#lib/forms/parse.ts';
import type { JsonSchema } from '../openapi/json-schema.ts';

/** What is wrong with a value before any rule of a form is asked. */
export interface Fault {
	/** The names that lead to it. */
	path: readonly string[];
	code: FieldErrorCode | 'unknown_field';
}

type Values = Record<string, unknown>;

/**
 * A JSON body as the values of the form that takes the same: true as a ticked box, a number as it would be typed, null
 * and blank texts left out. What the schema does not name, or names as another kind of value, is a fault.
 */
export function readBody(schema: JsonSchema, body: unknown): { values: Values; faults: Fault[] } {
	const faults: Fault[] = [];
	const read = reader(faults);
	const values = read(schema, body, []);
	return { values: isRecord(values) ? values : {}, faults };
}

const isRecord = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const typesOf = ({ type, enum: values, const: only }: JsonSchema): readonly string[] => {
	if (type !== undefined) return [type].flat();
	return [...(values ?? []), ...(only === undefined ? [] : [only])].map((value) => typeof value);
};

const kindOf = (value: unknown): string =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Decimals of a number as it is written. */
const decimalsOf = (value: number): number =>
	/e/.test(String(value)) ? Infinity : (String(value).split('.')[1] ?? '').length;

function reader(faults: Fault[]) {
	return function read(schema: JsonSchema, value: unknown, path: readonly string[]): unknown {
		const wrong = (code: Fault['code'] = 'invalid') => void faults.push({ path, code });
		const options = ((schema.anyOf as JsonSchema[] | undefined) ?? [schema]).filter(
			(one) => one.type !== 'null'
		);
		if (value === null) return schema.anyOf ? undefined : wrong('required');
		const kind = kindOf(value);
		const option = options.find((one) =>
			typesOf(one).some((type) => type === kind || (type === 'integer' && kind === 'number'))
		);
		if (!option) return wrong();
		if (Array.isArray(value))
			return value.map((one, at) => read(option.items as JsonSchema, one, [...path, String(at)]));
		if (isRecord(value)) return fields(option, value, path);
		if (typeof value === 'boolean') return value ? 'on' : undefined;
		if (typeof value === 'number') {
			// As text, three decimals could be taken for thousands.
			const most = option.multipleOf ? -Math.round(Math.log10(option.multipleOf)) : 0;
			return decimalsOf(value) <= most ? String(value) : wrong('figure');
		}
		const text = plain(String(value)).trim().toWellFormed();
		return text === '' ? undefined : text;
	};

	function fields(schema: JsonSchema, given: Values, path: readonly string[]): Values {
		const named = (schema.properties ?? {}) as Record<string, JsonSchema>;
		const values: Values = {};
		for (const [name, value] of Object.entries(given)) {
			const one = Object.hasOwn(named, name) ? named[name] : undefined;
			if (!one) faults.push({ path: [...path, name], code: 'unknown_field' });
			else {
				const read = reader(faults)(one, value, [...path, name]);
				if (read !== undefined) values[name] = read;
			}
		}
		return values;
	}
}
