/** What is to become of a row of a spreadsheet. */
export const VERDICTS = ['new', 'changed', 'unchanged', 'wrong'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What can be wrong with a cell beyond what a form says of a field. */
export const CELL_FAULTS = [
	'formula',
	'fault_value',
	'day_as_text',
	'not_offered',
	'whole_day',
	'duplicate',
	'unknown_reference',
	'under_review',
	'on_record',
	'withdrawn',
	'personal_mailbox',
	'unknown_service'
] as const;
export type CellFault = (typeof CELL_FAULTS)[number];

/** Why a file is not read at all. */
export const FILE_FAULTS = [
	'no_file',
	'too_large',
	'expands',
	'old_format',
	'locked_or_old',
	'macros',
	'not_a_spreadsheet',
	'unreadable',
	'no_sheet',
	'encoding',
	'quotes',
	'empty',
	'too_many_rows',
	'too_many_columns',
	'merged',
	'wrong_column',
	'beyond_columns',
	'not_ours',
	'other_assessment',
	'other_cycle',
	'other_framework',
	'unknown_requirement',
	'twice'
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** The most that is taken. */
export const MOST_ROWS = 5000;
export const MOST_COLUMNS = 60;
/** In bytes: the file as it is sent, and all that is packed in it. */
export const MOST_BYTES = 5_000_000;
export const MOST_UNPACKED = 60_000_000;

export const FILE_FORMATS = ['xlsx', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** How many rows of a checked file one page shows. */
export const ROWS_PER_PAGE = 50;
