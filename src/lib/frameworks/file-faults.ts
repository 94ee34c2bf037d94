import type { z } from 'zod';
import { FIELD_ERRORS, type FieldErrorCode } from '#lib/forms/parse.ts';
import { FILE_RULES, frameworkFile, type FileRule, type FrameworkFile } from './file-schema.ts';

/** The most that a framework file may hold, in bytes. */
export const MOST_BYTES = 512 * 1024;

/** What can be wrong with a file as a whole, with one of its fields, or against the versions that are there. */
type WholeFault = 'nothing_given' | 'too_large' | 'not_json';
type PlaceFault = 'no_such_field' | 'wrong_kind' | 'one_of' | 'too_many';
type VersionFault =
	| 'already_there'
	| 'replaces_newest'
	| 'replaces_nothing'
	| 'not_later'
	| 'audience_kept'
	| 'not_in_earlier';
export type FileFaultCode = FieldErrorCode | FileRule | WholeFault | PlaceFault | VersionFault;

export interface FileFault {
	/** Where it lies, as `requirements[2].title.fr`; empty for the whole. */
	path: string;
	code: FileFaultCode;
	/** What the sentence needs beside it: a limit, the words to choose from, the version that is there. */
	detail?: string;
}

export type ReadFile = { ok: true; file: FrameworkFile } | { ok: false; faults: FileFault[] };

/** Reads the text of a framework file, saying of everything that is wrong where it lies. */
export function readFrameworkFile(text: string): ReadFile {
	const whole = (code: FileFaultCode): ReadFile => ({ ok: false, faults: [{ path: '', code }] });
	if (!text.trim()) return whole('nothing_given');
	if (new TextEncoder().encode(text).length > MOST_BYTES) return whole('too_large');
	let raw: unknown;
	try {
		raw = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return whole('not_json');
	}
	const parsed = frameworkFile.safeParse(raw, { reportInput: true });
	return parsed.success
		? { ok: true, file: parsed.data }
		: { ok: false, faults: parsed.error.issues.flatMap(faultsOf) };
}

function faultsOf(issue: z.core.$ZodIssue): FileFault[] {
	const path = pathOf(issue.path);
	if (issue.code === 'unrecognized_keys')
		return issue.keys.map((key) => ({
			path: pathOf([...issue.path, key]),
			code: 'no_such_field' as const
		}));
	return [{ path, ...faultOf(issue) }];
}

function faultOf(issue: z.core.$ZodIssue): Omit<FileFault, 'path'> {
	const named = [...FIELD_ERRORS, ...FILE_RULES].find((code) => code === issue.message);
	if (named) return { code: named };
	switch (issue.code) {
		case 'invalid_type':
			return issue.input === undefined
				? { code: 'required' }
				: { code: 'wrong_kind', detail: issue.expected };
		case 'invalid_value':
			return issue.input === undefined
				? { code: 'required' }
				: { code: 'one_of', detail: issue.values.map(String).join(', ') };
		case 'too_big':
			return issue.origin === 'string'
				? { code: 'too_long', detail: String(issue.maximum) }
				: { code: 'too_many', detail: String(issue.maximum) };
		case 'too_small':
			return { code: 'required' };
		default:
			return { code: 'invalid' };
	}
}

function pathOf(path: readonly PropertyKey[]): string {
	return path.reduce<string>(
		(said, part) =>
			typeof part === 'number'
				? `${said}[${part}]`
				: said
					? `${said}.${String(part)}`
					: String(part),
		''
	);
}

/** What of a file does not fit the newest version that is there; `null` where there is none of its key. */
export function faultsAgainst(file: FrameworkFile, newest: FrameworkFile | null): FileFault[] {
	if (!newest) return file.replaces ? [{ path: 'replaces', code: 'replaces_nothing' }] : [];
	const faults: FileFault[] = [];
	const detail = newest.version;
	if (file.version === newest.version) return [{ path: 'version', code: 'already_there', detail }];
	if (file.version < newest.version) faults.push({ path: 'version', code: 'not_later', detail });
	if (file.replaces !== newest.version)
		faults.push({ path: 'replaces', code: 'replaces_newest', detail });
	if (file.audience !== newest.audience)
		faults.push({ path: 'audience', code: 'audience_kept', detail: newest.audience });
	const numbers = new Set(newest.requirements.map(({ number }) => number));
	file.mappings.forEach(({ from }, at) => {
		if (!numbers.has(from))
			faults.push({ path: `mappings[${at}].from`, code: 'not_in_earlier', detail });
	});
	return faults;
}
