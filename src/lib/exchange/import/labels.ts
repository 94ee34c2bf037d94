import { errorText } from '#lib/forms/errors.ts';
import { FIELD_ERRORS, type FieldErrorCode } from '#lib/forms/parse.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { FileFaultPlace } from '../spreadsheet/grid.ts';
import type { ImportState } from '../vocabulary.ts';
import type { Problem } from './check.ts';
import type { CellFault, FileFault, Verdict } from './vocabulary.ts';

export const verdictLabels: Record<Verdict, () => string> = {
	new: m.exchange_verdict_new,
	changed: m.exchange_verdict_changed,
	unchanged: m.exchange_verdict_unchanged,
	wrong: m.exchange_verdict_wrong
};
export const verdictTones: Record<Verdict, Tone> = {
	new: 'info',
	changed: 'warn',
	unchanged: 'neutral',
	wrong: 'bad'
};

export const importStateLabels: Record<ImportState, () => string> = {
	checking: m.exchange_state_checking,
	checked: m.exchange_state_checked,
	applying: m.exchange_state_applying,
	done: m.exchange_state_done,
	failed: m.exchange_state_failed
};
export const importStateTones: Record<ImportState, Tone> = {
	checking: 'info',
	checked: 'neutral',
	applying: 'info',
	done: 'good',
	failed: 'bad'
};

const FILE_SENTENCES: Record<FileFault, (place: FileFaultPlace) => string> = {
	no_file: () => m.exchange_file_no_file(),
	too_large: () => m.exchange_file_too_large(),
	expands: () => m.exchange_file_expands(),
	old_format: () => m.exchange_file_old_format(),
	locked_or_old: () => m.exchange_file_locked_or_old(),
	macros: () => m.exchange_file_macros(),
	not_a_spreadsheet: () => m.exchange_file_not_a_spreadsheet(),
	unreadable: () => m.exchange_file_unreadable(),
	no_sheet: () => m.exchange_file_no_sheet(),
	encoding: ({ where }) => m.exchange_file_encoding({ where }),
	quotes: ({ where }) => m.exchange_file_quotes({ where }),
	empty: ({ where }) => m.exchange_file_empty({ where }),
	too_many_rows: ({ where }) => m.exchange_file_too_many_rows({ where }),
	too_many_columns: ({ where }) => m.exchange_file_too_many_columns({ where }),
	merged: ({ where }) => m.exchange_file_merged({ where }),
	wrong_column: (place) =>
		place.expected
			? m.exchange_file_wrong_column({ ...place })
			: m.exchange_file_column_beyond({ where: place.where, found: place.found }),
	beyond_columns: ({ where, found }) => m.exchange_file_beyond_columns({ where, found }),
	not_ours: () => m.exchange_file_not_ours(),
	other_assessment: () => m.exchange_file_other_assessment(),
	other_cycle: ({ found, expected }) => m.exchange_file_other_cycle({ found, expected }),
	other_framework: ({ found, expected }) => m.exchange_file_other_framework({ found, expected }),
	unknown_requirement: ({ where, found }) => m.exchange_file_unknown_requirement({ where, found }),
	twice: ({ where, found }) => m.exchange_file_twice({ where, found })
};

/** Why a file was not read, and what to do about it. */
export const fileFaultText = (fault: FileFault, place: FileFaultPlace): string =>
	FILE_SENTENCES[fault](place);

const CELL_SENTENCES: Record<CellFault, (other: string) => string> = {
	formula: () => m.exchange_cell_formula(),
	fault_value: () => m.exchange_cell_fault_value(),
	day_as_text: () => m.exchange_cell_day_as_text(),
	not_offered: () => m.exchange_cell_not_offered(),
	whole_day: () => m.exchange_cell_whole_day(),
	duplicate: (other) => m.exchange_cell_duplicate({ other }),
	unknown_reference: () => m.exchange_cell_unknown_reference(),
	under_review: (other) => m.exchange_cell_under_review({ other }),
	on_record: (other) => m.exchange_cell_on_record({ other }),
	withdrawn: (other) => m.exchange_cell_withdrawn({ other }),
	personal_mailbox: () => m.exchange_cell_personal_mailbox(),
	unknown_service: () => m.exchange_cell_unknown_service()
};

const isFieldError = (code: Problem['code']): code is FieldErrorCode =>
	(FIELD_ERRORS as readonly string[]).includes(code);

/** What is wrong with a cell, in the words that the form has for the field where it has some. */
export const cellProblemText = ({
	code,
	limit,
	other = ''
}: Pick<Problem, 'code' | 'limit' | 'other'>): string =>
	isFieldError(code)
		? errorText(limit === undefined ? { code } : { code, limit })
		: CELL_SENTENCES[code](other);
