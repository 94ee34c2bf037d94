import type { z } from 'zod';
import type { RefusalReason } from '#lib/access/refusal.ts';
import { ADDRESSES_ARE_PUBLIC, withWarning } from './content-guard.ts';

/** What can be wrong with a field. Schemas name one as an issue's message; `errors.ts` has the sentences. */
export const FIELD_ERRORS = [
	'required',
	'too_long',
	'choose',
	'date',
	'date_order',
	'currency',
	'amount',
	'figure',
	'days',
	'time',
	'web_address',
	'media',
	'email',
	'language',
	'reason_needed',
	'rating',
	'outside_spread',
	'slug',
	'confirm',
	'not_asked',
	'pasted_file',
	'address',
	'invalid'
] as const;
export type FieldErrorCode = (typeof FIELD_ERRORS)[number];

export interface FieldError {
	code: FieldErrorCode;
	/** The most that is allowed, for `too_long`. */
	limit?: number;
}

/** What was typed, as it was typed: by field name, a list where a name came more than once. */
export type FormValues = Record<string, string | string[]>;

export interface FormFailure {
	ok: false;
	values: FormValues;
	errors: Record<string, FieldError>;
	refusal?: { reason: RefusalReason; where: readonly string[] };
}
export interface FormSuccess<T> {
	ok: true;
	values: FormValues;
	data: T;
}

/**
 * Reads a posted form with a Zod schema. Fields that are empty are left out, so that an optional
 * one needs no special case. On failure: what was typed, and the first thing wrong with each field,
 * under the field's name (`milestones.0.title` for nested ones), in the order of the page. A personal address in a text is
 * warned about, once: who says that it is public goes on. A form that saves itself is not held up by it.
 */
export function parseForm<Schema extends z.ZodType>(
	schema: Schema,
	form: FormData,
	{ savesItself = false } = {}
): FormSuccess<z.output<Schema>> | FormFailure {
	const values: FormValues = {};
	for (const name of new Set(form.keys())) {
		const all = form.getAll(name).filter((value) => typeof value === 'string');
		const texts = all.map(plain);
		values[name] = texts.length > 1 ? texts : (texts[0] ?? '');
	}
	const warn = !savesItself && !form.has(ADDRESSES_ARE_PUBLIC);
	return withWarning(warn, () => parseValues(schema, values));
}

/** Reads named values, in the order in which they stand, as `parseForm` does those of a form. */
export function parseValues<Schema extends z.ZodType>(
	schema: Schema,
	values: FormValues
): FormSuccess<z.output<Schema>> | FormFailure {
	const parsed = parseNested(schema, nest(values));
	if (parsed.ok) return { ok: true, values, data: parsed.data };
	return { ok: false, values, errors: inOrderOf(Object.keys(values), parsed.errors) };
}

/** Reads values that are nested already, such as those of a program: what a form would say by their names with dots. */
export function parseNested<Schema extends z.ZodType>(
	schema: Schema,
	given: Record<string, unknown>
): { ok: true; data: z.output<Schema> } | Pick<FormFailure, 'ok' | 'errors'> {
	const parsed = schema.safeParse(given, { reportInput: true });
	if (parsed.success) return { ok: true, data: parsed.data };
	const errors: Record<string, FieldError> = {};
	for (const issue of parsed.error.issues)
		errors[issue.path.join('.') || 'form'] ??= toFieldError(issue);
	return { ok: false, errors };
}

/**
 * A browser posts fields as they stand on the page. What it left out, such as a choice not made, comes
 * after what the schema names before it.
 */
function inOrderOf(
	posted: readonly string[],
	errors: Record<string, FieldError>
): Record<string, FieldError> {
	let before = -1;
	const placed = Object.entries(errors).map((entry) => {
		const place = posted.findIndex((name) => name === entry[0] || name.startsWith(`${entry[0]}.`));
		if (place !== -1) before = place;
		return { entry, place: before };
	});
	return Object.fromEntries(placed.sort((a, b) => a.place - b.place).map(({ entry }) => entry));
}

/** Controls but tab and line end: no keyboard has them, no reader sees them, and PostgreSQL refuses NUL. */
const UNSEEN = /(?![\t\n])\p{Cc}/gu;

/** Text as it is stored and compared. Browsers send line ends as CR LF: it has LF. */
export const plain = (value: string) => value.replaceAll('\r\n', '\n').replace(UNSEEN, '');

/** A place in a list. No form has so many lines, and a list is as long as its highest place says. */
const PLACE = /^\d{1,4}$/;

/** `a.0.b` fields become nested lists and objects; blank fields are left out, and names that no form has. */
function nest(values: FormValues): Record<string, unknown> {
	const root: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(values)) {
		if (value === '' || (typeof value === 'string' && value.trim() === '')) continue;
		const path = name.split('.');
		if (path.some((part) => part === '__proto__' || part === 'constructor')) continue;
		let at: Record<string, unknown> = root;
		for (const [depth, part] of path.entries()) {
			if (Array.isArray(at) && !PLACE.test(part)) break;
			if (depth === path.length - 1) at[part] = typeof value === 'string' ? value.trim() : value;
			else if (typeof at[part] !== 'object' || at[part] === null)
				at[part] = PLACE.test(path[depth + 1] ?? '') ? [] : {};
			if (depth < path.length - 1) at = at[part] as Record<string, unknown>;
		}
	}
	return root;
}

function toFieldError(issue: z.core.$ZodIssue): FieldError {
	const named = FIELD_ERRORS.find((code) => code === issue.message);
	if (issue.code === 'too_big' && issue.origin === 'string')
		return { code: 'too_long', limit: Number(issue.maximum) };
	if (named) return { code: named };
	if (issue.code === 'invalid_type' && issue.input === undefined) return { code: 'required' };
	if (issue.code === 'too_small') return { code: 'required' };
	if (issue.code === 'invalid_value')
		return { code: issue.input === undefined ? 'required' : 'choose' };
	return { code: 'invalid' };
}

/** What stands in a text field: what was typed last, else what is stored. */
export function typed(
	form: FormFailure | null | undefined,
	name: string,
	stored: string | number | null | undefined = ''
): string {
	const value = form?.values[name];
	if (form && name in form.values) return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
	return stored === null || stored === undefined ? '' : String(stored);
}
