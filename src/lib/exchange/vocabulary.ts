/** How far an import has got: read and compared, waiting for a decision, being written, done or given up. */
export const IMPORT_STATES = ['checking', 'checked', 'applying', 'done', 'failed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What a list is given as: `json` where nothing is asked for. */
export const LIST_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** What is counted of those who read without a token: requests to the API, and whole files. */
export const READ_KINDS = ['api', 'files'] as const;
export type ReadKind = (typeof READ_KINDS)[number];

/** The size of a picture by which other sites show a page that is shared: 1.91 to 1. */
export const SHARED = { width: 1200, height: 630 };
