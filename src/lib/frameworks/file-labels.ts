import { errorText } from '#lib/forms/errors.ts';
import { FIELD_ERRORS, type FieldErrorCode } from '#lib/forms/parse.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import { MOST_BYTES, type FileFault, type FileFaultCode } from './file-faults.ts';
import type { Standing } from './preview.ts';
import type { Audience, Disclosure } from './vocabulary.ts';

export const audienceLabels: Record<Audience, () => string> = {
	companies: m.frameworks_audience_companies,
	governments: m.frameworks_audience_governments,
	commitments: m.frameworks_audience_commitments
};

export const disclosureLabels: Record<Disclosure, () => string> = {
	per_organisation: m.frameworks_disclosure_per_organisation,
	aggregate_only: m.frameworks_disclosure_aggregate_only
};

export const standingLabels: Record<Standing, () => string> = {
	comparable: m.frameworks_standing_comparable,
	not_comparable: m.frameworks_standing_not_comparable,
	unmapped: m.frameworks_standing_unmapped,
	added: m.frameworks_standing_added
};

export const standingTones: Record<Standing, Tone> = {
	comparable: 'good',
	not_comparable: 'warn',
	unmapped: 'warn',
	added: 'info'
};

export const MOST_KILOBYTES = MOST_BYTES / 1024;

/** Kinds of value, as the schema calls them. */
const KINDS: Readonly<Record<string, () => string>> = {
	string: m.frameworks_kind_text,
	number: m.frameworks_kind_number,
	int: m.frameworks_kind_number,
	boolean: m.frameworks_kind_boolean,
	array: m.frameworks_kind_list,
	object: m.frameworks_kind_group
};

type OwnCode = Exclude<FileFaultCode, FieldErrorCode>;

const SENTENCES: Record<OwnCode, (detail: string) => string> = {
	nothing_given: () => m.frameworks_fault_nothing_given(),
	too_large: () => m.frameworks_fault_too_large({ detail: MOST_KILOBYTES }),
	not_json: () => m.frameworks_fault_not_json(),
	no_such_field: () => m.frameworks_fault_no_such_field(),
	wrong_kind: (detail) => m.frameworks_fault_wrong_kind({ detail: KINDS[detail]?.() ?? detail }),
	one_of: (detail) => m.frameworks_fault_one_of({ detail }),
	too_many: (detail) => m.frameworks_fault_too_many({ detail }),
	numbered_in_order: () => m.frameworks_fault_numbered_in_order(),
	no_such_theme: () => m.frameworks_fault_no_such_theme(),
	no_such_requirement: () => m.frameworks_fault_no_such_requirement(),
	twice: () => m.frameworks_fault_twice(),
	whole_scale: () => m.frameworks_fault_whole_scale(),
	replaces_what: () => m.frameworks_fault_replaces_what(),
	replaces_earlier: () => m.frameworks_fault_replaces_earlier(),
	one_to_one: () => m.frameworks_fault_one_to_one(),
	already_there: (detail) => m.frameworks_fault_already_there({ detail }),
	replaces_newest: (detail) => m.frameworks_fault_replaces_newest({ detail }),
	replaces_nothing: () => m.frameworks_fault_replaces_nothing(),
	not_later: (detail) => m.frameworks_fault_not_later({ detail }),
	audience_kept: (detail) => m.frameworks_fault_audience_kept({ detail }),
	not_in_earlier: (detail) => m.frameworks_fault_not_in_earlier({ detail })
};

const isFieldError = (code: FileFaultCode): code is FieldErrorCode =>
	(FIELD_ERRORS as readonly string[]).includes(code);

/** What is wrong with a file, and what to do about it, without saying where. */
export const fileFaultText = ({ code, detail = '' }: FileFault): string =>
	isFieldError(code)
		? errorText({ code, limit: code === 'too_long' ? Number(detail) : undefined })
		: SENTENCES[code](detail);
