/** The sheets that carry answers. */
export const SHEET_KINDS = ['answers', 'services', 'figures'] as const;
export type SheetKind = (typeof SHEET_KINDS)[number];

/**
 * What is to become of an answer. `older`: it was changed here since the file was downloaded, and the file
 * still says what it said then; `conflict`: it was changed here and in the file.
 */
export const ANSWER_VERDICTS = ['changed', 'conflict', 'wrong', 'older', 'same'] as const;
export type AnswerVerdict = (typeof ANSWER_VERDICTS)[number];

/** In days: how long a file that was brought back waits for a decision. */
export const SHEET_WAITS = 7;

/** The most lines of one sheet that are read. */
export const MOST_LINES = 3000;
